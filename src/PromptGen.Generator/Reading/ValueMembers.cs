using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>A property or a field that a template can write.</summary>
internal readonly record struct ValueMember(string Name, ITypeSymbol Type);

/// <summary>Finds the members of values: properties and fields, inherited ones too, that the assembly's own code can read.</summary>
internal static class ValueMembers
{
    public static ValueMember? Find(ITypeSymbol type, string name, Compilation compilation)
    {
        foreach (var level in Levels(type))
        {
            // What is nearest hides the rest; of several that are as near the compiler would take none.
            var found = level.SelectMany(part => part.GetMembers(name)).Where(member => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)).ToList();
            if (found.Count > 0)
                return found.Count == 1 ? Read(found[0], compilation) : null;
        }

        return null;
    }

    /// <summary>The names of all, the type's own first.</summary>
    public static IEnumerable<string> Names(ITypeSymbol type, Compilation compilation) => Levels(type)
        .SelectMany(static level => level)
        .SelectMany(static part => part.GetMembers())
        .Where(member => !member.IsImplicitlyDeclared && Read(member, compilation) is not null)
        .Select(static member => member.Name)
        .Distinct(StringComparer.Ordinal);

    /// <summary>The type and its bases; the interfaces that an interface inherits are all as near.</summary>
    private static IEnumerable<IEnumerable<ITypeSymbol>> Levels(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return [current];
        if (type.TypeKind == TypeKind.Interface)
            yield return type.AllInterfaces;
    }

    private static ValueMember? Read(ISymbol member, Compilation compilation)
    {
        if (member.IsStatic || member.IsForbidden() || !compilation.IsSymbolAccessibleWithin(member, compilation.Assembly))
            return null;
        return member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter } property
                when compilation.IsSymbolAccessibleWithin(getter, compilation.Assembly) && !getter.IsForbidden() && IsValue(property.Type) => new(property.Name, property.Type),
            IFieldSymbol field when IsValue(field.Type) => new(field.Name, field.Type),
            _ => null,
        };
    }

    private static bool IsValue(ITypeSymbol type) => !type.IsRefLikeType && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer);
}

/// <summary>Finds what a list is a list of.</summary>
internal static class ValueLists
{
    /// <summary>The type of the items of whatever can be enumerated in one way alone; null for all else.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        type = ArgumentFormats.Underlying(type);
        var sequences = type.AllInterfaces.Concat(type is INamedTypeSymbol { TypeKind: TypeKind.Interface } named ? [named] : [])
            .Where(static sequence => sequence.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .Select(static sequence => sequence.TypeArguments[0])
            .Take(2)
            .ToList();
        return sequences.Count == 1 ? sequences[0] : null;
    }
}
