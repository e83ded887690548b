using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What attributes say of a member, or of a type, that a schema has to follow.</summary>
/// <param name="Range">The member's <c>[Range]</c>.</param>
/// <param name="NotSupported">The name of an attribute that would change what the document is, and that PromptGen does not follow.</param>
internal readonly record struct MemberAttributes(AttributeData? Range, string? NotSupported)
{
    public static MemberAttributes Read(params ISymbol?[] symbols)
    {
        AttributeData? range = null;
        string? notSupported = null;
        foreach (var attribute in symbols.SelectMany(static symbol => symbol is null ? [] : symbol.GetAttributes().AsEnumerable()))
        {
            if (attribute.AttributeClass is not { } type)
                continue;
            if (type.Is("System.ComponentModel.DataAnnotations", "RangeAttribute"))
                range = attribute;
            else if (type.ContainingNamespace?.ToDisplayString() == "System.Text.Json.Serialization" || IsValidation(type))
                notSupported ??= type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - 9) : type.Name;
        }

        return new(range, notSupported);
    }

    private static bool IsValidation(INamedTypeSymbol type)
    {
        // [Required] says no more than a schema says of every member.
        if (type.Is("System.ComponentModel.DataAnnotations", "RequiredAttribute"))
            return false;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is("System.ComponentModel.DataAnnotations", "ValidationAttribute"))
                return true;
        }

        return false;
    }
}
