namespace PromptGen.Generator.Schemas;

/// <summary>What a place in a document holds: the shape of a member's or an item's value.</summary>
/// <param name="TypeName">The C# type, fully qualified, without the mark of null.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
internal abstract record TypeShape(string TypeName, bool IsNullable)
{
    /// <summary>What it is made of.</summary>
    public virtual IEnumerable<TypeShape> Parts => [];
}

internal sealed record TextShape(TextRules Rules, bool IsNullable) : TypeShape("string", IsNullable);

internal sealed record BooleanShape(bool IsNullable) : TypeShape("bool", IsNullable);

internal sealed record NumberShape(NumberKind Kind, ValueRange Range, bool IsNullable) : TypeShape(Kind.ToKeyword(), IsNullable);

/// <summary>A value that a text stands for, of a form of its own.</summary>
internal sealed record FormShape(TextForm Form, ValueRange Range, string TypeName, bool IsNullable) : TypeShape(TypeName, IsNullable);

/// <summary>A list, of whatever C# type takes one.</summary>
internal sealed record ListShape(string TypeName, TypeShape Item, ListKind Kind, CountRange Count, bool IsNullable) : TypeShape(TypeName, IsNullable)
{
    public override IEnumerable<TypeShape> Parts => [Item];
}

/// <summary>Keys with their values: in a document, a list of objects that have one of each.</summary>
internal sealed record DictionaryShape(string TypeName, TypeShape Key, TypeShape Value, DictionaryKind Kind, CountRange Count, bool IsNullable) : TypeShape(TypeName, IsNullable)
{
    public override IEnumerable<TypeShape> Parts => [Key, Value];
}

/// <summary>A type that has a definition of its own.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
internal sealed record DefinedShape(string TypeName, string Contract, bool IsNullable) : TypeShape(TypeName, IsNullable);

/// <summary>How a list is made of its items.</summary>
internal enum ListKind
{
    List,
    Array,
    ImmutableArray,
    ImmutableList,
    Queue,

    /// <summary>A set: an item that is there already is a violation.</summary>
    Set,
    ImmutableSet,
    FrozenSet,
}

/// <summary>How a dictionary is made of its pairs.</summary>
internal enum DictionaryKind
{
    Dictionary,
    Immutable,
    Frozen,
}

internal static class ListKinds
{
    /// <summary>Whether each item is there at most once.</summary>
    public static bool IsSet(this ListKind kind) => kind is ListKind.Set or ListKind.ImmutableSet or ListKind.FrozenSet;
}
