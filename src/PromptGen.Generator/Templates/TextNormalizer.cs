using System.Text;

namespace PromptGen.Generator.Templates;

/// <summary>Text as it may reach a prompt or a schema, the same from every machine.</summary>
internal static class TextNormalizer
{
    /// <summary>Line ends become <c>\n</c>, whatever the source file had; a surrogate without its partner becomes U+FFFD.</summary>
    public static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                normal.Append('\n');
                if (i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                normal.Append(c).Append(text[++i]);
            }
            else
            {
                normal.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
            }
        }

        return normal.ToString();
    }

    /// <summary>Whether there is a surrogate without its partner: UTF-8 has no bytes for it.</summary>
    public static bool HasHalfCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }
}
