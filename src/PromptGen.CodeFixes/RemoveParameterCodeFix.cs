using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;

namespace PromptGen.CodeFixes;

/// <summary>Takes a parameter that is in no template out of its method, and out of the method's documentation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveParameterCodeFix : SourceCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ParameterUnused.Id];

    private protected override string? Offer(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken) =>
        PromptSignature.Find(diagnostic.Location, model, cancellationToken) is var (_, method)
        && method.Parameters.FirstOrDefault(parameter => parameter.Locations.Contains(diagnostic.Location)) is { } unused
        && !PromptSignature.IsTaken(method, method.Parameters.Remove(unused).Select(static parameter => parameter.Type))
            ? $"Remove parameter '{unused.Name}'"
            : null;

    private protected override IEnumerable<TextChange> Changes(IReadOnlyList<Diagnostic> diagnostics, SemanticModel model, CancellationToken cancellationToken) =>
        from diagnostic in diagnostics
        group diagnostic.Location by PromptSignature.Find(diagnostic.Location, model, cancellationToken)!.Value.Declaration into unused
        from change in ChangesOf(unused.Key, [.. unused.Key.ParameterList.Parameters.Where(parameter => unused.Contains(parameter.Identifier.GetLocation()))], model.SyntaxTree.GetText(cancellationToken))
        select change;

    private static IEnumerable<TextChange> ChangesOf(MethodDeclarationSyntax method, HashSet<ParameterSyntax> unused, SourceText text)
    {
        var list = method.ParameterList;
        var names = unused.Select(static parameter => parameter.Identifier.ValueText).ToList();
        return WholeLines.Remove(Documentation(method, names).Select(static element => element.Span), text, static before => before.Trim() is "///" or "*")
            .Concat(unused.Count == list.Parameters.Count
                ? [new(TextSpan.FromBounds(list.OpenParenToken.Span.End, list.CloseParenToken.SpanStart), "")]
                : SeparatedListText.Remove(list.Parameters, unused.Contains));
    }

    /// <summary>What the method's documentation says of the parameters.</summary>
    private static IEnumerable<XmlNodeSyntax> Documentation(MethodDeclarationSyntax method, List<string> names)
    {
        return method.GetLeadingTrivia()
            .Select(static trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(static documentation => documentation.Content)
            .Where(node => node switch
            {
                XmlElementSyntax element => IsParam(element.StartTag.Name, element.StartTag.Attributes),
                XmlEmptyElementSyntax element => IsParam(element.Name, element.Attributes),
                _ => false,
            });

        bool IsParam(XmlNameSyntax name, SyntaxList<XmlAttributeSyntax> attributes) =>
            name.LocalName.ValueText == "param" && attributes.OfType<XmlNameAttributeSyntax>().Any(attribute => names.Contains(attribute.Identifier.Identifier.ValueText));
    }
}
