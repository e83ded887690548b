using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.Generator.Reading;

/// <summary>
/// Where in the source each character of a constant text stands: in literals of every kind, in what they are joined from, and in
/// interpolated ones. Of a constant that stands elsewhere, every character is where it is named. It is made only when something
/// is to be pointed out.
/// </summary>
internal sealed class LiteralMap
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly StringBuilder _text = new();
    private readonly List<TextSpan> _spans = [];

    private LiteralMap(Compilation compilation, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The source of a stretch of <paramref name="text"/>, which is the expression's value; all of the expression where that cannot be told.</summary>
    public static TextSpan Find(ExpressionSyntax expression, string text, int start, int length, Compilation compilation, CancellationToken cancellationToken)
    {
        if (length == 0 || !compilation.ContainsSyntaxTree(expression.SyntaxTree))
            return expression.Span;
        var map = new LiteralMap(compilation, cancellationToken);
        map.Add(expression);
        return map._text.ToString() == text
            ? TextSpan.FromBounds(map._spans[start].Start, map._spans[start + length - 1].End)
            : expression.Span;
    }

    private void Add(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Add(parenthesized.Expression);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                Add(suppressed.Operand);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Add(sum.Left);
                Add(sum.Right);
                break;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                AddLiteral(literal.Token);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                AddInterpolated(interpolated);
                break;
            default:
                AddNamed(expression);
                break;
        }
    }

    private void AddNamed(ExpressionSyntax expression)
    {
        var value = _compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, _cancellationToken);
        AddWhole(value.Value as string ?? (value.Value is char c ? c.ToString() : ""), expression.Span);
    }

    private void AddWhole(string text, TextSpan span)
    {
        foreach (var c in text)
            AddUnit(c, span);
    }

    private void AddUnit(char c, TextSpan span)
    {
        _text.Append(c);
        _spans.Add(span);
    }

    private void AddLiteral(SyntaxToken token)
    {
        var source = token.Text;
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken when source.StartsWith("@", StringComparison.Ordinal):
                AddPiece(source, 2, source.Length - 1, token.SpanStart, isVerbatim: true, hasBraces: false);
                break;
            case SyntaxKind.StringLiteralToken:
                AddPiece(source, 1, source.Length - 1, token.SpanStart, isVerbatim: false, hasBraces: false);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken:
                var quotes = CountQuotes(source);
                for (var i = quotes; i < source.Length - quotes; i++)
                    AddUnit(source[i], new(token.SpanStart + i, 1));
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken:
                AddRaw(token, IndentationBefore(token.Span.End - CountQuotes(source)));
                break;
            default:
                AddWhole(token.ValueText, token.Span);
                break;
        }

        string IndentationBefore(int position) => Indentation(token.SyntaxTree!, position);
    }

    private void AddInterpolated(InterpolatedStringExpressionSyntax interpolated)
    {
        var isMultiLine = interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken);
        var isRaw = isMultiLine || interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedSingleLineRawStringStartToken);
        var isVerbatim = interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken);
        var indentation = isMultiLine ? Indentation(interpolated.SyntaxTree, interpolated.StringEndToken.Span.End - CountQuotes(interpolated.StringEndToken.Text.TrimStart())) : "";
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolationSyntax interpolation)
                AddNamed(interpolation.Expression);
            else if (((InterpolatedStringTextSyntax)content).TextToken is var token && isRaw)
                AddRaw(token, indentation);
            else
                AddPiece(token.Text, 0, token.Text.Length, token.SpanStart, isVerbatim, hasBraces: true);
        }
    }

    /// <summary>A piece of a raw literal: its value is its source without the indentation, and without the lines of the quotes.</summary>
    private void AddRaw(SyntaxToken token, string indentation)
    {
        var source = token.Text;
        var value = token.ValueText;
        var start = source.StartsWith("\"\"\"", StringComparison.Ordinal) ? source.IndexOf('\n') + 1 : 0;
        var next = 0;

        // A piece behind an interpolation begins in the middle of a line.
        var isLineStart = start > 0 || IsAtLineStart(token);
        for (var i = start; i < source.Length && next < value.Length; i++)
        {
            if (isLineStart)
            {
                var skipped = 0;
                while (skipped < indentation.Length && i + skipped < source.Length && source[i + skipped] == indentation[skipped])
                    skipped++;
                i += skipped;
                isLineStart = false;
                if (i == source.Length)
                    break;
            }

            if (source[i] != value[next])
                break;
            AddUnit(source[i], new(token.SpanStart + i, 1));
            isLineStart = source[i] == '\n' || (source[i] == '\r' && !(i + 1 < source.Length && source[i + 1] == '\n'));
            next++;
        }

        // Whatever could not be told apart is somewhere in the piece.
        AddWhole(value.Substring(next), token.Span);
    }

    private static bool IsAtLineStart(SyntaxToken token)
    {
        var text = token.SyntaxTree!.GetText();
        return text.Lines.GetLineFromPosition(token.SpanStart).Start == token.SpanStart;
    }

    private static string Indentation(SyntaxTree tree, int position)
    {
        var text = tree.GetText();
        return text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position));
    }

    private static int CountQuotes(string source) => source.TakeWhile(static c => c == '"').Count();

    private void AddPiece(string source, int start, int end, int offset, bool isVerbatim, bool hasBraces)
    {
        for (var i = start; i < end;)
        {
            var c = source[i];
            if (!isVerbatim && c == '\\')
            {
                i += AddEscape(source, i, end, offset);
                continue;
            }

            var length = (isVerbatim && c == '"') || (hasBraces && c is '{' or '}') ? 2 : 1;
            AddUnit(c, new(offset + i, length));
            i += length;
        }
    }

    /// <summary>Adds what an escape stands for, and returns its length.</summary>
    private int AddEscape(string source, int start, int end, int offset)
    {
        var kind = start + 1 < end ? source[start + 1] : '\0';
        var most = kind switch { 'x' or 'u' => 4, 'U' => 8, _ => 0 };
        var length = 2;
        while (length < most + 2 && start + length < end && Uri.IsHexDigit(source[start + length]))
            length++;
        var span = new TextSpan(offset + start, length);
        if (most == 0)
            AddUnit(Simple(kind), span);
        else if (length > 2 && int.TryParse(source.Substring(start + 2, length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0x10FFFF)
            AddWhole(code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32(code), span);
        return length;
    }

    private static char Simple(char kind) => kind switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        'e' => '\u001B',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => kind,
    };
}
