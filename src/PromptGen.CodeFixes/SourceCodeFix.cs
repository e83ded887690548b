using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.CodeFixes;

/// <summary>
/// Changes the text of a source file, and so nothing around what it changes. All that is to be fixed in a file is changed at once:
/// two changes of one declaration, each made by itself, could not be put together.
/// </summary>
public abstract class SourceCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Offer(diagnostic, model, context.CancellationToken) is { } title)
                context.RegisterCodeFix(CodeAction.Create(title, cancellationToken => FixAsync(document, [diagnostic], cancellationToken), GetType().Name), diagnostic);
        }
    }

    /// <summary>What the fix of a diagnostic would change; null where it would change nothing, or break something.</summary>
    private protected abstract string? Offer(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken);

    /// <summary>The changes that fix diagnostics that a fix is offered for.</summary>
    private protected abstract IEnumerable<TextChange> Changes(IReadOnlyList<Diagnostic> diagnostics, SemanticModel model, CancellationToken cancellationToken);

    /// <summary>Does what cannot be done in text.</summary>
    private protected virtual Task<Document> FinishAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken) => Task.FromResult(document);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return document;
        var fixable = diagnostics.Where(diagnostic => Offer(diagnostic, model, cancellationToken) is not null).ToList();
        var changes = Changes(fixable, model, cancellationToken).OrderBy(static change => change.Span.Start).ToList();
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return await FinishAsync(document.WithText(text.WithChanges(changes)), changes, cancellationToken).ConfigureAwait(false);
    }
}
