using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Templates;

/// <summary>A stretch of a template's text.</summary>
internal readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>A name on the way to a value.</summary>
internal readonly record struct PathName(string Text, TextRange Range);

/// <summary>A placeholder: a parameter, the members on the way to the value, and the format it is written in.</summary>
/// <param name="Path">The parameter's name first.</param>
/// <param name="Format">What stands behind the colon; null where there is none.</param>
/// <param name="FormatRange">Where the format stands.</param>
/// <param name="Range">All of it, with its braces.</param>
internal sealed record Placeholder(IReadOnlyList<PathName> Path, string? Format, TextRange FormatRange, TextRange Range)
{
    /// <summary>The path as it is written.</summary>
    public string Name => string.Join(".", Path.Select(static name => name.Text));
}

/// <summary>A piece of a template: text as it is, or what goes there.</summary>
internal readonly record struct TemplatePart(string Text, Placeholder? Placeholder);

/// <summary>What is wrong with a template, and where in its text.</summary>
internal readonly record struct TemplateError(string Reason, TextRange Range);

/// <summary>
/// A prompt's text, taken apart: <c>{name}</c>, <c>{name.Member}</c> and <c>{name:format}</c> are placeholders, <c>{{</c> and
/// <c>}}</c> are braces.
/// </summary>
internal sealed class Template
{
    private readonly List<TemplatePart> _parts = [];
    private readonly List<TemplateError> _errors = [];

    private Template()
    {
    }

    public IReadOnlyList<TemplatePart> Parts => _parts;

    /// <summary>All that is wrong, in the order of the text. What could be read is in the parts all the same.</summary>
    public IReadOnlyList<TemplateError> Errors => _errors;

    public static Template Parse(string text)
    {
        var template = new Template();
        if (string.IsNullOrWhiteSpace(text))
            template._errors.Add(new("it is empty", new(0, text.Length)));
        else
            template.Read(text);
        return template;
    }

    private void Read(string text)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = text.IndexOfAny(['{', '}'], i + 1);
                if (end < 0 || text[end] == '{')
                {
                    _errors.Add(new("the brace '{' is never closed; write '{{' for the brace itself", new(i, 1)));
                    continue;
                }

                if (ReadPlaceholder(text, new(i, end - i + 1)) is { } placeholder)
                {
                    Flush(literal);
                    _parts.Add(new("", placeholder));
                }

                i = end;
            }
            else if (c == '}')
            {
                _errors.Add(new("the brace '}' was never opened; write '}}' for the brace itself", new(i, 1)));
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(literal);
    }

    private Placeholder? ReadPlaceholder(string text, TextRange range)
    {
        var (start, end) = (range.Start + 1, range.End - 1);
        var colon = text.IndexOf(':', start, end - start);
        var path = ReadPath(text, start, colon < 0 ? end : colon);
        if (path is null)
        {
            var whole = text.Substring(range.Start, range.Length);
            _errors.Add(new(
                whole.IndexOf("?.", StringComparison.Ordinal) >= 0
                    ? $"in '{whole}' write '.' for '?.': what is null is written as nothing"
                    : $"'{whole}' is no parameter's name, nor a path to a member of one; write '{{{{' and '}}}}' for the braces themselves",
                range));
            return null;
        }

        if (colon < 0)
            return new(path, null, default, range);
        if (colon + 1 == end)
        {
            _errors.Add(new($"'{text.Substring(range.Start, range.Length)}' has no format behind its colon", range));
            return null;
        }

        return new(path, text.Substring(colon + 1, end - colon - 1), new(colon + 1, end - colon - 1), range);
    }

    /// <summary>The names between the dots; null where one is no name.</summary>
    private static List<PathName>? ReadPath(string text, int start, int end)
    {
        var names = new List<PathName>();
        while (true)
        {
            var dot = text.IndexOf('.', start, end - start);
            var (first, last) = (start, dot < 0 ? end : dot);
            while (first < last && char.IsWhiteSpace(text[first]))
                first++;
            while (last > first && char.IsWhiteSpace(text[last - 1]))
                last--;
            var name = text.Substring(first, last - first);
            if (!IsName(name))
                return null;
            names.Add(new(name, new(first, last - first)));
            if (dot < 0)
                return names;
            start = dot + 1;
        }
    }

    private void Flush(StringBuilder literal)
    {
        if (literal.Length > 0)
            _parts.Add(new(TextNormalizer.Normalize(literal.ToString()), null));
        literal.Clear();
    }

    /// <summary>Whether C# takes the text for an identifier.</summary>
    private static bool IsName(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!(IsStart(text[i]) || (i > 0 && IsPart(text[i]))))
                return false;
        }

        return text.Length > 0;
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.ConnectorPunctuation or
        UnicodeCategory.NonSpacingMark or
        UnicodeCategory.SpacingCombiningMark or
        UnicodeCategory.Format;
}
