using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Tests;

namespace PromptGen.Generator.Tests.Models;

/// <summary>The user's own models, as an additional file of the project.</summary>
public sealed partial class ModelsFileTests
{
    private const string Source = """
        using System.Threading.Tasks;
        using PromptGen;

        internal partial interface IAsk
        {
            [Prompt("Ask", Model = "my/model", MaxCompletionTokens = 5)]
            Task<string> AskAsync();

            [Prompt("Ask", Model = "google/gemma-4-31b-it")]
            Task<string> KnownAsync();
        }
        """;

    private const string Mine = """
        model my/model
          max_tokens 1..
          roles user
          formats none
          content text
        """;

    [Fact]
    public void What_a_model_differs_in_is_baked_into_the_prompt()
    {
        var emitted = Run(null).EmittedText;
        Assert.DoesNotContain("new(\"my/model\")", emitted, StringComparison.Ordinal);
        Assert.Contains("new(\"google/gemma-4-31b-it\") { HasMaxCompletionTokens = false });", emitted, StringComparison.Ordinal);

        emitted = Run(Mine).EmittedText;
        Assert.Contains("new(\"my/model\") { HasMaxCompletionTokens = false, HasStreamOptions = false });", emitted, StringComparison.Ordinal);
        Assert.Contains("new(\"google/gemma-4-31b-it\") { HasMaxCompletionTokens = false });", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_in_the_file_changes_nothing()
    {
        var first = Run(Mine);
        var driver = first.Driver.ReplaceAdditionalText(Files[0], new TextFile("# A comment.\n" + Mine));
        var result = driver.RunGenerators(first.Input, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.All(
            result.TrackedSteps[Steps.Clients].SelectMany(static run => run.Outputs),
            static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public async Task PG3001_marks_the_place_in_the_file()
    {
        var diagnostic = Assert.Single(await AnalyzeAsync("model my/model\n  temperature 0-2\n  roles user\n  formats none\n  content text\n"));
        Assert.Equal("PG3001", diagnostic.Id);
        var span = diagnostic.Location.GetLineSpan();
        Assert.Equal("folder/promptgen.models.txt", span.Path);
        Assert.Equal((1, 14), (span.StartLinePosition.Line, span.StartLinePosition.Character));
        Assert.Empty(await AnalyzeAsync(Mine));
    }

    [Fact]
    public async Task The_page_of_PG3001_has_a_wrong_and_a_right_file()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "rules", "PG3001.md"), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(page).Select(static match => match.Groups[1].Value).ToList();
        Assert.Single(await AnalyzeAsync(blocks[0]));
        Assert.Empty(await AnalyzeAsync(blocks[1]));
    }

    private static readonly ImmutableArray<AdditionalText> Files = [new TextFile(Mine)];

    private static GeneratorRun Run(string? models)
    {
        var run = GeneratorRun.Start(Source);
        return models is null ? run : run.With(Files);
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string models) => CSharpCompilation.Create("Test")
        .WithAnalyzers([new ModelsFileAnalyzer()], new AnalyzerOptions([new TextFile(models), new TextFile("nonsense", "other.txt")]))
        .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    private sealed class TextFile(string text, string name = "folder/promptgen.models.txt") : AdditionalText
    {
        public override string Path => name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    [GeneratedRegex("^```text[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
