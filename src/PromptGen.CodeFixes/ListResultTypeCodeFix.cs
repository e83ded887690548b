using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Lists a result type on the JSON context that it is to be read through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ListResultTypeCodeFix : CodeFixProvider
{
    private const string Attribute = "global::System.Text.Json.Serialization.JsonSerializable";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.TypeNotListed.Id];

    /// <summary>None: one fix is for every prompt that returns the type already.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var compilation = await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(FixData.Type, out var type) || !diagnostic.Properties.TryGetValue(FixData.Class, out var name))
                continue;
            var declaration = compilation?.Assembly.GetTypeByMetadataName(name!) is { } symbol ? FindDeclaration(symbol, context.Document.Project) : null;
            if (declaration is not var (document, reference))
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Add [JsonSerializable(typeof({ShortName(type!)}))] to {name!.Split('.', '+').Last()}",
                    cancellationToken => ListAsync(document, reference, type!, cancellationToken),
                    equivalenceKey: $"{nameof(ListResultTypeCodeFix)} {type}"),
                diagnostic);
        }
    }

    /// <summary>The part of the context that people write: the one that lists types already, or else the first.</summary>
    private static (Document Document, SyntaxReference Reference)? FindDeclaration(INamedTypeSymbol context, Project project)
    {
        (Document Document, SyntaxReference Reference)? found = null;
        foreach (var reference in context.DeclaringSyntaxReferences)
        {
            if (project.GetDocument(reference.SyntaxTree) is not { } document || document is SourceGeneratedDocument)
                continue;
            if (reference.GetSyntax() is ClassDeclarationSyntax { AttributeLists.Count: > 0 })
                return (document, reference);
            found ??= (document, reference);
        }

        return found;
    }

    private static async Task<Document> ListAsync(Document document, SyntaxReference context, string type, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var argument = SyntaxFactory.TypeOfExpression(SyntaxFactory.ParseTypeName(type).WithAdditionalAnnotations(Simplifier.Annotation));
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName(Attribute).WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(argument))));
        editor.AddAttribute(await context.GetSyntaxAsync(cancellationToken).ConfigureAwait(false), SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)));
        return editor.GetChangedDocument();
    }

    /// <summary>A type without its namespaces.</summary>
    private static string ShortName(string type)
    {
        var syntax = SyntaxFactory.ParseTypeName(type);
        return syntax.ReplaceNodes(
            syntax.DescendantNodesAndSelf().Where(static node => node is QualifiedNameSyntax or AliasQualifiedNameSyntax),
            static (_, node) => node switch
            {
                QualifiedNameSyntax qualified => qualified.Right,
                AliasQualifiedNameSyntax aliased => aliased.Name,
                _ => node,
            }).ToString();
    }
}
