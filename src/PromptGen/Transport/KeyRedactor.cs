using System.Globalization;
using System.Text;

namespace PromptGen;

/// <summary>Takes the API key out of texts: servers repeat it in their errors, as it is or as JSON writes it.</summary>
internal sealed class KeyRedactor(string? key)
{
    private const string Replacement = "[key]";

    /// <summary>Shorter ones are no secrets, and would be found everywhere.</summary>
    private const int MinLength = 4;

    private readonly string? _key = key is { Length: >= MinLength } ? key : null;

    /// <summary>The text without the key.</summary>
    public string Redact(string text)
    {
        if (_key is null)
            return text;
        StringBuilder? redacted = null;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = Match(text, i);
            if (end < 0)
                continue;
            (redacted ??= new()).Append(text, from, i - from).Append(Replacement);
            from = end;
            i = end - 1;
        }

        return redacted is null ? text : redacted.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The exception, unless the key stands in it, or in one that caused it.</summary>
    public Exception? Redact(Exception? exception)
    {
        var text = exception?.ToString() ?? "";
        return ReferenceEquals(Redact(text), text) ? exception : null;
    }

    /// <summary>Where the key ends that begins at <paramref name="start"/>; -1 where none does.</summary>
    private int Match(string text, int start)
    {
        foreach (var c in _key!)
        {
            start = MatchCharacter(text, start, c);
            if (start < 0)
                return -1;
        }

        return start;
    }

    /// <summary>A character as it is, after backslashes, or as a backslash, u and its number.</summary>
    private static int MatchCharacter(string text, int at, char c)
    {
        if (at < text.Length && text[at] == c)
            return at + 1;
        var escape = at;
        while (escape < text.Length && text[escape] == '\\')
            escape++;
        if (escape == at || escape == text.Length)
            return -1;
        if (text[escape] == c)
            return escape + 1;
        return text[escape] == 'u' && escape + 5 <= text.Length
            && ushort.TryParse(text.AsSpan(escape + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code == c
            ? escape + 5
            : -1;
    }
}
