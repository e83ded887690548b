using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Finds how a record is made: what its constructor takes, and what is set after it.</summary>
internal static class RecordMembers
{
    /// <summary>
    /// The record's members: first what the constructor takes, in its order, then what an initializer sets, in the order of
    /// declaration, a base's before its own. Null where no constructor fits.
    /// </summary>
    public static IReadOnlyList<(IPropertySymbol Property, IParameterSymbol? Parameter, bool InInitializer)>? Read(INamedTypeSymbol type)
    {
        if (FindConstructor(type) is not { } constructor)
            return null;

        var properties = PropertiesOf(type);
        var setsRequired = constructor.GetAttributes().Any(static a => a.AttributeClass?.Is("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") == true);
        var members = new List<(IPropertySymbol, IParameterSymbol?, bool)>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.Find(p => p.Name == parameter.Name)
                ?? properties.Find(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null || !SymbolEqualityComparer.IncludeNullability.Equals(property.Type, parameter.Type) || parameter.RefKind != RefKind.None)
                return null;
            properties.Remove(property);
            members.Add((property, parameter, property.IsRequired && !setsRequired));
        }

        foreach (var property in properties)
        {
            // What only computes is not part of the document.
            if (property.SetMethod is { DeclaredAccessibility: Accessibility.Public })
                members.Add((property, null, true));
        }

        return members;
    }

    private static IMethodSymbol? FindConstructor(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public && !IsCopy(constructor, type))
            .ToList();

        // A struct's own parameterless constructor gives way to one that was written.
        if (type.IsValueType && constructors.Count > 1)
            constructors.RemoveAll(static constructor => constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0);
        return constructors.Count == 1 ? constructors[0] : null;
    }

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static List<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var properties = type.BaseType is { SpecialType: SpecialType.None } baseType ? PropertiesOf(baseType) : [];
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public })
                continue;
            var hidden = properties.FindIndex(p => p.Name == property.Name);
            if (hidden < 0)
                properties.Add(property);
            else
                properties[hidden] = property;
        }

        return properties;
    }
}
