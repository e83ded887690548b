namespace PromptGen.Generator.Schemas;

/// <summary>What a place in a document holds: the shape of a member's or an item's value.</summary>
/// <param name="TypeName">The C# type, fully qualified, without the mark of null.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
internal abstract record TypeShape(string TypeName, bool IsNullable);

internal sealed record TextShape(bool IsNullable) : TypeShape("string", IsNullable);

internal sealed record BooleanShape(bool IsNullable) : TypeShape("bool", IsNullable);

internal sealed record NumberShape(NumberKind Kind, NumberRange Range, bool IsNullable) : TypeShape(Kind.ToKeyword(), IsNullable);

/// <summary>A list of any C# type that takes one; arrays are filled through a list.</summary>
internal sealed record ListShape(string TypeName, TypeShape Item, bool IsArray, bool IsNullable) : TypeShape(TypeName, IsNullable);

/// <summary>A type that has a definition of its own: an object or an enum.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
internal sealed record DefinedShape(string TypeName, string Contract, bool IsNullable) : TypeShape(TypeName, IsNullable);

/// <summary>A value that a text stands for, of a form of its own.</summary>
/// <param name="Form">The form.</param>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
internal sealed record FormShape(TextForm Form, string TypeName, bool IsNullable) : TypeShape(TypeName, IsNullable);

/// <summary>The forms of texts that stand for values; each has a method of that name in reader and writer.</summary>
internal enum TextForm
{
    Char,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,
    Uri,
    Bytes,
    Int128,
    UInt128,
    BigInteger,
}

/// <summary>The numbers that JSON has as numbers; each has a method of that name in reader and writer.</summary>
internal enum NumberKind
{
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
}

internal static class NumberKinds
{
    public static bool IsInteger(this NumberKind kind) => kind <= NumberKind.UInt64;

    /// <summary>What an integer of that type lies between.</summary>
    public static (decimal Minimum, decimal Maximum) Limits(this NumberKind kind) => kind switch
    {
        NumberKind.SByte => (sbyte.MinValue, sbyte.MaxValue),
        NumberKind.Byte => (byte.MinValue, byte.MaxValue),
        NumberKind.Int16 => (short.MinValue, short.MaxValue),
        NumberKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
        NumberKind.Int32 => (int.MinValue, int.MaxValue),
        NumberKind.UInt32 => (uint.MinValue, uint.MaxValue),
        NumberKind.Int64 => (long.MinValue, long.MaxValue),
        NumberKind.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no integer."),
    };

    public static string ToKeyword(this NumberKind kind) => kind switch
    {
        NumberKind.SByte => "sbyte",
        NumberKind.Byte => "byte",
        NumberKind.Int16 => "short",
        NumberKind.UInt16 => "ushort",
        NumberKind.Int32 => "int",
        NumberKind.UInt32 => "uint",
        NumberKind.Int64 => "long",
        NumberKind.UInt64 => "ulong",
        NumberKind.Single => "float",
        NumberKind.Double => "double",
        _ => "decimal",
    };
}

/// <summary>The bounds of a number, as invariant text; null where there is none. Those of integers are never exclusive.</summary>
internal readonly record struct NumberRange(
    string? Minimum = null, string? Maximum = null, bool ExclusiveMinimum = false, bool ExclusiveMaximum = false);
