using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptGen.Testing;

/// <summary>What a description says of bounds, as a model reads it: not every engine has keywords for them, so schemas say them in words.</summary>
internal static partial class DescribedBounds
{
    private static readonly TimeSpan MaxMatching = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How many there may be of a unit, <c>character</c> or <c>item</c>: of "Exactly 3 items.", "2 to 10 characters.", "At least 1 item." or "At most 10 characters.";
    /// from none to any number where nothing is said.
    /// </summary>
    public static (int Least, int Most) CountOf(JsonElement schema, string unit)
    {
        if (DescriptionOf(schema) is not { } description || Count().Matches(description).FirstOrDefault(match => match.Groups["unit"].ValueSpan.SequenceEqual(unit)) is not { } found)
            return (0, int.MaxValue);
        var number = Number(found.Groups["number"]);
        return found switch
        {
            _ when found.Groups["exactly"].Success => (number, number),
            _ when found.Groups["from"].Success => (Math.Min(Number(found.Groups["from"]), number), number),
            _ when found.Groups["least"].Success => (number, int.MaxValue),
            _ => (0, number),
        };
    }

    /// <summary>A text that is as long as its description says.</summary>
    public static string Fit(string text, JsonElement schema)
    {
        var (least, most) = CountOf(schema, "character");
        while (text.Length < least)
            text += " " + text;
        return text.Length <= most ? text : text[..most].TrimEnd().PadRight(most, '.');
    }

    /// <summary>An end of the range that a description gives of dates, times or durations, where it is a text of the schema; null where there is none.</summary>
    public static string? EndOf(JsonElement schema) =>
        DescriptionOf(schema) is { } description ? End().Matches(description).Select(static match => match.Groups["end"].Value).FirstOrDefault(end => IsOf(schema, end)) : null;

    private static string? DescriptionOf(JsonElement schema) => schema.TryGetProperty("description", out var description) ? description.GetString() : null;

    private static bool IsOf(JsonElement schema, string text)
    {
        if (schema.TryGetProperty("pattern", out var pattern))
            return Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant, MaxMatching);
        return schema.TryGetProperty("format", out var format) && format.GetString() switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            _ => false,
        };
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"((?<exactly>Exactly )|(?<from>\d{1,5}) to |(?<least>At least )|(?<most>At most ))(?<number>\d{1,5}) (?<unit>character|item)s?\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Count();

    [GeneratedRegex(@"\bat (least|most) (?<end>\S*[^\s.,;])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex End();
}
