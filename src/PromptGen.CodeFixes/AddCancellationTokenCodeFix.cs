using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;

namespace PromptGen.CodeFixes;

/// <summary>Gives a prompt a token that ends its call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddCancellationTokenCodeFix : SourceCodeFix
{
    private const string TypeName = "System.Threading.CancellationToken";
    private const string Name = "cancellationToken";
    private const string Parameter = $"global::{TypeName} {Name} = default";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.TokenMissing.Id];

    private protected override string? Offer(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken) =>
        PromptSignature.Find(diagnostic.Location, model, cancellationToken) is var (_, method)
        && model.Compilation.GetTypeByMetadataName(TypeName) is { } token
        && !method.Parameters.Any(static parameter => parameter.IsParams || parameter.Name == Name)
        && !PromptSignature.IsTaken(method, method.Parameters.Select(static parameter => parameter.Type).Append(token))
            ? $"Add parameter 'CancellationToken {Name} = default'"
            : null;

    private protected override IEnumerable<TextChange> Changes(IReadOnlyList<Diagnostic> diagnostics, SemanticModel model, CancellationToken cancellationToken) => diagnostics
        .Select(diagnostic => PromptSignature.Find(diagnostic.Location, model, cancellationToken)!.Value.Declaration.ParameterList)
        .Distinct()
        .SelectMany(static list => SeparatedListText.Insert(list.Parameters, list.Parameters.Count, list.OpenParenToken, [Parameter]));

    /// <summary>Marks the type's name for what runs after every fix: that simplifies it, and adds the using that this takes.</summary>
    private protected override async Task<Document> FinishAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        if (editor.SemanticModel.Compilation.GetTypeByMetadataName(TypeName) is not { } token)
            return document;
        var moved = 0;
        foreach (var change in changes)
        {
            var added = change.NewText!.IndexOf(Parameter, StringComparison.Ordinal);
            if (added >= 0 && editor.OriginalRoot.FindToken(change.Span.Start + moved + added).Parent?.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } type })
                editor.ReplaceNode(type, editor.Generator.TypeExpression(token, addImport: true).WithTriviaFrom(type));
            moved += change.NewText.Length - change.Span.Length;
        }

        return editor.GetChangedDocument();
    }
}
