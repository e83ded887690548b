using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Tells the types whose values are single ones in a document.</summary>
internal static class ScalarTypes
{
    /// <summary>What number it is; null for what is none.</summary>
    public static NumberKind? NumberOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => NumberKind.SByte,
        SpecialType.System_Byte => NumberKind.Byte,
        SpecialType.System_Int16 => NumberKind.Int16,
        SpecialType.System_UInt16 => NumberKind.UInt16,
        SpecialType.System_Int32 => NumberKind.Int32,
        SpecialType.System_UInt32 => NumberKind.UInt32,
        SpecialType.System_Int64 => NumberKind.Int64,
        SpecialType.System_UInt64 => NumberKind.UInt64,
        SpecialType.System_Single => NumberKind.Single,
        SpecialType.System_Double => NumberKind.Double,
        SpecialType.System_Decimal => NumberKind.Decimal,
        _ => null,
    };

    /// <summary>The form of the text that stands for it; null for what is not written as a text.</summary>
    public static TextForm? FormOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Char } => TextForm.Char,
        { SpecialType: SpecialType.System_DateTime } => TextForm.DateTime,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => TextForm.Bytes,
        _ when type.Is("System.Numerics", "BigInteger") => TextForm.BigInteger,
        INamedTypeSymbol { Arity: 0 } when type.Is("System", type.Name) => type.Name switch
        {
            "DateTimeOffset" => TextForm.DateTimeOffset,
            "DateOnly" => TextForm.DateOnly,
            "TimeOnly" => TextForm.TimeOnly,
            "TimeSpan" => TextForm.TimeSpan,
            "Guid" => TextForm.Guid,
            "Uri" => TextForm.Uri,
            "Int128" => TextForm.Int128,
            "UInt128" => TextForm.UInt128,
            _ => null,
        },
        _ => null,
    };
}
