using System.Text;

namespace PromptGen.Generator.Templates;

/// <summary>What stands between the items of a list. <c>\n</c>, <c>\t</c> and <c>\\</c> stand for what they do in C#: not every text can hold a line end.</summary>
internal static class Separator
{
    /// <summary>The separator; null where a backslash has no meaning.</summary>
    public static string? Read(string format)
    {
        var text = new StringBuilder(format.Length);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '\\')
            {
                text.Append(format[i]);
                continue;
            }

            i++;
            if (i == format.Length || format[i] is not ('n' or 't' or '\\'))
                return null;
            text.Append(format[i] switch { 'n' => '\n', 't' => '\t', _ => '\\' });
        }

        return TextNormalizer.Normalize(text.ToString());
    }
}
