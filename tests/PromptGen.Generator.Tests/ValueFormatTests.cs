using System.Globalization;
using System.Numerics;
using CsCheck;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Tests;

/// <summary>
/// What is said of a format, against what .NET does with it: one that is taken writes something of the value and does not throw;
/// one that is refused throws, or writes what it would for any value.
/// </summary>
public sealed class ValueFormatTests
{
    private const string Characters = "dDfFgGmMoOrRstTuUyYhHKzcCeEnNpPxXbBaqQ019%#.,;:/\\'\"- +_%";

    private static readonly (FormatFamily Family, IFormattable[] Values)[] Families =
    [
        (FormatFamily.Integer, [12345, -7L, (byte)3, (UInt128)99]),
        (FormatFamily.BigInteger, [new BigInteger(12345), new BigInteger(-7)]),
        (FormatFamily.Float, [12345.678, -0.5f, (Half)2]),
        (FormatFamily.Decimal, [12345.678m, -7m]),
        (FormatFamily.Enum, [DayOfWeek.Friday, AttributeTargets.Class | AttributeTargets.Method]),
        (FormatFamily.DateTime, [new DateTime(2026, 11, 25, 13, 14, 15, 678, DateTimeKind.Utc), new DateTime(1999, 1, 2, 3, 4, 5, DateTimeKind.Unspecified)]),
        (FormatFamily.DateTimeOffset, [new DateTimeOffset(2026, 11, 25, 13, 14, 15, 678, TimeSpan.FromHours(2)), new DateTimeOffset(1999, 1, 2, 3, 4, 5, TimeSpan.Zero)]),
        (FormatFamily.DateOnly, [new DateOnly(2026, 11, 25), new DateOnly(1999, 1, 2)]),
        (FormatFamily.TimeOnly, [new TimeOnly(13, 14, 15, 678), new TimeOnly(3, 4, 5)]),
        (FormatFamily.TimeSpan, [new TimeSpan(3, 13, 14, 15, 678), new TimeSpan(4, 5, 6)]),
        (FormatFamily.Guid, [new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")]),
    ];

    public static TheoryData<string> FamilyNames() => [.. Families.Select(static family => family.Family.ToString())];

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void Every_single_character_is_judged_as_dotnet_does(string family)
    {
        for (var c = ' '; c < '\u0100'; c++)
            Judge(family, c.ToString());
        for (var c = 'A'; c <= 'z'; c++)
            Judge(family, c + "3");
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void Random_formats_are_judged_as_dotnet_does(string family) => Gen.Int[0, Characters.Length - 1].Array[2, 8]
        .Select(static indices => string.Concat(indices.Select(static i => Characters[i])))
        .Sample(format => Judge(family, format), iter: 4000);

    [Theory]
    [InlineData("Integer", "D3")]
    [InlineData("Integer", "#,##0;(#,##0);none")]
    [InlineData("Integer", "'no. '0")]
    [InlineData("DateTime", "dddd, d MMMM yyyy 'at' HH:mm")]
    [InlineData("DateTime", "%d")]
    [InlineData("TimeSpan", "d' days 'hh\\:mm")]
    [InlineData("Enum", "x")]
    public void What_people_write_is_taken(string family, string format) => Assert.Null(ValueFormat.WhyNot(Enum.Parse<FormatFamily>(family), format));

    private static void Judge(string name, string format)
    {
        // This .NET takes R for every number, its documentation says so of floats and BigInteger alone.
        if (format[0] is 'R' or 'r' && name is "Integer" or "Decimal")
            return;
        var (family, values) = Families.Single(candidate => candidate.Family.ToString() == name);
        var reason = ValueFormat.WhyNot(family, format);
        var texts = values.Select(value => TryFormat(value, format)).ToList();
        if (reason is null)
            Assert.True(texts.TrueForAll(static text => text is not null), $"'{format}' is taken, and throws for {family}.");
        else
            Assert.True(!texts.TrueForAll(static text => text is not null) || texts.Distinct().Count() == 1 || texts.All(text => text!.TrimStart('-') == texts[0]!.TrimStart('-')), $"'{format}' is refused ({reason}), and writes {string.Join(" and ", texts)}.");
    }

    private static string? TryFormat(IFormattable value, string format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
