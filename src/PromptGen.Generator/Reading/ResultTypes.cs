using System.Collections;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>The types that the prompts of one interface need contracts for, each read once.</summary>
internal sealed class ResultTypes(Compilation compilation, CancellationToken cancellationToken) : IEnumerable<ResultType>
{
    private readonly Dictionary<ITypeSymbol, (string? Contract, TypeProblem? Problem)> _roots = new(SymbolEqualityComparer.Default);
    private readonly List<ResultType> _types = [];

    public Compilation Compilation => compilation;

    /// <summary>The class that reads a type, from the root; or why there can be none.</summary>
    public (string? Contract, TypeProblem? Problem) Add(ITypeSymbol type)
    {
        // A nullable result type has no schema of its own; it must not pass for the one that is not.
        if (type.NullableAnnotation == NullableAnnotation.Annotated)
            return (null, new("a result is never null; put what may be null into a record's member", null));
        if (_roots.TryGetValue(type, out var known))
            return known;

        var (definitions, problem) = TypeReader.Read(type, compilation, cancellationToken);
        if (problem is null)
        {
            _types.Add(new(definitions[0], definitions));
            _types.AddRange(definitions.Skip(1).Select(static definition => new ResultType(definition, default)));
        }

        var root = (problem is null ? definitions[0].Contract : null, problem);
        _roots.Add(type, root);
        return root;
    }

    /// <summary>The shape of an argument that is written as JSON; or why it cannot be. The types that it is made of get contracts.</summary>
    public (TypeShape? Shape, TypeProblem? Problem) AddArgument(ITypeSymbol type)
    {
        var (shape, definitions, problem) = TypeReader.ReadArgument(type, compilation, cancellationToken);
        if (problem is not null)
            return (null, problem);
        _types.AddRange(definitions.Select(static definition => new ResultType(definition, default)));
        return (shape, null);
    }

    public IEnumerator<ResultType> GetEnumerator() => _types.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
