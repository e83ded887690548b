using System.Globalization;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Where a number may lie, and a number from there that a person finds likely.</summary>
internal readonly record struct NumberRange(decimal? Minimum, decimal? Maximum, bool ExcludesMinimum = false, bool ExcludesMaximum = false)
{
    /// <summary>A range up to this wide is used as a whole; one that is wider, such as that of all integers, says nothing about what is likely.</summary>
    private const int MaxWidth = 1000;

    // Numbers that are no integers have two decimals: they are hundredths.
    private const int Hundredths = 100;

    public static NumberRange FromKeywords(JsonElement schema) => new(
        schema.TryGetProperty("minimum", out var minimum) ? minimum.GetDecimal() : null,
        schema.TryGetProperty("maximum", out var maximum) ? maximum.GetDecimal() : null);

    /// <summary>
    /// The range of a schema. A model reads descriptions, so one like "At least 0 and at most 1." counts too, as far as it goes
    /// together with the keywords.
    /// </summary>
    public static NumberRange Of(JsonElement schema, bool isInteger)
    {
        var keywords = FromKeywords(schema);
        if (!schema.TryGetProperty("description", out var description))
            return keywords;
        var text = description.GetString()!;
        var (atLeast, moreThan) = (Described(text, "at least "), Described(text, "more than "));
        var (atMost, lessThan) = (Described(text, "at most "), Described(text, "less than "));
        var range = new NumberRange(
            keywords.Minimum ?? atLeast ?? moreThan,
            keywords.Maximum ?? atMost ?? lessThan,
            keywords.Minimum is null && atLeast is null,
            keywords.Maximum is null && atMost is null);
        return range.IsEmpty(isInteger) ? keywords : range;
    }

    public bool IsEmpty(bool isInteger)
    {
        if (isInteger)
            return Low(1) > High(1);
        return Minimum > Maximum || (Minimum == Maximum && Minimum is not null && (ExcludesMinimum || ExcludesMaximum));
    }

    /// <summary>An integer of the range, small where the range leaves that open.</summary>
    public long Integer(SampleRandom random) => Sample(Low(1), High(1), MaxWidth, 1, 20, random);

    /// <summary>A number of the range with at most two decimals, from 0 to 1 where the range leaves that open.</summary>
    public decimal Number(SampleRandom random)
    {
        var (low, high) = (Low(Hundredths), High(Hundredths));
        return low > high
            ? (Minimum!.Value + Maximum!.Value) / 2
            : Sample(low, high, MaxWidth * Hundredths, 0, Hundredths, random) / (decimal)Hundredths;
    }

    private static long Sample(long? low, long? high, long maxWidth, long likelyLow, long likelyHigh, SampleRandom random)
    {
        if (high - low <= maxWidth)
            return random.Between(low!.Value, high!.Value);
        var width = likelyHigh - likelyLow;
        if (low > likelyHigh)
            return random.Between(low.Value, Math.Min(low.Value + width, high ?? long.MaxValue));
        if (high < likelyLow)
            return random.Between(Math.Max(high.Value - width, low ?? long.MinValue), high.Value);
        return random.Between(Math.Max(low ?? likelyLow, likelyLow), Math.Min(high ?? likelyHigh, likelyHigh));
    }

    /// <summary>The least multiple of 1 / <paramref name="scale"/> that is in the range, counted in those.</summary>
    private long? Low(int scale)
    {
        if (Minimum is not { } minimum)
            return null;
        var low = decimal.Ceiling(minimum * scale);
        return (long)(ExcludesMinimum && low == minimum * scale ? low + 1 : low);
    }

    private long? High(int scale)
    {
        if (Maximum is not { } maximum)
            return null;
        var high = decimal.Floor(maximum * scale);
        return (long)(ExcludesMaximum && high == maximum * scale ? high - 1 : high);
    }

    private static decimal? Described(string text, string words)
    {
        var start = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var number = text.AsSpan(start + words.Length);
        var end = number.IndexOf(' ');
        number = (end < 0 ? number : number[..end]).TrimEnd(".,;");

        // Larger ones would not fit when counted in hundredths.
        return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && Math.Abs(bound) < 1e15m ? bound : null;
    }
}
