using System.Collections;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>A result type that was read.</summary>
/// <param name="Contract">The class that reads it, from the root; null where there can be none.</param>
/// <param name="Problem">Why there can be none.</param>
/// <param name="Excess">What its schema has too much of for servers that enforce it; null where it has not.</param>
internal sealed record ResultTypeReading(string? Contract, TypeProblem? Problem, string? Excess);

/// <summary>The types that the prompts of one interface need contracts for, each read once.</summary>
internal sealed class ResultTypes(Compilation compilation, CancellationToken cancellationToken) : IEnumerable<ResultType>
{
    private readonly Dictionary<string, ResultTypeReading> _roots = new(StringComparer.Ordinal);
    private readonly List<ResultType> _types = [];

    public Compilation Compilation => compilation;

    /// <summary>The class that reads a type; or why there can be none.</summary>
    public ResultTypeReading Add(ITypeSymbol type, ResultOptions options)
    {
        var key = $"{options} {type.ToQualified()} {type.ContainingAssembly?.Name}";
        if (_roots.TryGetValue(key, out var known))
            return known;

        var (definitions, problem) = TypeReader.Read(type, compilation, options.Naming, cancellationToken);
        var root = new ResultTypeReading(null, problem, null);
        if (problem is null)
        {
            var result = new ResultType(definitions[0], definitions, options.Dialect);
            root = new(result.Contract, null, options.Dialect == SchemaDialect.Full ? null : SchemaLimits.FindExcess(definitions));
            _types.Add(result);
            _types.AddRange(definitions.Skip(result.HasReader ? 1 : 0).Select(static definition => new ResultType(definition, default)));
        }

        _roots.Add(key, root);
        return root;
    }

    /// <summary>What a result that was added is made of, the type itself first; empty where it is none.</summary>
    public EquatableArray<TypeDefinition> PartsOf(string contract) => _types.Find(type => type.IsRoot && type.Contract == contract)?.Parts ?? default;

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
