using System.Collections;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>The types that the prompts of one interface need contracts for, each read once.</summary>
internal sealed class ResultTypes(Compilation compilation, CancellationToken cancellationToken) : IEnumerable<ResultType>
{
    private readonly Dictionary<string, (string? Contract, TypeProblem? Problem)> _roots = new(StringComparer.Ordinal);
    private readonly List<ResultType> _types = [];

    public Compilation Compilation => compilation;

    /// <summary>The class that reads a type, from the root; or why there can be none.</summary>
    public (string? Contract, TypeProblem? Problem) Add(ITypeSymbol type, ResultOptions options)
    {
        var key = $"{options} {type.ToQualified()} {type.ContainingAssembly?.Name}";
        if (_roots.TryGetValue(key, out var known))
            return known;

        var (definitions, problem) = TypeReader.Read(type, compilation, options.Naming, cancellationToken);
        (string? Contract, TypeProblem? Problem) root = (null, problem);
        if (problem is null)
        {
            var result = new ResultType(definitions[0], definitions, options.Dialect);
            root = (result.Contract, null);
            _types.Add(result);
            _types.AddRange(definitions.Skip(result.HasReader ? 1 : 0).Select(static definition => new ResultType(definition, default)));
        }

        _roots.Add(key, root);
        return root;
    }

    /// <summary>The shape of an argument that is written as JSON; or why it cannot be. The types that it is made of get contracts.</summary>
    public (TypeShape? Shape, TypeProblem? Problem) AddArgument(ITypeSymbol type, ResultOptions options)
    {
        var (shape, definitions, problem) = TypeReader.ReadArgument(type, compilation, options.Naming, cancellationToken);
        if (problem is not null)
            return (null, problem);
        _types.AddRange(definitions.Select(static definition => new ResultType(definition, default)));
        return (shape, null);
    }

    public IEnumerator<ResultType> GetEnumerator() => _types.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
