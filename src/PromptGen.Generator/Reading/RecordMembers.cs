using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>A member of a record: its property, the constructor's parameter for it, and whether an initializer sets it.</summary>
internal readonly record struct RecordMember(IPropertySymbol Property, IParameterSymbol? Parameter, bool InInitializer);

/// <summary>Finds how a record is made: what its constructor takes, and what is set after it.</summary>
internal static class RecordMembers
{
    /// <summary>
    /// The record's members: first what the constructor takes, in its order, then what an initializer sets, in the order of
    /// declaration, a base's before its own; or why it cannot be made.
    /// </summary>
    public static (IReadOnlyList<RecordMember> Members, string? Problem) Read(INamedTypeSymbol type, Compilation compilation)
    {
        const string NoConstructor = "it has no constructor that all of its members fit: give it one primary constructor, or none";
        if (FindConstructor(type) is not { } constructor)
            return ([], NoConstructor);
        if (constructor.IsForbidden())
            return ([], "its constructor's [Obsolete] makes its use an error");

        var properties = PropertiesOf(type, compilation);
        var setsRequired = constructor.GetAttributes().Any(static a => a.AttributeClass?.Is("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") == true);
        var members = new List<RecordMember>();
        foreach (var parameter in constructor.Parameters)
        {
            var property = properties.Find(p => p.Name == parameter.Name)
                ?? properties.Find(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is null || !SymbolEqualityComparer.IncludeNullability.Equals(property.Type, parameter.Type) || parameter.RefKind != RefKind.None)
                return ([], NoConstructor);
            properties.Remove(property);
            members.Add(new(property, parameter, property.IsRequired && !setsRequired));
        }

        // What only computes is not part of the document.
        members.AddRange(properties
            .Where(static property => SetterOf(property) is { DeclaredAccessibility: Accessibility.Public })
            .Select(static property => new RecordMember(property, null, true)));

        var missing = setsRequired ? null : RequiredOf(type).FirstOrDefault(name => !members.Exists(member => member.InInitializer && member.Property.Name == name));
        return (members, missing is null ? null : $"its required member '{missing}' is not a public property that a document could set");
    }

    /// <summary>What reads a property: an override may leave that to what it overrides.</summary>
    public static IMethodSymbol? GetterOf(IPropertySymbol property) =>
        property.GetMethod ?? (property.OverriddenProperty is { } overridden ? GetterOf(overridden) : null);

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

    private static List<IPropertySymbol> PropertiesOf(INamedTypeSymbol type, Compilation compilation)
    {
        var properties = type.BaseType is { SpecialType: SpecialType.None } baseType ? PropertiesOf(baseType, compilation) : [];
        foreach (var member in type.GetMembers().Where(member => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)))
        {
            // Whatever has the name of a base's property hides it, or overrides it.
            var hidden = properties.FindIndex(property => property.Name == member.Name);
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property)
            {
                if (hidden >= 0)
                    properties.RemoveAt(hidden);
            }
            else if (hidden < 0)
            {
                properties.Add(property);
            }
            else
            {
                properties[hidden] = property;
            }
        }

        return properties;
    }

    /// <summary>What sets a property: an override may leave that to what it overrides.</summary>
    private static IMethodSymbol? SetterOf(IPropertySymbol property) =>
        property.SetMethod ?? (property.OverriddenProperty is { } overridden ? SetterOf(overridden) : null);

    private static IEnumerable<string> RequiredOf(INamedTypeSymbol type) => (type.BaseType is { } baseType ? RequiredOf(baseType) : [])
        .Concat(type.GetMembers().Where(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }).Select(static member => member.Name));
}
