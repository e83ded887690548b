using System.Globalization;
using System.Numerics;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>A JSON number's exact value: digits, and how often ten. Exponents beyond all reason are cut: nothing is that large, or that near to zero.</summary>
internal readonly record struct ExactNumber(BigInteger Digits, int Exponent) : IComparable<ExactNumber>
{
    private const int MaxExponent = 20_000;

    public bool IsInteger => Digits.IsZero || Exponent >= 0;

    /// <summary>The value of a number as it is written.</summary>
    public static ExactNumber Parse(string raw)
    {
        var e = raw.AsSpan().IndexOfAny('e', 'E');
        var exponent = e < 0 ? BigInteger.Zero : BigInteger.Parse(raw.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? raw : raw[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return default;
        while (digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        return new(digits, (int)BigInteger.Clamp(exponent, -MaxExponent, MaxExponent));
    }

    public int CompareTo(ExactNumber other)
    {
        if (Digits.Sign != other.Digits.Sign)
            return Digits.Sign.CompareTo(other.Digits.Sign);
        var least = Math.Min(Exponent, other.Exponent);
        return Expand(this).CompareTo(Expand(other));

        BigInteger Expand(ExactNumber number) => number.Digits * BigInteger.Pow(10, number.Exponent - least);
    }
}
