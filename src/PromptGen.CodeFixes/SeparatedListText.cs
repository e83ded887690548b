using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>Puts items into a list with commas and takes them out of it, in the list's own layout: on one line, or each on its own.</summary>
internal static class SeparatedListText
{
    /// <summary>Puts items before the one at an index, or behind the last.</summary>
    public static IEnumerable<TextChange> Insert<T>(SeparatedSyntaxList<T> list, int index, SyntaxToken open, IReadOnlyList<string> items)
        where T : SyntaxNode
    {
        if (list.Count == 0)
            return [Insertion(open.Span.End, string.Join(", ", items))];
        var neighbour = list[Math.Min(index, list.Count - 1)];
        var lineEnd = LineEndBefore(neighbour);
        var indentation = neighbour.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        if (index < list.Count)
            return [Insertion(neighbour.FullSpan.Start, string.Concat(items.Select(item => lineEnd is null ? item + ", " : indentation + item + "," + lineEnd)))];
        if (lineEnd is null)
            return [Insertion(neighbour.Span.End, string.Concat(items.Select(static item => ", " + item)))];

        // What is said of the last one, behind it on its line, stays with it.
        return EndsLine(neighbour.GetTrailingTrivia())
            ? [Insertion(neighbour.Span.End, ","), Insertion(neighbour.FullSpan.End, string.Join("," + lineEnd, items.Select(item => indentation + item)) + lineEnd)]
            : [Insertion(neighbour.Span.End, string.Concat(items.Select(item => "," + lineEnd + indentation + item)))];
    }

    /// <summary>Takes out some of the items, not all of them.</summary>
    public static IEnumerable<TextChange> Remove<T>(SeparatedSyntaxList<T> list, Func<T, bool> isRemoved)
        where T : SyntaxNode
    {
        var kept = -1;
        for (var i = 0; i < list.Count; i++)
        {
            if (isRemoved(list[i]))
                continue;
            if (kept + 1 < i)
                yield return Deletion(RunBefore(list[kept + 1], list[i]));
            kept = i;
        }

        if (kept + 1 == list.Count)
            yield break;
        var separator = list.GetSeparator(kept);
        var (first, last) = (list[kept + 1], list[list.Count - 1]);
        if (separator.TrailingTrivia.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            yield return Deletion(TextSpan.FromBounds(separator.SpanStart, EndOfLineOf(last)));
            yield break;
        }

        // What is said of the one before it, behind its comma, stays.
        yield return Deletion(separator.Span);
        yield return Deletion(EndsLine(last.GetTrailingTrivia()) && LineEndBefore(first) is not null
            ? TextSpan.FromBounds(first.FullSpan.Start, last.FullSpan.End)
            : TextSpan.FromBounds(first.SpanStart, last.Span.End));
    }

    private static TextSpan RunBefore(SyntaxNode first, SyntaxNode kept) => LineEndBefore(first) is not null && LineEndBefore(kept) is not null
        ? TextSpan.FromBounds(first.FullSpan.Start, kept.FullSpan.Start)
        : TextSpan.FromBounds(first.SpanStart, kept.SpanStart);

    /// <summary>The line end right before an item; null where it is not the first on its line.</summary>
    private static string? LineEndBefore(SyntaxNode item) =>
        item.GetFirstToken().GetPreviousToken().TrailingTrivia is var trivia && EndsLine(trivia) ? trivia[trivia.Count - 1].ToString() : null;

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Count > 0 && trivia[trivia.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>Where the line ends that an item ends on, its comments included.</summary>
    private static int EndOfLineOf(SyntaxNode item) => item.GetTrailingTrivia() is var trivia && EndsLine(trivia) ? trivia[trivia.Count - 1].SpanStart : item.FullSpan.End;

    private static TextChange Insertion(int position, string text) => new(new(position, 0), text);

    private static TextChange Deletion(TextSpan span) => new(span, "");
}
