using System.Globalization;
using System.Text;

namespace PromptGen;

/// <summary>Writes JSON pointers (RFC 6901) to places in documents from outside: a name in them is no longer than a person reads.</summary>
internal static class JsonPointer
{
    private const int MaxNameLength = 100;

    public static void Append(StringBuilder pointer, int index) => pointer.Append('/').Append(index.ToString(CultureInfo.InvariantCulture));

    public static void Append(StringBuilder pointer, string name)
    {
        var cut = Excerpt.Cut(name, MaxNameLength);
        pointer.Append('/').Append(cut.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        if (cut.Length < name.Length)
            pointer.Append('…');
    }

    /// <summary>The pointer from an object to its member.</summary>
    public static string ToMember(string name)
    {
        var pointer = new StringBuilder();
        Append(pointer, name);
        return pointer.ToString();
    }

    /// <summary>
    /// The pointer to where a path of System.Text.Json leads, such as <c>$.days[0]['a name'].rain</c>. Quotes in names are not escaped
    /// there: a name ends where what follows could go on as a path.
    /// </summary>
    public static string FromPath(string path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan(path.StartsWith('$') ? 1 : 0);
        while (!rest.IsEmpty)
        {
            int end;
            if (rest.StartsWith("['"))
            {
                end = EndOfQuoted(rest);
                Append(pointer, rest[2..end].ToString());
                rest = rest[Math.Min(end + 2, rest.Length)..];
            }
            else
            {
                var isIndex = rest[0] == '[';
                rest = rest[1..];
                end = isIndex ? rest.IndexOf(']') : rest.IndexOfAny('.', '[');
                if (end < 0)
                    end = rest.Length;
                Append(pointer, rest[..end].ToString());
                rest = rest[Math.Min(isIndex ? end + 1 : end, rest.Length)..];
            }
        }

        return pointer.ToString();
    }

    private static int EndOfQuoted(ReadOnlySpan<char> rest)
    {
        for (var i = 2; i < rest.Length - 1; i++)
        {
            if (rest[i..].StartsWith("']") && (i + 2 == rest.Length || rest[i + 2] is '.' or '['))
                return i;
        }

        return rest.Length;
    }
}
