using Microsoft.CodeAnalysis;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>How a placeholder's argument is written.</summary>
internal static class ArgumentFormats
{
    /// <summary>Whether the type has a text, which formats it takes, and the one it is written in by itself; null for its general one.</summary>
    public static bool TryGet(ITypeSymbol type, out FormatFamily family, out string? format)
    {
        format = null;
        family = FormatFamily.None;
        type = Underlying(type);

        // Interfaces such as INumber<T> are no type arguments, and writing a value takes one.
        if (type.IsRefLikeType || (type.TypeKind == TypeKind.Interface && LacksStaticMembers(type)))
            return false;
        if (type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char)
            return true;
        family = FamilyOf(type);

        // The invariant culture's own form of a date is the American one; ISO 8601 is what everyone reads alike.
        format = family switch
        {
            FormatFamily.DateTime or FormatFamily.DateTimeOffset => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            FormatFamily.DateOnly => "yyyy-MM-dd",
            FormatFamily.TimeOnly => "HH:mm:ss.FFFFFFF",
            _ => null,
        };
        return type.TypeKind == TypeKind.Enum || type.Is("System", "IFormattable") || type.AllInterfaces.Any(static i => i.Is("System", "IFormattable"));
    }

    /// <summary>The type without the Nullable around it.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static FormatFamily FamilyOf(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
            return FormatFamily.Enum;
        switch (type.SpecialType)
        {
            case SpecialType.System_Single or SpecialType.System_Double:
                return FormatFamily.Float;
            case SpecialType.System_Decimal:
                return FormatFamily.Decimal;
            case SpecialType.System_DateTime:
                return FormatFamily.DateTime;
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return FormatFamily.Integer;
        }

        if (type.ContainingType is not null || type.ContainingNamespace?.ToDisplayString() is not ("System" or "System.Numerics" or "System.Text" or "System.Net"))
            return FormatFamily.Any;
        return type.Name switch
        {
            "Int128" or "UInt128" => FormatFamily.Integer,
            "BigInteger" => FormatFamily.BigInteger,
            "Half" => FormatFamily.Float,
            "DateTimeOffset" => FormatFamily.DateTimeOffset,
            "DateOnly" => FormatFamily.DateOnly,
            "TimeOnly" => FormatFamily.TimeOnly,
            "TimeSpan" => FormatFamily.TimeSpan,
            "Guid" => FormatFamily.Guid,
            "Version" or "Rune" or "IPAddress" or "IPNetwork" => FormatFamily.None,
            _ => FormatFamily.Any,
        };
    }

    private static bool LacksStaticMembers(ITypeSymbol type) => type.AllInterfaces.Prepend((INamedTypeSymbol)type)
        .SelectMany(static i => i.GetMembers())
        .Any(member => member is { IsStatic: true, IsAbstract: true } && type.FindImplementationForInterfaceMember(member) is not { IsAbstract: false });
}
