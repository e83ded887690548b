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

    /// <summary>Whether the type, or one that it is made of, is such a one.</summary>
    public static bool HasPart(this ITypeSymbol type, Func<ITypeSymbol, bool> isSuch) => isSuch(type) || type switch
    {
        IArrayTypeSymbol array => array.ElementType.HasPart(isSuch),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => argument.HasPart(isSuch)) || named.ContainingType?.HasPart(isSuch) == true,
        _ => false,
    };

    /// <summary>Whether the compiler does not know the type, or one that it is made of, and says so.</summary>
    public static bool IsUnknown(this ITypeSymbol type) => type.HasPart(static part => part.TypeKind == TypeKind.Error);

    public static bool IsInFileLocal(this INamedTypeSymbol type) => type.IsFileLocal || type.ContainingType?.IsInFileLocal() == true;

    /// <summary>Whether the arguments are not what the attribute takes, which the compiler says.</summary>
    public static bool IsBroken(this AttributeData attribute) =>
        attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(static argument => argument.Kind == TypedConstantKind.Error);

    /// <summary>Whether an attribute sets a property to true.</summary>
    public static bool IsSet(this AttributeData attribute, string name) =>
        attribute.NamedArguments.Any(argument => argument.Key == name && argument.Value.Value is true);

    /// <summary>Whether using it is an error, by its <c>[Obsolete]</c>.</summary>
    public static bool IsForbidden(this ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.ConstructorArguments is [_, { Value: true }] && attribute.AttributeClass?.Is("System", "ObsoleteAttribute") == true);

    /// <summary>Where it is declared in source; null where it is another assembly's.</summary>
    public static Location? LocationInSource(this ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    public static Location LocationOrNone(this ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The name that metadata has, from the root.</summary>
    public static string ToMetadataName(this INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            name = $"{container.MetadataName}+{name}";
        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{type.ContainingNamespace.ToDisplayString()}.{name}";
    }

    /// <summary>The namespace as it is declared; empty for the global one.</summary>
    public static string ToDeclaration(this INamespaceSymbol symbol) =>
        symbol.IsGlobalNamespace ? "" : symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

    private static bool IsNamed(this INamespaceSymbol? symbol, string name)
    {
        // It is compared from its end, in place: this is asked of every type that is met.
        for (var end = name.Length; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace, end--)
        {
            end -= symbol.Name.Length;
            if (end < 0 || string.CompareOrdinal(name, end, symbol.Name, 0, symbol.Name.Length) != 0)
                return false;
            if (end == 0)
                return symbol.ContainingNamespace.IsGlobalNamespace;
            if (name[end - 1] != '.')
                return false;
        }

        return false;
    }
}
