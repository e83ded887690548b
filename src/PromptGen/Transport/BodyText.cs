using System.Text;

namespace PromptGen;

/// <summary>The text of a reply's body, for people to read.</summary>
internal static class BodyText
{
    public const int MaxBytes = 16 * 1024;

    public static string Of(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body.Length > MaxBytes ? body[..MaxBytes] : body);

    /// <summary>What the body is, where it is plainly no JSON; null where it may be.</summary>
    public static string? Describe(string body)
    {
        var start = body.AsSpan().TrimStart();
        if (start.IsEmpty)
            return "it is empty";
        return start[0] == '<' ? "it is a page (HTML or XML), not JSON" : null;
    }

    /// <summary>What a body is that goes on beyond its bound.</summary>
    public static ChatTransportException TooLong(int maxBytes, ReadOnlySpan<byte> body = default) =>
        new($"the reply has more than {maxBytes} bytes. Raise HttpChatTransportOptions.MaxResponseBytes, or set MaxTokens.") { Body = Of(body) };
}
