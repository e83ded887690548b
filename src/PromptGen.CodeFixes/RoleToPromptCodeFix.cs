using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.CodeFixes;

/// <summary>Puts what a role says, which the model does not have, at the head of the prompts that it goes with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RoleToPromptCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.RoleNotTaken.Id];

    /// <summary>Fixes a document at once: one role at a time would turn the order of several around.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
        await MoveAsync(document, await RoleMove.FindAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await RoleMove.FindAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false) is not [var move])
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Put the {(move.Roles.Count == 1 ? "role's text" : "roles' texts")} before the {(move.Prompts.Count == 1 ? "prompt" : "prompts")}",
                    cancellationToken => MoveAsync(context.Document, [move], cancellationToken),
                    equivalenceKey: nameof(RoleToPromptCodeFix)),
                diagnostic);
        }
    }

    private static async Task<Document> MoveAsync(Document document, IReadOnlyList<RoleMove> moves, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = moves.SelectMany(move => RoleText.Remove(move.Roles.Select(static role => role.Attribute), text).Concat(move.Prompts.SelectMany(prompt => RoleText.PutBefore(prompt, move.Roles))));
        return document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
    }
}
