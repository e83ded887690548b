using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the attributes that validate texts and lists.</summary>
internal static class ValueRulesReader
{
    private static readonly string[] OfLists = ["MinLength", "MaxLength", "Length"];

    private static readonly string[] OfTexts = [.. OfLists, "StringLength", "RegularExpression", "AllowedValues", "DeniedValues", "EmailAddress", "Url", "Base64String"];

    /// <summary>What a text must be; or why nothing could be that.</summary>
    public static (TextRules Rules, string? Problem) ReadText(MemberAttributes attributes)
    {
        var (length, lengthProblem) = ReadCount(attributes, OfTexts);
        if (lengthProblem is not null)
            return (default, lengthProblem);
        EcmaPattern? pattern = null;
        if (attributes.Find("RegularExpressionAttribute") is { } expression)
        {
            var (translated, reason) = EcmaPattern.Translate(expression.ConstructorArguments is [{ Value: string text }] ? text : "");
            if (reason is not null)
                return (default, $"its [RegularExpression] {reason}");
            pattern = translated;
        }

        TextFormat[] formats =
        [
            .. attributes.Find("EmailAddressAttribute") is null ? [] : new[] { TextFormat.Email },
            .. attributes.Find("UrlAttribute") is null ? [] : new[] { TextFormat.Url },
            .. attributes.Find("Base64StringAttribute") is null ? [] : new[] { TextFormat.Base64 },
        ];
        if (formats.Length > 1)
            return (default, "it cannot be of several formats at once");
        var (allowed, allowedProblem) = Values(attributes, "AllowedValues");
        var (denied, deniedProblem) = Values(attributes, "DeniedValues");
        if ((allowedProblem ?? deniedProblem) is { } problem)
            return (default, problem);
        allowed = [.. allowed.Except(denied, StringComparer.Ordinal)];
        if (attributes.Find("AllowedValuesAttribute") is not null && allowed.Count == 0)
            return (default, "its [AllowedValues] admits no value");
        return (new(length, pattern?.Schema, pattern?.Expression, formats.Length == 0 ? TextFormat.None : formats[0], allowed.ToEquatableArray(), denied.ToEquatableArray()), null);
    }

    /// <summary>How many items a list has; or why no number is right.</summary>
    public static (CountRange Count, string? Problem) ReadList(MemberAttributes attributes) => ReadCount(attributes, OfLists);

    /// <summary>Why a value that is neither a text nor a list cannot be validated as it is said to be; null where it can.</summary>
    public static string? WhyNot(MemberAttributes attributes) => ReadCount(attributes, []).Problem;

    private static (CountRange Count, string? Problem) ReadCount(MemberAttributes attributes, string[] taken)
    {
        if (attributes.Validations.FirstOrDefault(name => !taken.Contains(name)) is { } other)
            return (default, $"[{other}] is not for that");
        int? minimum = null;
        int? maximum = null;
        if (attributes.Find("StringLengthAttribute") is { } stringLength)
            Narrow(stringLength.NamedArguments.FirstOrDefault(static argument => argument.Key == "MinimumLength").Value, stringLength.ConstructorArguments.FirstOrDefault());
        if (attributes.Find("LengthAttribute") is { ConstructorArguments: [var least, var most] })
            Narrow(least, most);
        if (attributes.Find("MinLengthAttribute") is { ConstructorArguments: [var only] })
            Narrow(only, default);

        // Without an argument, [MaxLength] says nothing.
        if (attributes.Find("MaxLengthAttribute") is { ConstructorArguments: [var greatest] })
            Narrow(default, greatest);
        return minimum < 0 || maximum < 0 ? (default, "its length is below zero")
            : minimum > maximum ? (default, "its length admits no value")
            : (new(minimum > 0 ? minimum : null, maximum), null);

        void Narrow(TypedConstant low, TypedConstant high)
        {
            if (low.Value is int lowest)
                minimum = Math.Max(minimum ?? lowest, lowest);
            if (high.Value is int highest)
                maximum = Math.Min(maximum ?? highest, highest);
        }
    }

    private static (List<string> Values, string? Problem) Values(MemberAttributes attributes, string name)
    {
        if (attributes.Find(name + "Attribute") is not { } attribute)
            return ([], null);

        // One value alone is not wrapped in an array.
        var values = attribute.ConstructorArguments.SelectMany(static argument => argument.Kind == TypedConstantKind.Array ? argument.IsNull ? [] : argument.Values : [argument]).ToList();
        return values.TrueForAll(static value => value.Value is string text && !TextNormalizer.HasHalfCharacter(text))
            ? ([.. values.Select(static value => (string)value.Value!).Distinct(StringComparer.Ordinal)], null)
            : ([], $"its [{name}] has values that are no texts");
    }
}
