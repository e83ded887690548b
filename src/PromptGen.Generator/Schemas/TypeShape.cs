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

internal enum NumberKind
{
    Int32,
    Int64,
    Double,
    Decimal,
}

internal static class NumberKinds
{
    public static bool IsInteger(this NumberKind kind) => kind is NumberKind.Int32 or NumberKind.Int64;

    public static string ToKeyword(this NumberKind kind) => kind switch
    {
        NumberKind.Int32 => "int",
        NumberKind.Int64 => "long",
        NumberKind.Double => "double",
        _ => "decimal",
    };
}

/// <summary>The bounds of a number, as invariant text; null where there is none. Those of integers are never exclusive.</summary>
internal readonly record struct NumberRange(
    string? Minimum = null, string? Maximum = null, bool ExclusiveMinimum = false, bool ExclusiveMaximum = false);
