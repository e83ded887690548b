using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Gives a placeholder what it lacks to have a text: what stands between the items of a list, or a member of the value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".cs", ".md"])]
[Shared]
public sealed class CompletePlaceholderCodeFix : TemplateCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholderHasNoText.Id];

    private protected override ImmutableArray<(string Key, string Title)> Offers { get; } =
        [(FixData.Suggestion, "Write '{*}'"), (FixData.Member, "Write '{*}'")];
}
