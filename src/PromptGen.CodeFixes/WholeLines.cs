using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>Finds what goes when a stretch of text is removed: the lines that hold nothing else go with it.</summary>
internal static class WholeLines
{
    /// <param name="span">What is removed.</param>
    /// <param name="text">The file.</param>
    /// <param name="isNothing">Whether what stands before it on its line is no more than the line's beginning.</param>
    public static TextSpan Around(TextSpan span, SourceText text, Func<string, bool> isNothing)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var isFirst = isNothing(text.ToString(TextSpan.FromBounds(first.Start, span.Start)));
        var (start, end) = (span.Start, span.End);
        while (start > first.Start && IsBlank(text[start - 1]))
            start--;
        while (end < last.End && IsBlank(text[end]))
            end++;
        return (isFirst, end == last.End) switch
        {
            (true, true) => TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak),
            (true, false) => TextSpan.FromBounds(span.Start, end),
            _ => TextSpan.FromBounds(start, span.End),
        };
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
