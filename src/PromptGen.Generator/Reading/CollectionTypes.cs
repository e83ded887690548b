using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Tells lists, sets and dictionaries, of the types that a document can be read into.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";
    private const string Frozen = "System.Collections.Frozen";

    /// <summary>The type of the items, and how the list is made of them; null for what is no list.</summary>
    public static (ITypeSymbol Item, ListKind Kind)? ListOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => (array.ElementType, ListKind.Array),
        INamedTypeSymbol { TypeArguments: [var item] } list when KindOf(list) is { } kind => (item, kind),
        _ => null,
    };

    /// <summary>The types of keys and values, and how the dictionary is made of them; null for what is none.</summary>
    public static (ITypeSymbol Key, ITypeSymbol Value, DictionaryKind Kind)? DictionaryOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments: [var key, var value] })
            return null;
        if (type.Is(Generic, "Dictionary") || type.Is(Generic, "IDictionary") || type.Is(Generic, "IReadOnlyDictionary"))
            return (key, value, DictionaryKind.Dictionary);
        if (type.Is(Frozen, "FrozenDictionary"))
            return (key, value, DictionaryKind.Frozen);
        return type.Is(Immutable, "ImmutableDictionary") || type.Is(Immutable, "IImmutableDictionary") ? (key, value, DictionaryKind.Immutable) : null;
    }

    private static ListKind? KindOf(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType switch
    {
        SpecialType.System_Collections_Generic_IEnumerable_T or
        SpecialType.System_Collections_Generic_ICollection_T or
        SpecialType.System_Collections_Generic_IList_T or
        SpecialType.System_Collections_Generic_IReadOnlyCollection_T or
        SpecialType.System_Collections_Generic_IReadOnlyList_T => ListKind.List,
        _ when type.Is(Generic, "List") => ListKind.List,
        _ when type.Is(Generic, "Queue") => ListKind.Queue,
        _ when type.Is(Frozen, "FrozenSet") => ListKind.FrozenSet,
        _ when type.Is(Generic, "HashSet") || type.Is(Generic, "ISet") || type.Is(Generic, "IReadOnlySet") => ListKind.Set,
        _ when type.Is(Immutable, "ImmutableArray") => ListKind.ImmutableArray,
        _ when type.Is(Immutable, "ImmutableList") || type.Is(Immutable, "IImmutableList") => ListKind.ImmutableList,
        _ when type.Is(Immutable, "ImmutableHashSet") || type.Is(Immutable, "IImmutableSet") => ListKind.ImmutableSet,
        _ => null,
    };
}
