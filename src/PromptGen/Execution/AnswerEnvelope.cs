namespace PromptGen;

/// <summary>
/// What models put around an answer: reasoning before it, a fence around it, words about it. Everything here goes through the text a
/// bounded number of times, whatever the text is.
/// </summary>
internal static class AnswerEnvelope
{
    /// <summary>How many blocks are tried, from the last one on: a model corrects itself further down.</summary>
    private const int MaxBlocks = 4;

    /// <summary>What reasoning stands between, in letters of either case.</summary>
    public static readonly (string Open, string Close)[] ReasoningTags = [("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>")];

    private static ReadOnlySpan<byte> Fence => "```"u8;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>The text behind a leading block of reasoning, nothing where that never ends; false where there is none.</summary>
    public static bool TrySkipReasoning(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = text.TrimStart(Blanks);
        foreach (var (open, close) in ReasoningTags)
        {
            if (!StartsWith(rest, open))
                continue;
            var end = IndexOf(rest, close);
            rest = end < 0 ? [] : rest[(end + close.Length)..].TrimStart(Blanks);
            return true;
        }

        return false;
    }

    /// <summary>The text inside of a fence that is around all of it; false where there is none.</summary>
    public static bool TryUnfence(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> inside)
    {
        inside = text.Trim(Blanks);
        if (!inside.StartsWith(Fence) || !inside.EndsWith(Fence) || inside.Length < 2 * Fence.Length)
            return false;

        // Behind the opening fence stands at most the name of a language.
        inside = inside[Fence.Length..^Fence.Length];
        var line = inside.IndexOf((byte)'\n');
        var name = line < 0 ? inside : inside[..line];
        var isName = name.Trim(Blanks).IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0;
        inside = (line >= 0 && isName ? inside[(line + 1)..] : SkipLetters(inside)).Trim(Blanks);
        return inside.IndexOf(Fence) < 0;
    }

    /// <summary>
    /// The outermost objects and lists in a text, the last ones, the very last one first. One that is never closed ends the search: what
    /// is inside of it is a part of an answer that was cut, and no answer, even where it looks like one.
    /// </summary>
    public static IReadOnlyList<Range> FindBlocks(ReadOnlySpan<byte> text)
    {
        var blocks = new List<Range>();
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOfAny((byte)'{', (byte)'[');
            if (start < 0)
                break;
            start += at;
            var length = LengthOfBlock(text[start..]);
            if (length == 0)
                break;
            blocks.Add(start..(start + length));
            if (blocks.Count > MaxBlocks)
                blocks.RemoveAt(0);
            at = start + length;
        }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>How long an object or a list is, up to the end that closes it; 0 where nothing does. What stands in texts does not count.</summary>
    private static int LengthOfBlock(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        var isInText = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'\\' when isInText:
                    i++;
                    break;
                case (byte)'"':
                    isInText = !isInText;
                    break;
                case (byte)'{' or (byte)'[' when !isInText:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when !isInText && --depth == 0:
                    return i + 1;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<byte> SkipLetters(ReadOnlySpan<byte> text)
    {
        var letters = text.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        return letters < 0 ? text : text[letters..];
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string ascii)
    {
        if (text.Length < ascii.Length)
            return false;
        for (var i = 0; i < ascii.Length; i++)
        {
            if (char.ToLowerInvariant((char)text[i]) != ascii[i])
                return false;
        }

        return true;
    }

    private static int IndexOf(ReadOnlySpan<byte> text, string ascii)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOf((byte)ascii[0]);
            if (start < 0)
                return -1;
            at += start;
            if (StartsWith(text[at..], ascii))
                return at;
            at++;
        }

        return -1;
    }
}
