using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;

namespace PromptGen.CodeFixes;

/// <summary>Lets a member be null that leads back to its own type, so that there is an end to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakeMemberNullableCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ResultTypeEndless.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } location]
                || context.Document.Project.Solution.GetDocument(tree) is not { } document
                || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
                || await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
                continue;

            // Where nullable types are turned off a '?' would be a warning, and mean nothing.
            var name = root.FindToken(location.SourceSpan.Start);
            if (TypesOf(name.Parent) is not { Count: > 0 } types || types.Any(static type => type is NullableTypeSyntax) || !model.GetNullableContext(name.SpanStart).AnnotationsEnabled())
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make '{name.ValueText}' nullable",
                    _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNodes(types, static (type, _) => MakeNullable(type))).Project.Solution),
                    equivalenceKey: nameof(MakeMemberNullableCodeFix)),
                diagnostic);
        }
    }

    /// <summary>Where the member's type is written: once, or in the constructor too that takes it. None where the type is not its own to change.</summary>
    private static List<TypeSyntax> TypesOf(SyntaxNode? member) => member switch
    {
        ParameterSyntax { Type: { } type } => [type],
        PropertyDeclarationSyntax property when !property.Modifiers.Any(SyntaxKind.OverrideKeyword) && !property.Modifiers.Any(SyntaxKind.PartialKeyword) =>
            [property.Type, .. ParametersOf(property.Parent).Where(parameter => IsFor(parameter, property)).Select(static parameter => parameter.Type!)],
        _ => [],
    };

    private static IEnumerable<ParameterSyntax> ParametersOf(SyntaxNode? declaration) => declaration is not TypeDeclarationSyntax type ? [] :
        type.Members.OfType<ConstructorDeclarationSyntax>().Select(static constructor => constructor.ParameterList)
            .Prepend(type.ParameterList)
            .SelectMany(static list => list?.Parameters ?? default);

    private static bool IsFor(ParameterSyntax parameter, PropertyDeclarationSyntax property) =>
        parameter.Type is { } type
        && SyntaxFactory.AreEquivalent(type, property.Type)
        && string.Equals(parameter.Identifier.ValueText, property.Identifier.ValueText, StringComparison.OrdinalIgnoreCase);

    private static NullableTypeSyntax MakeNullable(TypeSyntax type) => SyntaxFactory.NullableType(type.WithoutTrailingTrivia()).WithTrailingTrivia(type.GetTrailingTrivia());
}
