using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Names the methods of the class of requests: as the prompts, without Async, and no two alike.</summary>
internal static class RequestNames
{
    private const string Suffix = "Async";

    public static IEnumerable<PromptMethod> Assign(IReadOnlyList<(IMethodSymbol Symbol, PromptMethod Method)> methods)
    {
        // A name that is written like that comes before one that has lost its suffix.
        var names = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (symbol, _) in methods.Where(static method => method.Method.Call is not null).OrderBy(static method => HasSuffix(method.Symbol.Name)))
        {
            var parameters = Signatures.Of(symbol.Parameters.Where(static parameter => ParameterKinds.Of(parameter.Type) != ParameterKind.Token));
            names.Add(symbol, Candidates(symbol.Name).First(name => name != KnownNames.Requests && taken.Add($"{name}({parameters})")));
        }

        return methods.Select(method => method.Method.Call is { } call
            ? method.Method with { Call = call with { RequestName = Identifiers.Escape(names[method.Symbol]) } }
            : method.Method);
    }

    private static bool HasSuffix(string name) => name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal);

    private static IEnumerable<string> Candidates(string name)
    {
        if (HasSuffix(name))
            yield return name.Substring(0, name.Length - Suffix.Length);
        yield return name;
        for (var i = 2; ; i++)
            yield return name + i;
    }
}
