using System.Globalization;

namespace PromptGen.Generator.Schemas;

/// <summary>Dates, times and durations as documents have them, and as ticks, in which they are compared.</summary>
internal static class TimeText
{
    /// <summary>Whether values of a form come one after the other.</summary>
    public static bool IsTime(this TextForm form) => form is TextForm.DateTime or TextForm.DateTimeOffset or TextForm.DateOnly or TextForm.TimeOnly or TextForm.TimeSpan;

    /// <summary>The ticks of a value, as people write it; null where it is none.</summary>
    public static long? Parse(TextForm form, string text)
    {
        if (form is TextForm.TimeOnly or TextForm.TimeSpan)
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && (form == TextForm.TimeSpan || (time >= TimeSpan.Zero && time.Ticks < TimeSpan.TicksPerDay))
                ? time.Ticks
                : null;
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            && (form != TextForm.DateOnly || moment.TimeOfDay == TimeSpan.Zero)
                ? moment.Ticks
                : null;
    }

    /// <summary>The value of some ticks, as documents have it.</summary>
    public static string Write(TextForm form, long ticks) => form switch
    {
        TextForm.DateOnly => new DateTime(ticks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TextForm.TimeOnly => new DateTime(ticks).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TextForm.TimeSpan => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture),
        _ => new DateTime(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
    };
}
