using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Gives a placeholder the name of the parameter, or of the member, that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".cs", ".md"])]
[Shared]
public sealed class RenameInTemplateCodeFix : TemplateCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholderUnknown.Id, Rules.MemberUnknown.Id];

    private protected override ImmutableArray<(string Key, string Title)> Offers { get; } = [(FixData.Suggestion, "Rename to '*'")];
}
