using System.Text.RegularExpressions;
using CsCheck;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests;

/// <summary>Patterns in translation: both that come out take what the one that goes in takes, as a whole.</summary>
public sealed class EcmaPatternTests
{
    private static readonly Gen<string> Atom = Gen.OneOf(
        Gen.OneOf("a", "b", "0", "-", "_", " ", ".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\.", "\\-", "\\/", "\\t", "\\x41", "\\u0042", "\\\\"),
        Gen.OneOf("[ab]", "[^a]", "[a-c0-9]", "[\\d_-]", "[^\\w]", "[.]", "[]a]", "[a-]", "[\\]]", "[$^]", "(?:a|b)", "(ab)", "(?<name>a|)", "(a|(b|0))", "{", "}", "{a}", "{,2}"));

    // No lazy loops without end: of what can be empty, the framework's backtracking engine runs out of memory at them.
    private static readonly Gen<string> Quantified = Gen.Select(Atom, Gen.OneOf("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,2}?"), static (atom, quantifier) => atom + quantifier);

    private static readonly Gen<string> Sequence = Quantified.Array[0, 4].Select(string.Concat);

    private static readonly Gen<string> Pattern = Gen.Select(Sequence, Sequence, Gen.Int[0, 5], static (first, second, form) => form switch
    {
        0 => $"{first}|{second}",
        1 => $"^{first}{second}",
        2 => $"{first}{second}$",
        3 => $"^(?:{first}|{second})$",
        _ => first + second,
    });

    private static readonly Gen<string> Text = Gen.OneOf("a", "b", "c", "0", "1", "-", "_", " ", ".", "\n", "\t", "A", "B", "{", "}", "$", "/", "\\", "]", "ab").Array[0, 5].Select(string.Concat);

    [Fact]
    public void A_translation_takes_what_the_original_takes()
    {
        var (taken, refused) = (0, 0);
        Gen.Select(Pattern, Text.Array[8]).Sample(
            (pattern, texts) =>
            {
                var (translated, problem) = EcmaPattern.Translate(pattern);
                Regex original;
                try
                {
                    original = new Regex(pattern, RegexOptions.CultureInvariant);
                }
                catch (ArgumentException)
                {
                    Assert.NotNull(problem);
                    return;
                }

                Assert.True(problem is null, $"{pattern}: {problem}");
                original = new Regex($"\\A(?:{pattern.TrimStart('^').TrimEnd('$')})\\z", RegexOptions.CultureInvariant);
                var expression = new Regex(translated!.Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                var schema = new Regex(translated.Schema[..^1] + "\\z", RegexOptions.CultureInvariant);
                foreach (var text in texts)
                {
                    var isTaken = original.IsMatch(text);
                    _ = isTaken ? Interlocked.Increment(ref taken) : Interlocked.Increment(ref refused);
                    Assert.Equal(isTaken, expression.IsMatch(text));
                    Assert.Equal(isTaken, schema.IsMatch(text));
                }
            },
            iter: 3_000);
        Assert.True(taken > 500 && refused > 500, $"{taken} {refused}");
    }

    [Theory]
    [InlineData("a{2}{3}", "has two quantifiers in a row")]
    [InlineData("a**", "has two quantifiers in a row")]
    [InlineData("a\\b", "has '\\b', which only .NET understands")]
    [InlineData("\\p{L}", "has '\\p', which only .NET understands")]
    [InlineData("(a)\\1", "has '\\1', which only .NET understands")]
    [InlineData("(?i)a", "has a group that is more than a group, such as one that looks around")]
    [InlineData("(?<!a)b", "has a group that is more than a group, such as one that looks around")]
    [InlineData("a^b", "has an anchor '^' inside")]
    [InlineData("^a|b$", "has anchors that hold for one of its alternatives alone: put the alternatives into a group")]
    [InlineData("[a-z-[aeiou]]", "has a class that another is taken from")]
    [InlineData("a{1001}", "repeats something more than 1000 times")]
    [InlineData("\ud83d\ude00", "has a character beyond U+FFFF")]
    [InlineData("(a", "has a '(' that is never closed")]
    [InlineData("a)", "has a ')' too many")]
    [InlineData("[a", "has a '[' that is never closed")]
    [InlineData("a\\", "ends in a '\\'")]
    public void What_cannot_be_translated_is_told(string pattern, string problem) => Assert.Equal(problem, EcmaPattern.Translate(pattern).Problem);
}
