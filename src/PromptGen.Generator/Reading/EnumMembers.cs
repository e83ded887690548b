using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Tells which members of an enum have a name in documents.</summary>
internal static class EnumMembers
{
    /// <summary>As many as a word has bits.</summary>
    public const int MaxFlags = 64;

    /// <summary>The fields of an enum; one that is still to be named is not there yet.</summary>
    public static IEnumerable<IFieldSymbol> All(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static field => field is { HasConstantValue: true, Name.Length: > 0 });

    public static bool IsFlags(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum && type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Is("System", "FlagsAttribute") == true);

    /// <summary>Those that are flags: not what is none of them, nor a second name, nor what others make up together.</summary>
    public static IEnumerable<IFieldSymbol> Flags(ITypeSymbol type)
    {
        var fields = All(type).Select(static field => (Field: field, Bits: BitsOf(field))).Where(static field => field.Bits != 0).ToList();
        for (var i = 0; i < fields.Count; i++)
        {
            var (field, bits) = fields[i];
            var isSecond = fields.Take(i).Any(other => other.Bits == bits);
            var parts = fields.Where(other => other.Bits != bits && (other.Bits & ~bits) == 0).Aggregate(0UL, static (all, other) => all | other.Bits);
            if (!isSecond && parts != bits)
                yield return field;
        }
    }

    private static ulong BitsOf(IFieldSymbol field) => field.ConstantValue is ulong bits ? bits : unchecked((ulong)Convert.ToInt64(field.ConstantValue, CultureInfo.InvariantCulture));
}
