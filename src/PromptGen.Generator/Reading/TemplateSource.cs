using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

/// <summary>A template in the argument of an attribute.</summary>
internal sealed class ArgumentTemplate(string text, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken) : TemplateSource(text)
{
    public override Location Locate(TextRange range) => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) switch
    {
        AttributeSyntax { ArgumentList.Arguments: var arguments } syntax when arguments.FirstOrDefault(static argument => argument.NameEquals is null) is { Expression: var expression } =>
            Location.Create(syntax.SyntaxTree, LiteralMap.Find(expression, Text, range.Start, range.Length, compilation, cancellationToken)),
        { } syntax => syntax.GetLocation(),
        null => Location.None,
    };
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
