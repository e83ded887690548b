using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Reading;

namespace PromptGen.CodeFixes;

/// <summary>Gives a method the parameter that a placeholder in its own template names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddParameterCodeFix : SourceCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PlaceholderUnknown.Id];

    private protected override string? Offer(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Parameter, out var parameter)
            || Find(diagnostic, model, cancellationToken) is not var (_, method))
            return null;
        var types = method.Parameters.Select(static parameter => parameter.Type).ToList();
        types.Insert(IndexIn(method), model.Compilation.GetSpecialType(SpecialType.System_String));
        return PromptSignature.IsTaken(method, types) ? null : $"Add parameter '{parameter}'";
    }

    private protected override IEnumerable<TextChange> Changes(IReadOnlyList<Diagnostic> diagnostics, SemanticModel model, CancellationToken cancellationToken) =>
        from diagnostic in diagnostics
        group diagnostic.Properties[FixData.Parameter] by Find(diagnostic, model, cancellationToken)!.Value into missing
        let list = missing.Key.Declaration.ParameterList
        from change in SeparatedListText.Insert(list.Parameters, IndexIn(missing.Key.Method), list.OpenParenToken, [.. missing.Distinct(StringComparer.Ordinal)])
        select change;

    /// <summary>The method whose own attribute has the template: an interface's role is said of more methods than one.</summary>
    private static (MethodDeclarationSyntax Declaration, IMethodSymbol Method)? Find(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken) =>
        PromptSignature.Find(diagnostic.Location, model, cancellationToken) is var (declaration, method)
        && declaration.AttributeLists.Any(list => list.Span.Contains(diagnostic.Location.SourceSpan))
            ? (declaration, method)
            : null;

    /// <summary>Where the parameter goes, which has to be passed: before those that need not be, and the token.</summary>
    private static int IndexIn(IMethodSymbol method) => method.Parameters
        .TakeWhile(static parameter => !parameter.IsOptional && !parameter.IsParams && ParameterKinds.Of(parameter.Type) != ParameterKind.Token)
        .Count();
}
