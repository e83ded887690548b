using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptGen.Generator.Analyzers;

/// <summary>Looks at expressions in the files that people wrote.</summary>
internal static class WrittenExpressions
{
    /// <summary>
    /// Analyzes each expression that the syntax alone does not rule out. An operation action would do the same, and for it the compiler
    /// makes the operations of all that is emitted too, as soon as any other analyzer looks at generated code: a third of the build.
    /// </summary>
    public static void RegisterExpressionAction<TExpression>(
        this CompilationStartAnalysisContext start, Func<TExpression, bool> isCandidate, Action<SemanticModelAnalysisContext, IOperation> analyze)
        where TExpression : ExpressionSyntax =>
        start.RegisterSemanticModelAction(context =>
        {
            foreach (var expression in context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken).DescendantNodes().OfType<TExpression>())
            {
                if (isCandidate(expression) && context.SemanticModel.GetOperation(expression, context.CancellationToken) is { } operation)
                    analyze(context, operation);
            }
        });
}
