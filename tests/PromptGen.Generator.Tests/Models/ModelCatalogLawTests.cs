using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>What holds for every text and every catalog.</summary>
public sealed class ModelCatalogLawTests
{
    private static readonly string[] Pieces =
    [
        "model", "portable", "possible", "a", "b", "\n", "\n", "\n  ", "\n  ", "\n\t", "\r\n", "\r", " ", " ", "#", "0..2", "..", "1..", "..4", ">0", "..<1",
        "none", "\uFEFF", "\ud800", "\0", "99999999999999999999..", "-0.0..", "?", .. ModelVocabulary.Parameters, "roles", "formats", "content",
        .. ModelVocabulary.Roles, .. ModelVocabulary.Formats, .. ModelVocabulary.ContentParts, .. ModelVocabulary.Efforts,
    ];

    [Fact]
    public void Any_text_is_read_and_its_errors_lie_within_it()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            AssertSound(text);
        }
    }

    [Fact]
    public void A_damaged_default_file_is_read()
    {
        var text = ModelCatalog.ReadDefaultText();
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var start = random.Next(text.Length);
            AssertSound(text[..start] + Pieces[random.Next(Pieces.Length)] + text[Math.Min(text.Length, start + random.Next(100))..]);
        }
    }

    [Theory]
    [InlineData(true, true, "0..1", 0, true)]
    [InlineData(true, true, "0..1", 1, true)]
    [InlineData(true, true, "0..1", 1.0000001, false)]
    [InlineData(true, true, "0..1", double.NaN, false)]
    [InlineData(false, false, "", double.PositiveInfinity, false)]
    [InlineData(false, false, "", double.MaxValue, true)]
    [InlineData(true, true, "0.01..1", 0.01, true)]
    [InlineData(true, true, ">0..2", 0, false)]
    [InlineData(true, true, ">0..2", double.Epsilon, true)]
    [InlineData(true, true, "0..<2", 2, false)]
    [InlineData(true, false, "-1..", -1, true)]
    [InlineData(true, false, "-1..", -1e300, false)]
    public void Bounds_contain_what_lies_between_them(bool hasMinimum, bool hasMaximum, string range, double value, bool expected)
    {
        ParameterBounds bounds = default;
        Assert.True(range.Length == 0 || RangeReader.TryRead(range, false, out bounds));
        Assert.Equal((hasMinimum, hasMaximum, range), (bounds.Minimum.HasValue, bounds.Maximum.HasValue, bounds.ToString()));
        Assert.Equal(expected, bounds.Contains(value));
        if (value is >= -1 and <= 2 && value == Math.Floor(value))
            Assert.Equal(expected, bounds.Contains((long)value));
    }

    [Theory]
    [InlineData("1..", "of 1 or more")]
    [InlineData(">0..", "above 0")]
    [InlineData("..4", "of 4 or less")]
    [InlineData("..<4", "below 4")]
    [InlineData("-2..2", "from -2 to 2")]
    [InlineData(">0..2", "above 0 and up to 2")]
    [InlineData("0..<0.5", "from 0 to below 0.5")]
    [InlineData(">0..<1", "above 0 and below 1")]
    public void Bounds_can_be_said(string range, string expected)
    {
        Assert.True(RangeReader.TryRead(range, false, out var bounds));
        Assert.Equal(expected, bounds.Describe());
    }

    private static void AssertSound(string text)
    {
        var (catalog, errors) = ModelCatalog.Parse(text);
        Assert.All(errors, error => Assert.True(error is { Line: >= 1, Column: >= 1, Start: >= 0, Length: >= 0 } && error.Start + error.Length <= text.Length));

        // Writing it and reading it again changes nothing, whatever was wrong before.
        var (again, wrong) = ModelCatalog.Parse(catalog.ToString());
        Assert.Empty(wrong);
        Assert.Equal(catalog, again);
        Assert.Equal(catalog.GetHashCode(), again.GetHashCode());
        Assert.Equal(catalog.ToString(), again.ToString());
    }
}
