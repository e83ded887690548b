using CsCheck;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>The law over declarations that nobody thought of: no error is reported if and only if every prompt gets a real body, and that compiles without a warning.</summary>
public sealed class DeclarationLawTests
{
    private const int Declarations = 150;

    [Fact]
    public async Task What_no_analyzer_objects_to_is_emitted_whole()
    {
        var (right, wrong) = (0, 0);
        await RandomDeclarations.Source.SampleAsync(
            async source =>
            {
                var run = GeneratorRun.Start(source);
                if (await Law.HoldsAsync(run) is not { } errors)
                    return;
                if (errors > 0)
                {
                    Interlocked.Increment(ref wrong);
                    return;
                }

                Interlocked.Increment(ref right);
                Assert.DoesNotContain("NotSupportedException", run.EmittedText, StringComparison.Ordinal);
                Assert.Empty(run.Unsilenced.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsAmiss));
            },
            iter: Declarations,
            print: static source => source);

        // Of both there are enough for the law to mean something.
        Assert.True(right > Declarations / 10 && wrong > Declarations / 10, $"{right} declarations are right, {wrong} wrong.");
    }

    /// <summary>A class of requests may hide an inherited one: whether there is one the generator does not see.</summary>
    private static bool IsAmiss(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath != "Source.cs" && diagnostic.Id != "CS0108");
}
