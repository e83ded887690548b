using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>The changes to a document's text that remove roles, or move them into prompts. All that is not theirs stays as it is written.</summary>
internal static class RoleText
{
    /// <summary>Whether nothing is lost with the attribute: no comment stands between its brackets, but in the template itself, which moves.</summary>
    public static bool CanBeRemoved(WrittenTemplate role) => role.Attribute.Parent is AttributeListSyntax list && list.DescendantTrivia().All(trivia =>
        trivia.IsKind(SyntaxKind.WhitespaceTrivia)
        || trivia.IsKind(SyntaxKind.EndOfLineTrivia)
        || !list.Span.Contains(trivia.Span)
        || role.Text.Span.Contains(trivia.Span));

    /// <summary>Takes roles out of their lists, and lists that have nothing else out of their lines.</summary>
    public static IEnumerable<TextChange> Remove(IEnumerable<AttributeSyntax> roles, SourceText text)
    {
        var removed = new HashSet<AttributeSyntax>(roles);
        var lists = removed.Select(static attribute => (AttributeListSyntax)attribute.Parent!).Distinct().ToLookup(list => list.Attributes.All(removed.Contains));
        return lists[false].SelectMany(list => SeparatedListText.Remove(list.Attributes, removed.Contains))
            .Concat(WholeLines.Remove(lists[true].Select(static list => list.Span), text, string.IsNullOrWhiteSpace));
    }

    /// <summary>Puts the roles' templates before a prompt's, with a blank line after each.</summary>
    public static IEnumerable<TextChange> PutBefore(WrittenTemplate prompt, IReadOnlyList<WrittenTemplate> roles)
    {
        var (added, merged) = ("", "");
        foreach (var role in roles.Reverse())
        {
            // Two literals of the same kind become one.
            if (added.Length == 0 && IsRegular(prompt.Text) && IsRegular(role.Text))
                merged = WithoutQuotes(role.Text.ToString()) + @"\n\n" + merged;
            else
                added = $"""{Operand(role.Text)} + "\n\n" + """ + added;
        }

        var start = prompt.Text.SpanStart;
        if (merged.Length > 0)
            yield return new(new(start + 1, 0), merged);
        if (added.Length == 0)
            yield break;
        yield return new(new(start, 0), IsOperand(prompt.Text) ? added : added + "(");
        if (!IsOperand(prompt.Text))
            yield return new(new(prompt.Text.Span.End, 0), ")");
    }

    /// <summary>Whether it is a literal with escapes: neither verbatim nor raw.</summary>
    private static bool IsRegular(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token: var token } && token.IsKind(SyntaxKind.StringLiteralToken) && token.Text[0] == '"';

    private static string WithoutQuotes(string literal) => literal.Substring(1, literal.Length - 2);

    private static string Operand(ExpressionSyntax expression) => IsOperand(expression) ? expression.ToString() : $"({expression})";

    /// <summary>Whether it can stand beside a plus as it is.</summary>
    private static bool IsOperand(ExpressionSyntax expression) => expression is
        LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
        or ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };
}
