using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Reading;

/// <summary>A type that has another part emitted.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Headers">The types around it and itself, outermost first, as they are declared after <c>partial</c>.</param>
/// <param name="TypeName">Its name from the root.</param>
internal sealed record PartialType(string Namespace, EquatableArray<string> Headers, string TypeName)
{
    public static PartialType Of(INamedTypeSymbol type) => new(
        type.ContainingNamespace.ToDeclaration(),
        WithContainers(type).Select(static part => $"{Keyword(part)} {Identifiers.Escape(part.Name)}").ToEquatableArray(),
        type.ToQualified());

    /// <summary>The types around a type, outermost first, and itself.</summary>
    public static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol type) =>
        (type.ContainingType is { } container ? WithContainers(container) : []).Append(type);

    /// <summary>Whether it has a name to be added to; where that is still to be typed, the compiler says so.</summary>
    public static bool HasName(ISymbol symbol) =>
        symbol is INamespaceSymbol { IsGlobalNamespace: true }
        || (symbol.Name.Length > 0 && HasName(symbol.ContainingType ?? (ISymbol)symbol.ContainingNamespace));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { IsValueType: true } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
