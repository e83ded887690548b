using System.Buffers;
using System.Text.Unicode;

namespace PromptGen;

/// <summary>
/// A text as a JSON string, where the framework's encoders escape more than has to be: emoji, and spaces such as U+3000. What a
/// model reads is to look like what a person wrote.
/// </summary>
internal static class JsonString
{
    private const int MaxBytesPerChar = 3;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    /// <summary>What the framework's relaxed encoder writes as it is written here: most of ASCII.</summary>
    private static readonly SearchValues<char> Common = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (char)c), '\n', '\r', '\t']);

    /// <summary>Whether a text is the same string by the framework's relaxed encoder, which is faster where there is much to escape.</summary>
    public static bool IsAsTheFrameworksOwn(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Common);

    /// <summary>Appends a text with its quotes; false where it holds half of a surrogate pair, which no UTF-8 can.</summary>
    public static bool TryAppend(ReadOnlySpan<char> text, PooledBuffer destination)
    {
        destination.Write("\""u8);
        while (true)
        {
            // What is escaped is never half of a pair: both halves of one lie on one side of it.
            var plain = text.IndexOfAny(Escaped);
            var run = plain < 0 ? text : text[..plain];
            var span = destination.GetSpan(checked(run.Length * MaxBytesPerChar));
            if (Utf8.FromUtf16(run, span, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
                return false;
            destination.Advance(written);
            if (plain < 0)
                break;
            AppendEscaped(text[plain], destination);
            text = text[(plain + 1)..];
        }

        destination.Write("\""u8);
        return true;
    }

    private static void AppendEscaped(char c, PooledBuffer destination)
    {
        switch (c)
        {
            case '"':
                destination.Write("\\\""u8);
                break;
            case '\\':
                destination.Write("\\\\"u8);
                break;
            case '\n':
                destination.Write("\\n"u8);
                break;
            case '\r':
                destination.Write("\\r"u8);
                break;
            case '\t':
                destination.Write("\\t"u8);
                break;
            default:
                destination.Write("\\u00"u8);
                destination.Write([(byte)('0' + (c >> 4)), "0123456789abcdef"u8[c & 0xF]]);
                break;
        }
    }
}
