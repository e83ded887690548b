using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Reads which types stand for a base, and what tells them apart in a document.</summary>
internal static class UnionReader
{
    /// <summary>The name that System.Text.Json gives a discriminator.</summary>
    private const string DefaultName = "$type";

    /// <summary>Whether a type is one of several in a document: it lists them, or is abstract and all derive from it inside of it.</summary>
    public static bool IsUnion(INamedTypeSymbol type) => Listed(type).Any() || Nested(type).Any();

    /// <summary>The types with their discriminators, in the order of declaration; or why they cannot be told apart.</summary>
    public static (IReadOnlyList<(INamedTypeSymbol Type, Discriminator Discriminator)> Branches, string? Problem) Read(INamedTypeSymbol type, Compilation compilation)
    {
        var name = type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Is(KnownNames.SerializationNamespace, "JsonPolymorphicAttribute") == true)?
            .NamedArguments.FirstOrDefault(static argument => argument.Key == "TypeDiscriminatorPropertyName").Value.Value as string ?? DefaultName;
        var branches = new List<(INamedTypeSymbol Type, Discriminator Discriminator)>();
        foreach (var attribute in Listed(type))
        {
            if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol derived }, ..])
                return ([], "one of its [JsonDerivedType] names no type");
            if (attribute.ConstructorArguments is not [_, { Value: { } value }])
                return ([], $"its [JsonDerivedType] of '{derived.Name}' gives no discriminator");
            if (!compilation.HasImplicitConversion(derived, type))
                return ([], $"'{derived.ToReadable()}' does not derive from it");
            if (derived.IsUnboundGenericType)
                return ([], $"'{derived.Name}' is generic, and what it is made of is not known");
            branches.Add((derived, new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!, value is int)));
        }

        if (branches.Count == 0)
            branches.AddRange(Nested(type).Select(derived => (derived, new Discriminator(name, derived.Name, IsInteger: false))));
        if (branches.Select(static branch => branch.Discriminator).Distinct().Count() < branches.Count)
            return ([], "two of its [JsonDerivedType] have the same discriminator");
        if (branches.Select(static branch => branch.Discriminator.IsInteger).Distinct().Count() > 1)
            return ([], "some of its discriminators are texts and some are integers");
        if (branches.Select(static branch => branch.Type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).Count() < branches.Count)
            return ([], "one of its [JsonDerivedType] is there twice");
        if (!type.IsAbstract && !branches.Exists(branch => SymbolEqualityComparer.Default.Equals(branch.Type, type)))
            return ([], "it is not abstract, and not in its own list: give it a [JsonDerivedType] too, or make it abstract");
        var isReadable = name.Length > 0 && branches.TrueForAll(static branch => branch.Discriminator.Value.Length > 0) && branches.Select(static branch => branch.Discriminator.Value).Prepend(name)
            .All(static text => !text.Any(static c => c is '"' or '\\' || char.IsControl(c) || char.IsSurrogate(c)));
        return isReadable ? (branches, null) : ([], "one of its discriminators is empty, or has a character that servers do not take");
    }

    private static IEnumerable<AttributeData> Listed(INamedTypeSymbol type) =>
        type.GetAttributes().Where(static attribute => attribute.AttributeClass?.Is(KnownNames.SerializationNamespace, "JsonDerivedTypeAttribute") == true);

    /// <summary>The types that derive from one that nothing outside of it can derive from.</summary>
    private static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type)
    {
        var isClosed = type is { IsAbstract: true, TypeKind: TypeKind.Class, IsGenericType: false }
            && type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private || (type.IsRecord && constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 1));
        return isClosed ? type.GetTypeMembers().Where(nested => SymbolEqualityComparer.Default.Equals(nested.BaseType, type)) : [];
    }
}
