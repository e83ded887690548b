using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptGen.Generator.Tests;

/// <summary>A project that does not reference PromptGen, in a solution that has it: its analyzers look once whether it is there, and no more.</summary>
public sealed class UnrelatedProjectTests
{
    private const string Source = """
        namespace PromptGen { class ChatParameters { public double Temperature { get; set; } } }
        interface IAsk { string Ask(); }
        class C { object M() => new PromptGen.ChatParameters { Temperature = 5 }; }
        """;

    [Fact]
    public async Task Nothing_is_done_there()
    {
        var compilation = CSharpCompilation.Create("Unrelated", [GeneratorRun.Parse(Source, "Source.cs")], Net100.References.All, new(OutputKind.DynamicallyLinkedLibrary));
        var options = new AnalyzerOptions([new InMemoryText("promptgen.models.txt", "x"), new InMemoryText("a.prompt.md", "{")]);
        var run = compilation.WithAnalyzers(GeneratorRun.Analyzers, options);
        Assert.Empty(await run.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.True(GeneratorRun.Analyzers.Length >= 6);
        foreach (var analyzer in GeneratorRun.Analyzers)
        {
            var counts = await run.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
            Assert.Equal(1, counts.CompilationStartActionsCount);
            Assert.Equal(
                0,
                counts.AdditionalFileActionsCount + counts.CodeBlockActionsCount + counts.CodeBlockStartActionsCount + counts.CompilationActionsCount + counts.CompilationEndActionsCount
                    + counts.OperationActionsCount + counts.OperationBlockActionsCount + counts.OperationBlockStartActionsCount + counts.SemanticModelActionsCount + counts.SymbolActionsCount
                    + counts.SymbolStartActionsCount + counts.SyntaxNodeActionsCount + counts.SyntaxTreeActionsCount);
        }
    }
}
