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
    public void What_is_known_of_a_model_is_baked_into_the_assembly()
    {
        var emitted = Run(null).EmittedText;
        Assert.DoesNotContain("new(\"my/model\"", emitted, StringComparison.Ordinal);
        Assert.Contains("new(\"google/gemma-4-31b-it\", Any)", emitted, StringComparison.Ordinal);

        emitted = Run(Mine).EmittedText;
        Assert.Contains(
            """
            new("my/model", Any)
                    {
                        MaxTokens = new(1, null),
                        MaxCompletionTokens = null,
                        Temperature = null,
            """.ReplaceLineEndings("\n"),
            emitted,
            StringComparison.Ordinal);
        Assert.Contains("new(\"google/gemma-4-31b-it\", Any)", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_bound_in_the_file_leaves_the_clients_as_they_are()
    {
        var first = Run(Mine);
        var result = Edit(first, Mine.Replace("max_tokens 1..", "max_tokens 1..9", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, Steps.KnownModels));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(result, Steps.Clients));
    }

    [Fact]
    public void A_comment_in_the_file_changes_nothing()
    {
        var first = Run(Mine);
        var result = Edit(first, "# A comment.\n" + Mine);
        Assert.All(
            Reasons(result, Steps.Clients).Concat(Reasons(result, Steps.KnownModels)),
            static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
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

    private static GeneratorRunResult Edit(GeneratorRun run, string models) => run.Driver.ReplaceAdditionalText(Files[0], new TextFile(models))
        .RunGenerators(run.Input, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string models) => CSharpCompilation.Create("Test", references: GeneratorRun.References)
        .WithAnalyzers([new ModelsFileAnalyzer()], new AnalyzerOptions([new TextFile(models), new TextFile("nonsense", "other.txt")]))
        .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    internal sealed class TextFile(string text, string name = "folder/promptgen.models.txt") : AdditionalText
    {
        public override string Path => name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    [GeneratedRegex("^```text[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
