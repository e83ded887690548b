using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>What attributes say of a member, or of a type, that a schema has to follow.</summary>
/// <param name="Range">The member's <c>[Range]</c>.</param>
/// <param name="Problem">Why PromptGen cannot follow one of them; null where it can follow all.</param>
internal readonly record struct MemberAttributes(AttributeData? Range, string? Problem)
{
    public static MemberAttributes Read(ISymbol symbol)
    {
        AttributeData? range = null;
        string? problem = symbol.IsForbidden() ? "its [Obsolete] makes its use an error" : null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type)
                continue;
            if (type.Is("System.ComponentModel.DataAnnotations", "RangeAttribute"))
                range = attribute;
            else if (type.ContainingNamespace?.ToDisplayString() == "System.Text.Json.Serialization" || IsValidation(type))
                problem ??= $"[{(type.Name.EndsWith("Attribute", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - 9) : type.Name)}] is not supported";
        }

        return new(range, problem);
    }

    /// <summary>What is said of a member: by its property, and what that overrides, and by its parameter in the constructor.</summary>
    public static MemberAttributes ReadMember(IPropertySymbol property, IParameterSymbol? parameter)
    {
        var (range, problem) = Read(property);
        if (property.GetMethod is { } getter)
            problem ??= Read(getter).Problem;
        if (property.SetMethod is { } setter)
            problem ??= Read(setter).Problem;
        if (parameter is not null)
        {
            var atParameter = Read(parameter);
            problem ??= atParameter.Problem ?? (range is not null && atParameter.Range is not null ? "it has two [Range], one of its property and one of its parameter" : null);
            range ??= atParameter.Range;
        }

        // These attributes are inherited; the nearest [Range] holds.
        if (property.OverriddenProperty is { } overridden)
        {
            var inherited = ReadMember(overridden, null);
            range ??= inherited.Range;
            problem ??= inherited.Problem;
        }

        return new(range, problem);
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
