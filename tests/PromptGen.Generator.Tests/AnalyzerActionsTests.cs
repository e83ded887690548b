using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptGen.Generator.Tests;

/// <summary>
/// What analyzers ask of the compiler. Some of them look at generated code, and with those the compiler makes the operations of all
/// that is emitted, and visits its every node, as soon as any one asks for operations or nodes: that was a third of a build.
/// </summary>
public sealed class AnalyzerActionsTests
{
    [Fact]
    public async Task None_asks_for_operations_or_nodes()
    {
        var run = GeneratorRun.Start("public partial interface IAsk { [Prompt(\"Hi.\")] Task<string> AskAsync(CancellationToken cancellationToken = default); }")
            .Output.WithAnalyzers(GeneratorRun.Analyzers);
        Assert.Empty(await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        var actions = 0;
        foreach (var analyzer in GeneratorRun.Analyzers)
        {
            var counts = await run.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
            Assert.Equal(
                0,
                counts.CodeBlockActionsCount + counts.CodeBlockStartActionsCount + counts.OperationActionsCount + counts.OperationBlockActionsCount + counts.OperationBlockStartActionsCount
                    + counts.SymbolStartActionsCount + counts.SyntaxNodeActionsCount);
            actions += counts.SemanticModelActionsCount + counts.SymbolActionsCount;
        }

        Assert.True(actions >= 5);
    }
}
