using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>A template's text, and where each of its characters stands.</summary>
internal abstract class TemplateSource(string text)
{
    public string Text { get; } = text;

    /// <summary>Where a stretch of the text stands.</summary>
    public abstract Location Locate(TextRange range);
}

/// <summary>A template, or another text, in the argument of an attribute.</summary>
/// <param name="text">The text.</param>
/// <param name="attribute">The attribute.</param>
/// <param name="compilation">What it is in.</param>
/// <param name="cancellationToken">Ends the search for a place early.</param>
/// <param name="parameter">The constructor's parameter.</param>
internal sealed class ArgumentTemplate(string text, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken, int parameter = 0) : TemplateSource(text)
{
    public override Location Locate(TextRange range) => AttributeArguments.Find(attribute, parameter, cancellationToken) is { } expression
        ? Location.Create(expression.SyntaxTree, LiteralMap.Find(expression, Text, range.Start, range.Length, compilation, cancellationToken))
        : AttributeArguments.LocationOf(attribute, cancellationToken);
}

/// <summary>A template that is a file of its own.</summary>
internal sealed class FileTemplate(TemplateFile file) : TemplateSource(file.Text)
{
    public override Location Locate(TextRange range)
    {
        var span = new TextSpan(range.Start, range.Length);
        return Location.Create(file.Path, span, SourceText.From(file.Text).Lines.GetLinePositionSpan(span));
    }
}
