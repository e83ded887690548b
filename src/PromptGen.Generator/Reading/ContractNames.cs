using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Names the classes that read result types, and the namespace of what is emitted once for an assembly.</summary>
internal static class ContractNames
{
    /// <summary>The class that reads <paramref name="type"/>, from the root.</summary>
    public static string Of(ITypeSymbol type, Compilation compilation, NamingPolicy naming) =>
        $"{NamespaceOf(compilation)}.{ClassOf(type)}{(naming == NamingPolicy.CamelCase ? "" : $"_{naming}")}";

    /// <summary>A type's own name, as people say it: for schemas.</summary>
    public static string ShortName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ShortName(array.ElementType) + "Array",
        INamedTypeSymbol { IsTupleType: true } => "Tuple",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => ShortName(value),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => $"{generic.Name}Of{string.Join("And", generic.TypeArguments.Select(ShortName))}",
        _ => type.Name,
    };

    /// <summary>
    /// A namespace of the assembly's own: assemblies that see each other's internals may both have a contract for one type.
    /// </summary>
    public static string NamespaceOf(Compilation compilation) => "global::PromptGen.Generated." + Identifiers.Escape(Identifier(compilation.AssemblyName ?? "_"));

    private static string ClassOf(ITypeSymbol type)
    {
        var parts = new Stack<string>();
        for (ISymbol? symbol = type; symbol is not (null or INamespaceSymbol { IsGlobalNamespace: true }); symbol = symbol.ContainingSymbol)
        {
            if (symbol is ITypeSymbol or INamespaceSymbol)
                parts.Push(ReferenceEquals(symbol, type) ? ShortName(type) : symbol.Name);
        }

        // A type may have the name of a member of its contract, or of a keyword: the suffix keeps clear of both.
        // The dot becomes an underscore: where the name has some of its own, a hash keeps A.B_C and A_B.C apart.
        var name = string.Join("_", parts);
        if (type.HasPart(static part => part is not INamedTypeSymbol { IsGenericType: false }))
            return $"{name}_{Hash(type.ToQualified())}Contract";
        return (parts.Any(static part => part.IndexOf('_') >= 0) ? $"{name}_{Hash(string.Join(".", parts))}" : name) + "Contract";
    }

    /// <summary>A text with an underscore for all that no name can have.</summary>
    public static string Identifier(string text)
    {
        var name = new StringBuilder(text.Length + 1);
        if (text.Length == 0 || char.IsDigit(text[0]))
            name.Append('_');
        foreach (var c in text)
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        return name.ToString();
    }

    /// <summary>FNV-1a: short, and the same on every machine.</summary>
    public static string Hash(string text)
    {
        var hash = 2166136261;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ b) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
