using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Signatures as the compiler compares them: tuples have no names, dynamic is object, and what may be null is not marked.</summary>
internal static class Signatures
{
    public static string Of(IMethodSymbol method) => $"{method.Name}`{method.Arity}({Of(method.Parameters)})";

    public static string Of(IEnumerable<IParameterSymbol> parameters) =>
        string.Join(",", parameters.Select(static parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + Of(parameter.Type)));

    public static string Of(ITypeSymbol type) => type switch
    {
        IDynamicTypeSymbol => "object",
        IArrayTypeSymbol array => $"{Of(array.ElementType)}[{array.Rank}]",
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => "!" + parameter.Ordinal,
        INamedTypeSymbol named when ArgumentsOf(named).ToList() is { Count: > 0 } arguments =>
            $"{named.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}<{string.Join(",", arguments.Select(Of))}>",
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };

    private static IEnumerable<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        (type.ContainingType is { } container ? ArgumentsOf(container) : []).Concat(type.TypeArguments);
}
