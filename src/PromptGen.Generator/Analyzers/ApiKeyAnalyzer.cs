using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Finds keys that are written down in the source.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiKeyAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Real keys are longer; what local servers want ("ollama", "none", "sk-local") is shorter.</summary>
    private const int MinLength = 16;

    private const string Property = "ApiKey";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.KeyInSource];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is not null)
                start.RegisterExpressionAction<AssignmentExpressionSyntax>(IsCandidate, Analyze);
        });
    }

    private static bool IsCandidate(AssignmentExpressionSyntax assignment) =>
        assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression
        && assignment.Left.DescendantTokens().Any(static token => token.ValueText == Property);

    private static void Analyze(SemanticModelAnalysisContext context, IOperation operation)
    {
        if (operation is not IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: Property, ContainingType: var type } }, Value: var assigned }
            || !type.Is(KnownNames.Namespace, KnownNames.HttpChatTransportOptions))
            return;
        var constants = new ConstantReader(context.SemanticModel.Compilation, context.CancellationToken);
        foreach (var value in Alternatives.Of(assigned))
        {
            // The message says nothing of the key: it goes into logs.
            if (constants.TryRead(value, out var constant) && constant is string text && IsKey(text))
                context.ReportDiagnostic(Diagnostic.Create(Rules.KeyInSource, value.Syntax.GetLocation()));
        }
    }

    private static bool IsKey(string text) => text.Length >= MinLength && !text.Any(char.IsWhiteSpace);
}
