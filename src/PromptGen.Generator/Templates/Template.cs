using System.Globalization;
using System.Text;
using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Templates;

/// <summary>A piece of a template: text as it is, or the name of what goes there.</summary>
internal readonly record struct TemplatePart(string Text, bool IsPlaceholder);

/// <summary>What is wrong with a template, and where in its text.</summary>
internal sealed record TemplateError(string Reason, int Start, int Length);

/// <summary>A prompt's text, taken apart: <c>{name}</c> is a placeholder, <c>{{</c> and <c>}}</c> are braces.</summary>
internal sealed record Template(EquatableArray<TemplatePart> Parts)
{
    public IEnumerable<string> Placeholders => Parts.Where(static part => part.IsPlaceholder).Select(static part => part.Text);

    /// <summary>Takes a text apart. Where something is wrong with it the first error comes back beside what could be read.</summary>
    public static (Template Template, TemplateError? Error) Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        TemplateError? error = null;
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
                    error ??= new("the brace '{' is never closed; write '{{' for the brace itself", i, 1);
                    continue;
                }

                var name = text.Substring(i + 1, end - i - 1).Trim();
                if (IsName(name))
                {
                    Flush(parts, literal);
                    parts.Add(new(name, IsPlaceholder: true));
                }
                else
                {
                    error ??= new($"'{text.Substring(i, end - i + 1)}' is no parameter's name; write '{{{{' and '}}}}' for the braces themselves", i, end - i + 1);
                }

                i = end;
            }
            else if (c == '}')
            {
                error ??= new("the brace '}' was never opened; write '}}' for the brace itself", i, 1);
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(parts, literal);
        if (string.IsNullOrWhiteSpace(text))
            error ??= new("it is empty", 0, text.Length);
        return (new(parts.ToEquatableArray()), error);
    }

    private static void Flush(List<TemplatePart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
            parts.Add(new(TextNormalizer.Normalize(literal.ToString()), IsPlaceholder: false));
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
