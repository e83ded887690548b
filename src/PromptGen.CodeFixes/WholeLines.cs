using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>Removes stretches of a text: the lines that hold nothing else go with them.</summary>
internal static class WholeLines
{
    /// <param name="spans">What is removed.</param>
    /// <param name="text">The file.</param>
    /// <param name="isNothing">Whether what stands before them on their line is no more than the line's beginning.</param>
    public static IEnumerable<TextChange> Remove(IEnumerable<TextSpan> spans, SourceText text, Func<string, bool> isNothing)
    {
        var joined = new List<TextSpan>();
        foreach (var span in spans.OrderBy(static span => span.Start))
        {
            if (joined.Count > 0 && joined[joined.Count - 1] is var last && text.ToString(TextSpan.FromBounds(last.End, span.Start)).All(IsBlank))
                joined[joined.Count - 1] = TextSpan.FromBounds(last.Start, span.End);
            else
                joined.Add(span);
        }

        return joined.Select(span => new TextChange(Around(span, text, isNothing), ""));
    }

    private static TextSpan Around(TextSpan span, SourceText text, Func<string, bool> isNothing)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var (start, end) = (span.Start, span.End);
        while (start > first.Start && IsBlank(text[start - 1]))
            start--;
        while (end < last.End && IsBlank(text[end]))
            end++;
        var isFirst = isNothing(text.ToString(TextSpan.FromBounds(first.Start, span.Start)));
        return (isFirst, end == last.End) switch
        {
            (true, true) => TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak),
            (true, false) => TextSpan.FromBounds(span.Start, end),
            _ => TextSpan.FromBounds(start, span.End),
        };
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
