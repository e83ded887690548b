using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
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

    /// <summary>Shortens the type's name, and adds the using that this takes.</summary>
    private protected override async Task<Document> FinishAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return document;
        var names = new List<TypeSyntax>();
        var moved = 0;
        foreach (var change in changes)
        {
            var added = change.NewText!.IndexOf(Parameter, StringComparison.Ordinal);
            if (added >= 0 && root.FindToken(change.Span.Start + moved + added).Parent?.FirstAncestorOrSelf<ParameterSyntax>() is { Type: { } type })
                names.Add(type);
            moved += change.NewText.Length - change.Span.Length;
        }

        var isAdded = new SyntaxAnnotation();
        var marked = document.WithSyntaxRoot(root.ReplaceNodes(names, (_, name) => name.WithAdditionalAnnotations(isAdded, Simplifier.Annotation)));
        var imported = await ImportAdder.AddImportsAsync(marked, isAdded, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await Simplifier.ReduceAsync(imported, isAdded, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
