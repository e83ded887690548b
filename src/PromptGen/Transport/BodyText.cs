using System.Text;

namespace PromptGen;

/// <summary>The text of a reply's body, for people to read.</summary>
internal static class BodyText
{
    /// <summary>How much of a body is shown, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>As many bytes as that many characters can take, and more: a key is taken out before the rest is cut.</summary>
    public const int MaxBytes = 5 * MaxLength;

    /// <summary>The beginning of a body, without the key: a cut through the key would leave most of it.</summary>
    public static string Of(ReadOnlySpan<byte> body, KeyRedactor? key = null)
    {
        var isCut = body.Length > MaxBytes;
        var text = Encoding.UTF8.GetString(isCut ? body[..MaxBytes] : body);
        text = key?.Redact(text, isCut) ?? text;
        return Excerpt.Cut(text, MaxLength);
    }

    /// <summary>A server's words, without the key, for a message.</summary>
    public static string Words(string text, KeyRedactor key)
    {
        var words = Excerpt.Cut(text, MaxLength);
        return Excerpt.Of(key.Redact(words, isCut: words.Length < text.Length));
    }

    /// <summary>What the body is, where it is plainly no JSON; null where it may be.</summary>
    public static string? Describe(string body)
    {
        var start = body.AsSpan().TrimStart();
        if (start.IsEmpty)
            return "it is empty";
        return start[0] == '<' ? "it is a page (HTML or XML), not JSON" : null;
    }
}
