using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Questions about symbols that several readers ask.</summary>
internal static class Symbols
{
    /// <summary>Types as emitted code names them: from the root, with what may be null marked.</summary>
    public static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Types as people name them.</summary>
    public static readonly SymbolDisplayFormat Readable = SymbolDisplayFormat.CSharpErrorMessageFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static string ToQualified(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    public static string ToReadable(this ISymbol symbol) => symbol.ToDisplayString(Readable);

    /// <summary>Whether the type is the one of that name directly in that namespace, written from the root with dots.</summary>
    public static bool Is(this ITypeSymbol type, string namespaceName, string name) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace.IsNamed(namespaceName);

    public static AttributeData? FindAttribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Is(KnownNames.Namespace, name) == true)
                return attribute;
        }

        return null;
    }

    public static Location LocationOrNone(this ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The namespace as it is declared; empty for the global one.</summary>
    public static string ToDeclaration(this INamespaceSymbol symbol) =>
        symbol.IsGlobalNamespace ? "" : symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    public static Location LocationOf(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;

    private static bool IsNamed(this INamespaceSymbol? symbol, string name)
    {
        while (symbol is { IsGlobalNamespace: false })
        {
            if (name == symbol.Name)
                return symbol.ContainingNamespace.IsGlobalNamespace;
            if (!name.EndsWith("." + symbol.Name, StringComparison.Ordinal))
                return false;
            name = name.Substring(0, name.Length - symbol.Name.Length - 1);
            symbol = symbol.ContainingNamespace;
        }

        return false;
    }
}
