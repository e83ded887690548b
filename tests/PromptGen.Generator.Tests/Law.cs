using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>
/// What holds for every declaration that compiles by itself: what is emitted compiles; a body that throws is emitted only where
/// its error is reported; and where no error is reported there is none.
/// </summary>
internal static partial class Law
{
    public static async Task HoldsAsync(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        var reported = (await run.AnalyzeAsync()).Where(IsError).Select(static diagnostic => diagnostic.Id).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain("AD0001", reported);
        if (run.Input.GetParseDiagnostics(TestContext.Current.CancellationToken).Any(IsError) || SerializerGenerator.AddTo(run.Input, run.Input).GetDiagnostics(TestContext.Current.CancellationToken).Any(IsError))
            return;

        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsError));
        Assert.All(ThrowingBody().Matches(run.EmittedText), match => Assert.Contains(match.Groups["id"].Value, reported));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001";

    [GeneratedRegex("""throw new global::System.NotSupportedException\("(?<id>[A-Z0-9]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex ThrowingBody();
}
