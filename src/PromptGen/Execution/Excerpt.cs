namespace PromptGen;

/// <summary>A text from outside, short enough for a message.</summary>
internal static class Excerpt
{
    private const int MaxLength = 200;

    public static string Of(string text)
    {
        if (text.Length == 0)
            return "(nothing)";
        if (text.Length <= MaxLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end] + "…";
    }
}
