using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;

namespace PromptGen.Tests;

/// <summary>Numbers are read by their exact value, however they are spelt: the judge is exact arithmetic on big integers.</summary>
public sealed class JsonNumberTests
{
    private static readonly Gen<string> Digits = Gen.String[Gen.Char["0123456789"], 1, 24];

    private static readonly Gen<string> Numbers = Gen.Select(
        Gen.Bool,
        Gen.Frequency((1, Gen.Const("0")), (6, Digits.Select(static digits => digits.TrimStart('0') is { Length: > 0 } some ? some : "0"))),
        Gen.Frequency((1, Gen.Const("")), (1, Gen.Int[1, 20].Select(static zeros => "." + new string('0', zeros))), (1, Digits.Select(static digits => "." + digits))),
        Gen.Frequency((2, Gen.Const("")), (1, Gen.Int[-40, 40].Select(static e => $"e{e}")), (1, Gen.Int[0, 9].Select(static e => $"E+0{e}"))),
        static (negative, whole, fraction, exponent) => $"{(negative ? "-" : "")}{whole}{fraction}{exponent}");

    [Fact]
    public void A_64_bit_integer_is_any_number_with_its_value() => Numbers.Sample(static text =>
    {
        var (digits, exponent) = Exact(text);
        BigInteger? integer = exponent >= 0 ? digits * BigInteger.Pow(10, exponent)
            : BigInteger.Remainder(digits, BigInteger.Pow(10, -exponent)).IsZero ? digits / BigInteger.Pow(10, -exponent)
            : null;
        var fits = integer >= long.MinValue && integer <= long.MaxValue;

        Assert.Equal(fits, JsonNumber.TryGetInt64(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(fits ? (long)integer!.Value : 0, fits ? value : 0);
    });

    [Fact]
    public void A_decimal_is_any_number_that_it_holds_without_rounding() => Numbers.Sample(static text =>
    {
        var (digits, exponent) = Exact(text);
        var fits = TryExactDecimal(digits, exponent, out var expected);

        Assert.Equal(fits, JsonNumber.TryGetDecimal(Encoding.ASCII.GetBytes(text), out var value));
        if (fits)
            Assert.Equal(expected, value);
    });

    [Theory]
    [InlineData("5.0", 5)]
    [InlineData("5e0", 5)]
    [InlineData("50E-1", 5)]
    [InlineData("-0", 0)]
    [InlineData("0e999999", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808.000", long.MinValue)]
    [InlineData("0.000000000000000000000000000000000000000000000000001e51", 1)]
    public void An_integer_has_many_spellings(string text, long expected)
    {
        Assert.True(JsonNumber.TryGetInt64(Encoding.ASCII.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("5e-1")]
    [InlineData("9223372036854775808")]
    [InlineData("1e999999999")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    public void What_is_no_64_bit_integer_is_refused(string text) => Assert.False(JsonNumber.TryGetInt64(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void A_number_of_a_million_digits_is_refused_without_ado()
    {
        var text = Encoding.ASCII.GetBytes(new string('7', 1_000_000));
        Assert.False(JsonNumber.TryGetInt64(text, out _));
        Assert.False(JsonNumber.TryGetDecimal(text, out _));
    }

    private static (BigInteger Digits, int Exponent) Exact(string text)
    {
        var e = text.IndexOfAny(['e', 'E']);
        var mantissa = e < 0 ? text : text[..e];
        var exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            exponent -= mantissa.Length - point - 1;
        return (BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), exponent);
    }

    private static bool TryExactDecimal(BigInteger digits, int exponent, out decimal value)
    {
        value = 0;
        if (digits.IsZero)
            return true;
        while (exponent < 0 && (digits % 10).IsZero)
        {
            digits /= 10;
            exponent++;
        }

        // What is left of the fraction is the scale; what stands before it must fit into 96 bits.
        if (exponent > 0)
            (digits, exponent) = (digits * BigInteger.Pow(10, exponent), 0);
        if (exponent < -28 || BigInteger.Abs(digits) > (BigInteger)decimal.MaxValue)
            return false;
        value = new decimal(
            (int)(uint)(BigInteger.Abs(digits) & uint.MaxValue),
            (int)(uint)((BigInteger.Abs(digits) >> 32) & uint.MaxValue),
            (int)(uint)((BigInteger.Abs(digits) >> 64) & uint.MaxValue),
            digits.Sign < 0,
            (byte)-exponent);
        return true;
    }
}
