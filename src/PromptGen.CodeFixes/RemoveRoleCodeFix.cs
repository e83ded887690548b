using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;

namespace PromptGen.CodeFixes;

/// <summary>Takes away the role that repeats another.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveRoleCodeFix : SourceCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.RoleRepeated.Id];

    private protected override string? Offer(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken) =>
        Find(diagnostic, model, cancellationToken) is null ? null : "Remove the repeated role";

    private protected override IEnumerable<TextChange> Changes(IReadOnlyList<Diagnostic> diagnostics, SemanticModel model, CancellationToken cancellationToken) =>
        RoleText.Remove(diagnostics.Select(diagnostic => Find(diagnostic, model, cancellationToken)!), model.SyntaxTree.GetText(cancellationToken));

    private static AttributeSyntax? Find(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken) =>
        diagnostic.Location.SourceTree == model.SyntaxTree
        && model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan) is AttributeSyntax { Parent: AttributeListSyntax { ContainsDiagnostics: false } list } attribute
        && !list.Attributes.Any(static attribute => attribute.ContainsDirectives)
            ? attribute
            : null;
}
