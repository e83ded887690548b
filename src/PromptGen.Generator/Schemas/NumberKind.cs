namespace PromptGen.Generator.Schemas;

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

    /// <summary>What marks a literal of that type in C#.</summary>
    public static string ToSuffix(this NumberKind kind) => kind switch
    {
        NumberKind.Int64 => "L",
        NumberKind.UInt64 => "UL",
        NumberKind.Single => "F",
        NumberKind.Double => "D",
        NumberKind.Decimal => "M",
        _ => "",
    };
}
