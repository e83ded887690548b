namespace PromptGen;

/// <summary>A text from outside, short enough for a message.</summary>
internal static class Excerpt
{
    private const int MaxLength = 200;

    public static string Of(string text)
    {
        var excerpt = Cut(text, MaxLength);
        return text.Length == 0 ? "(nothing)" : excerpt.Length < text.Length ? excerpt + "…" : text;
    }

    /// <summary>The beginning of a text, at most so long, and never half a character at its end.</summary>
    public static string Cut(string text, int maxLength) =>
        text.Length <= maxLength ? text : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
}
