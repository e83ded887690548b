using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Replaces a name in a template by what its diagnostic proposes: in a literal, or in a prompt file.</summary>
public abstract class TemplateCodeFix : CodeFixProvider
{
    /// <summary>What is offered: the diagnostic's data that holds the replacement, and what replacing by it is called.</summary>
    private protected abstract ImmutableArray<(string Key, string Title)> Offers { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (key, title) in Offers)
            {
                if (await FindAsync(document, diagnostic, key, context.CancellationToken).ConfigureAwait(false) is not { NewText: { } replacement } change)
                    continue;
                context.RegisterCodeFix(
                    CodeAction.Create(title.Replace("*", replacement), cancellationToken => ChangeAsync(document, [change], cancellationToken), EquivalenceKey(key)),
                    diagnostic);
            }
        }
    }

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var key = Offers.First(offer => EquivalenceKey(offer.Key) == context.CodeActionEquivalenceKey).Key;
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            // A role that goes before several prompts has what is wrong with it said for each.
            if (await FindAsync(document, diagnostic, key, context.CancellationToken).ConfigureAwait(false) is { } change && !changes.Exists(other => other.Span == change.Span))
                changes.Add(change);
        }

        return (await ChangeAsync(document, changes, context.CancellationToken).ConfigureAwait(false)).GetDocument(document.Id);
    }

    private string EquivalenceKey(string key) => $"{GetType().Name}.{key}";

    private static async Task<TextChange?> FindAsync(TextDocument document, Diagnostic diagnostic, string key, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(key, out var replacement) || !diagnostic.Properties.TryGetValue(FixData.Name, out var name) || replacement is null || name is null)
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var root = document is Document source ? await source.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) : null;
        return SpelledName.Find(name, text, diagnostic.Location.SourceSpan, root) is { } span ? new(span, replacement) : null;
    }

    private static async Task<Solution> ChangeAsync(TextDocument document, IEnumerable<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes.OrderBy(static change => change.Span.Start));
        return document is Document
            ? document.Project.Solution.WithDocumentText(document.Id, text)
            : document.Project.Solution.WithAdditionalDocumentText(document.Id, text);
    }
}
