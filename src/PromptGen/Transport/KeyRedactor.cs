using System.Globalization;
using System.Text;

namespace PromptGen;

/// <summary>Takes the API key out of texts: servers repeat it in their errors, as it is or as JSON writes it.</summary>
internal sealed class KeyRedactor(string? key)
{
    private const string Replacement = "[key]";

    /// <summary>Shorter ones are no secrets, and would be found everywhere.</summary>
    private const int MinLength = 4;

    /// <summary>How often a text may have been escaped, in backslashes: JSON within JSON within JSON has seven.</summary>
    private const int MaxEscapes = 8;

    private const int None = -1;
    private const int Unfinished = -2;

    private readonly string? _key = key is { Length: >= MinLength } ? key : null;

    /// <summary>The text without the key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether it goes on: then a key that has only begun at its end is taken out too.</param>
    public string Redact(string text, bool isCut = false)
    {
        if (_key is null)
            return text;
        StringBuilder? redacted = null;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = Match(text, i);
            if (end == Unfinished && isCut)
                end = text.Length;
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

    /// <summary>Where the key ends that begins at <paramref name="start"/>; or that there is none, or that the text ended first.</summary>
    private int Match(string text, int start)
    {
        foreach (var c in _key!)
        {
            start = MatchCharacter(text, start, c);
            if (start < 0)
                return start;
        }

        return start;
    }

    /// <summary>A character as it is, after backslashes, or as a backslash, u and its number.</summary>
    private static int MatchCharacter(string text, int at, char c)
    {
        if (at < text.Length && text[at] == c)
            return at + 1;
        var escape = at;
        while (escape < text.Length && escape - at < MaxEscapes && text[escape] == '\\')
            escape++;
        if (escape == text.Length)
            return Unfinished;
        if (escape == at)
            return None;
        if (text[escape] == c)
            return escape + 1;
        if (text[escape] != 'u')
            return None;
        if (escape + 5 > text.Length)
            return Unfinished;
        return ushort.TryParse(text.AsSpan(escape + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code == c
            ? escape + 5
            : None;
    }
}
