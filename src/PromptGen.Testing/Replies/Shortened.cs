namespace PromptGen.Testing;

/// <summary>Texts cut to a length.</summary>
internal static class Shortened
{
    /// <summary>The first <paramref name="length"/> characters, or one less: half a surrogate pair is no text.</summary>
    public static string To(string text, int length)
    {
        if (text.Length <= length)
            return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>The same, with a sign that there was more.</summary>
    public static string Marked(string text, int length) => text.Length <= length ? text : To(text, length) + "…";
}
