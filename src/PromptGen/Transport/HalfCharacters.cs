using System.Globalization;
using System.Text;

namespace PromptGen;

/// <summary>
/// Text that was cut into pieces by UTF-16 units: a character beyond the first 65,536 may have one half in each of two pieces,
/// and System.Text.Json takes neither.
/// </summary>
internal static class HalfCharacters
{
    /// <summary>The text of a JSON string that the reader has found well-formed, halves of characters included.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            text.Append(Encoding.UTF8.GetString(plain < 0 ? escaped : escaped[..plain]));
            if (plain < 0)
                break;
            escaped = escaped[(plain + 1)..];
            if (escaped[0] == 'u')
            {
                text.Append((char)ushort.Parse(escaped.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                escaped = escaped[5..];
            }
            else
            {
                text.Append(escaped[0] switch { (byte)'b' => '\b', (byte)'f' => '\f', (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', var c => (char)c });
                escaped = escaped[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// The text with the half that was left from the piece before it, and without the half that it may end in, which is kept for
    /// the next. A half that finds no partner becomes U+FFFD. Null where nothing is left.
    /// </summary>
    public static string? Join(ref char half, string text)
    {
        if (half == default && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text.Length == 0 ? null : text;
        if (half != default)
            text = half + text;
        half = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1] : default;
        if (half != default)
            text = text[..^1];

        return text.Length == 0 ? null : Repair(text);
    }

    /// <summary>The text with U+FFFD for every half that has no partner.</summary>
    public static string Repair(string text)
    {
        var repaired = new StringBuilder(text);
        for (var i = 0; i < repaired.Length; i++)
        {
            if (char.IsHighSurrogate(repaired[i]) && i + 1 < repaired.Length && char.IsLowSurrogate(repaired[i + 1]))
                i++;
            else if (char.IsSurrogate(repaired[i]))
                repaired[i] = '\uFFFD';
        }

        return repaired.ToString();
    }
}
