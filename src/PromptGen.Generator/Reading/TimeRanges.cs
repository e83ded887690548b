using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Reads <c>[Range]</c> as the bounds of a date, a time or a duration.</summary>
internal static class TimeRanges
{
    /// <summary>The bounds; false where they are not values of the form, or nothing lies between them.</summary>
    public static bool TryRead(AttributeData? attribute, TextForm form, out ValueRange range)
    {
        range = default;
        if (attribute is null)
            return true;

        // [Range(typeof(DateOnly), "2026-01-01", "2026-12-31")]
        if (!form.IsTime()
            || attribute.ConstructorArguments is not [_, { Value: string low }, { Value: string high }]
            || TimeText.Parse(form, low) is not { } minimum
            || TimeText.Parse(form, high) is not { } maximum)
            return false;
        range = new(TimeText.Write(form, minimum), TimeText.Write(form, maximum), attribute.IsSet("MinimumIsExclusive"), attribute.IsSet("MaximumIsExclusive"));
        return minimum < maximum || (minimum == maximum && range is { ExclusiveMinimum: false, ExclusiveMaximum: false });
    }
}
