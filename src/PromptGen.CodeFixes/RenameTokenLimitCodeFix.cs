using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Models;

namespace PromptGen.CodeFixes;

/// <summary>Sets a limit of tokens by the name that the model knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RenameTokenLimitCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.TokenLimitRenamed.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ParameterSettings.Find(root, diagnostic.Location.SourceSpan) is not var (name, value) || OtherLimit(name) is not { } other || IsSetBeside(value, other))
                continue;
            var renamed = name.WithIdentifier(SyntaxFactory.Identifier(other).WithTriviaFrom(name.Identifier));
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Set {other} instead",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(name, renamed))),
                    equivalenceKey: nameof(RenameTokenLimitCodeFix)),
                diagnostic);
        }
    }

    private static string? OtherLimit(IdentifierNameSyntax name) => name.Identifier.ValueText switch
    {
        KnownParameter.MaxTokens => KnownParameter.MaxCompletionTokens,
        KnownParameter.MaxCompletionTokens => KnownParameter.MaxTokens,
        _ => null,
    };

    /// <summary>Whether the same attribute or initializer has the other limit already: nothing is set twice.</summary>
    private static bool IsSetBeside(ExpressionSyntax value, string other) =>
        value.Parent!.Parent!.ChildNodes().Any(sibling => ParameterSettings.NameOf(sibling)?.Identifier.ValueText == other);
}
