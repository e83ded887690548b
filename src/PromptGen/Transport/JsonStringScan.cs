using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace PromptGen;

/// <summary>
/// Finds the end of a JSON string and takes its escapes out, in one pass. An answer is a JSON document inside of a JSON string, with an escape every few
/// bytes: a reader that looks for the end first, and then copies, takes twice as long for it as for all that comes after.
/// </summary>
internal static class JsonStringScan
{
    /// <summary>How much more than the text the destination has to have room for.</summary>
    public const int Slack = 16;

    /// <summary>How long <c>\u0041</c> is.</summary>
    private const int CodeLength = 6;

    /// <summary>
    /// Copies a string's text. False for one that is anything but valid: a reader by the book then says what is wrong with it.
    /// </summary>
    /// <param name="json">What comes behind the opening quote.</param>
    /// <param name="destination">Where the text goes: as many bytes as there are, and the slack.</param>
    /// <param name="consumed">How many bytes were read, the closing quote included.</param>
    /// <param name="written">How long the text is.</param>
    public static bool TryCopy(ReadOnlySpan<byte> json, Span<byte> destination, out int consumed, out int written)
    {
        consumed = written = 0;
        var (from, to) = (0, 0);
        while (true)
        {
            CopyPlain(json, destination, ref from, ref to);
            if (from >= json.Length)
                return false;
            switch (json[from])
            {
                case (byte)'"':
                    (consumed, written) = (from + 1, to);
                    return Utf8.IsValid(destination[..to]);
                case (byte)'\\':
                    if (!TryCopyEscape(json, destination, ref from, ref to))
                        return false;
                    break;
                case < 0x20:
                    return false;
                default:
                    destination[to++] = json[from++];
                    break;
            }
        }
    }

    /// <summary>Copies up to the next byte that is special, sixteen at a time; the last few are left to be copied one by one.</summary>
    private static void CopyPlain(ReadOnlySpan<byte> json, Span<byte> destination, ref int from, ref int to)
    {
        if (!Vector128.IsHardwareAccelerated)
            return;
        ref var source = ref MemoryMarshal.GetReference(json);
        ref var target = ref MemoryMarshal.GetReference(destination);
        while (from + Vector128<byte>.Count <= json.Length && to + Vector128<byte>.Count <= destination.Length)
        {
            var bytes = Vector128.LoadUnsafe(ref source, (nuint)from);
            bytes.StoreUnsafe(ref target, (nuint)to);
            var special = (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\')) | Vector128.LessThan(bytes, Vector128.Create((byte)0x20))).ExtractMostSignificantBits();
            var plain = special == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(special);
            from += plain;
            to += plain;
            if (special != 0)
                return;
        }
    }

    private static bool TryCopyEscape(ReadOnlySpan<byte> json, Span<byte> destination, ref int from, ref int to)
    {
        if (from + 1 >= json.Length)
            return false;
        var escaped = json[from + 1];
        if (escaped == 'u')
            return TryCopyUnicode(json, destination, ref from, ref to);
        var character = escaped switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => escaped,
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => (byte)0,
        };
        if (character == 0)
            return false;
        destination[to++] = character;
        from += 2;
        return true;
    }

    /// <summary>A character by its code, or two that are one.</summary>
    private static bool TryCopyUnicode(ReadOnlySpan<byte> json, Span<byte> destination, ref int from, ref int to)
    {
        if (!TryReadCode(json[from..], out var code))
            return false;
        from += CodeLength;
        if (char.IsSurrogate(code))
        {
            if (!TryReadCode(json[from..], out var low) || !char.IsSurrogatePair(code, low))
                return false;
            from += CodeLength;
            to += new Rune(code, low).EncodeToUtf8(destination[to..]);
            return true;
        }

        to += new Rune(code).EncodeToUtf8(destination[to..]);
        return true;
    }

    private static bool TryReadCode(ReadOnlySpan<byte> escape, out char code)
    {
        code = default;
        if (escape.Length < CodeLength || escape[0] != '\\' || escape[1] != 'u')
            return false;
        for (var i = 2; i < CodeLength; i++)
        {
            if (!char.IsAsciiHexDigit((char)escape[i]))
                return false;
            var digit = escape[i] <= '9' ? escape[i] - '0' : (escape[i] | 0x20) - 'a' + 10;
            code = (char)((code << 4) | digit);
        }

        return true;
    }
}
