using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PromptGen;

/// <summary>The exact value of a JSON number, where the framework's parsers see only some of its spellings or round.</summary>
internal static class JsonNumber
{
    // No 64-bit integer and no decimal has more significant digits, or lies further from the decimal point.
    private const int MaxDigits = 29;

    /// <summary>The value of a number that is integral in any spelling, such as 5.0, 50e-1 or 5e0.</summary>
    public static bool TryGetInt64(ReadOnlySpan<byte> token, out long value)
    {
        Span<char> digits = stackalloc char[MaxDigits + 1];
        value = 0;
        if (!TryNormalize(token, digits, out var length, out var exponent) || exponent < 0 || length + exponent > MaxDigits)
            return false;
        digits.Slice(length, exponent).Fill('0');
        return long.TryParse(digits[..(length + exponent)], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The same for an integer without a sign.</summary>
    public static bool TryGetUInt64(ReadOnlySpan<byte> token, out ulong value)
    {
        value = 0;
        if (!TryGetDecimal(token, out var number) || number is < 0 or > ulong.MaxValue || number != decimal.Truncate(number))
            return false;
        value = (ulong)number;
        return true;
    }

    /// <summary>The value of a number that a decimal holds without rounding.</summary>
    public static bool TryGetDecimal(ReadOnlySpan<byte> token, out decimal value)
    {
        // So few digits are never rounded, and zeros at their end stay.
        if (token.Length < MaxDigits && !token.ContainsAny((byte)'e', (byte)'E'))
            return Utf8Parser.TryParse(token, out value, out var consumed) && consumed == token.Length;

        Span<char> digits = stackalloc char[MaxDigits + 1];
        value = 0;
        if (!TryNormalize(token, digits, out var length, out var exponent) || exponent is < -28 or > 28)
            return false;

        Span<char> text = stackalloc char[MaxDigits + 8];
        digits[..length].CopyTo(text);
        text[length] = 'E';
        exponent.TryFormat(text[(length + 1)..], out var written, provider: CultureInfo.InvariantCulture);
        if (!decimal.TryParse(text[..(length + 1 + written)], NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
            return false;

        // It parsed, perhaps rounded: the digits of what came out must be the digits that went in.
        Span<char> after = stackalloc char[MaxDigits + 1];
        return TryNormalize(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), after, out var lengthAfter, out var exponentAfter)
            && exponent == exponentAfter
            && digits[..length].SequenceEqual(after[..lengthAfter]);
    }

    /// <summary>
    /// Takes a JSON number apart: its sign and significant digits, without zeros at either end, and the power of ten that they
    /// are multiplied with. False where there are more digits than <see cref="MaxDigits"/>, or the exponent is absurd.
    /// </summary>
    private static bool TryNormalize(ReadOnlySpan<byte> token, Span<char> digits, out int length, out int exponent)
    {
        length = 0;
        exponent = 0;
        var i = 0;
        if (token[0] == '-')
        {
            digits[length++] = '-';
            i++;
        }

        var sign = length;
        var fraction = false;
        var zeros = 0; // zeros that count only if another digit follows
        for (; i < token.Length && token[i] is not ((byte)'e' or (byte)'E'); i++)
        {
            if (token[i] == '.')
            {
                fraction = true;
                continue;
            }

            if (fraction)
                exponent--;
            if (token[i] == '0')
            {
                zeros++;
                continue;
            }

            if (length > sign)
            {
                if (length - sign + zeros >= MaxDigits)
                    return false;
                digits.Slice(length, zeros).Fill('0');
                length += zeros;
            }

            zeros = 0;
            digits[length++] = (char)token[i];
        }

        if (length == sign)
        {
            digits[0] = '0';
            length = 1;
            exponent = 0;
            return true;
        }

        exponent += zeros;
        if (i == token.Length)
            return true;
        if (!int.TryParse(token[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written) || Math.Abs((long)written) > 1_000_000)
            return false;
        exponent += written;
        return true;
    }
}
