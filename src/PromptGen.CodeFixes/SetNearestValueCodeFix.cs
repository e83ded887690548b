using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Sets the nearest value that is allowed, in place of one that is not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SetNearestValueCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ParameterOutOfBounds.Id, Rules.ParameterNotPortable.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(FixData.Nearest, out var text) || text is null || ParameterSettings.Find(root, diagnostic.Location.SourceSpan) is not var (_, value))
                continue;

            // A bound of a model of one's own may be a number that C# has no literal for.
            var nearest = SyntaxFactory.ParseExpression(text);
            if (nearest.ContainsDiagnostics)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Set {text}",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(value, nearest.WithTriviaFrom(value)))),
                    equivalenceKey: nameof(SetNearestValueCodeFix)),
                diagnostic);
        }
    }
}
