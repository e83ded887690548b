using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>Finds the characters of a template's name where source spells them out. They may not: a literal has escapes, a constant has a name of its own.</summary>
internal static class SpelledName
{
    /// <summary>Where the name stands; null unless it stands there once.</summary>
    /// <param name="name">The name, or names with dots between them.</param>
    /// <param name="text">The source file, or the prompt file.</param>
    /// <param name="span">What of it the diagnostic marks.</param>
    /// <param name="root">The syntax of a source file; null for a prompt file.</param>
    public static TextSpan? Find(string name, SourceText text, TextSpan span, SyntaxNode? root)
    {
        if (span.End > text.Length)
            return null;
        TextSpan? found = null;
        var marked = text.ToString(span);
        for (var i = marked.IndexOf(name, StringComparison.Ordinal); i >= 0; i = marked.IndexOf(name, i + 1, StringComparison.Ordinal))
        {
            var place = new TextSpan(span.Start + i, name.Length);
            if (!IsWhole(text, place) || (root is not null && !IsInLiteral(root, place)))
                continue;
            if (found is not null)
                return null;
            found = place;
        }

        return found;
    }

    /// <summary>Whether the characters around it belong to no name, nor the first of its own to an escape.</summary>
    private static bool IsWhole(SourceText text, TextSpan place) =>
        (place.Start == 0 || (text[place.Start - 1] != '\\' && !SyntaxFacts.IsIdentifierPartCharacter(text[place.Start - 1])))
        && (place.End == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[place.End]));

    private static bool IsInLiteral(SyntaxNode root, TextSpan place)
    {
        var token = root.FindToken(place.Start);
        return token.Span.Contains(place) && token.Kind() is
            SyntaxKind.StringLiteralToken or
            SyntaxKind.SingleLineRawStringLiteralToken or
            SyntaxKind.MultiLineRawStringLiteralToken or
            SyntaxKind.InterpolatedStringTextToken;
    }
}
