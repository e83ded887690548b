using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Schemas;

/// <summary>Text as JSON. (No JSON library may lie in the compiler's folder.)</summary>
internal static class JsonText
{
    /// <summary>A list of what is JSON already.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";

    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c == '\n')
                json.Append("\\n");
            else if (c < ' ')
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
