using System.ComponentModel;
using System.Text.RegularExpressions;

namespace PromptGen.CompilerServices;

/// <summary>What a text has to be. Emitted code makes these; not meant to be made by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TextRules
{
    private Regex? _regex;

    /// <summary>How many code points it has at least.</summary>
    public int MinLength { get; init; }

    /// <summary>How many code points it has at most.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The regular expression that all of it matches, as the schema has it.</summary>
    public string? Pattern { get; init; }

    /// <summary>The same, as .NET has it: without anything that needs backtracking, so that no text takes long.</summary>
    public string? Expression { get; init; }

    /// <summary>What it is.</summary>
    public TextFormat Format { get; init; }

    /// <summary>The only texts that are allowed; null where that is open.</summary>
    public string[]? Allowed { get; init; }

    /// <summary>Texts that are not allowed.</summary>
    public string[]? Denied { get; init; }

    /// <summary>What is wrong with a text: the schema's keyword, and what it asks for; null where nothing is.</summary>
    internal (string Keyword, string Expected)? Check(string text)
    {
        if (Allowed is not null && Array.IndexOf(Allowed, text) < 0)
            return ("enum", ExpectedWords.OneOf(Allowed));
        if (Denied is not null && Array.IndexOf(Denied, text) >= 0)
            return ("not", ExpectedWords.NoneOf(Denied));
        if ((MinLength > 0 || MaxLength < int.MaxValue) && CodePoints(text) is var length)
        {
            if (length < MinLength)
                return ("minLength", ExpectedWords.AtLeast(MinLength, ExpectedWords.CodePoint));
            if (length > MaxLength)
                return ("maxLength", ExpectedWords.AtMost(MaxLength, ExpectedWords.CodePoint));
        }

        if (Expression is not null && !(_regex ??= new(Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)).IsMatch(text))
            return ("pattern", $"a text that matches {Pattern}");
        return Format switch
        {
            TextFormat.Email when !TextForms.IsEmail(text) => ("format", ExpectedWords.Email),
            TextFormat.Url when !TextForms.IsUrl(text) => ("format", ExpectedWords.Url),
            TextFormat.Base64 when !TextForms.TryBytes(text, out _) => ("contentEncoding", ExpectedWords.Bytes),
            _ => null,
        };
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                count--;
        }

        return count;
    }
}
