using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>How a placeholder's argument is written.</summary>
internal static class ArgumentFormats
{
    /// <summary>Whether the type has a text, and in which format; null for its general one.</summary>
    public static bool TryGet(ITypeSymbol type, out string? format)
    {
        format = null;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];

        // The invariant culture's own form of a date is the American one; ISO 8601 is what everyone reads alike.
        if (type.SpecialType == SpecialType.System_DateTime || type.Is("System", "DateTimeOffset"))
            format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
        else if (type.Is("System", "DateOnly"))
            format = "yyyy-MM-dd";
        else if (type.Is("System", "TimeOnly"))
            format = "HH:mm:ss.FFFFFFF";

        // Interfaces such as INumber<T> are no type arguments, and writing a value takes one.
        if (type.TypeKind == TypeKind.Interface && LacksStaticMembers(type))
            return false;

        return type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char
            || type.TypeKind == TypeKind.Enum
            || type.Is("System", "IFormattable")
            || type.AllInterfaces.Any(static i => i.Is("System", "IFormattable"));
    }

    private static bool LacksStaticMembers(ITypeSymbol type) => type.AllInterfaces.Prepend((INamedTypeSymbol)type)
        .SelectMany(static i => i.GetMembers())
        .Any(member => member is { IsStatic: true, IsAbstract: true } && type.FindImplementationForInterfaceMember(member) is not { IsAbstract: false });
}
