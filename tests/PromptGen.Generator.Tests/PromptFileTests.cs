using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Tests;

/// <summary>Templates that are files: where they are found, what of them is sent, and where in them something is wrong.</summary>
public sealed class PromptFileTests
{
    private const string Folder = "/app/src/Prompts";

    [Theory]
    [InlineData("review.prompt.md", "/app/src/Prompts/review.prompt.md")]
    [InlineData("./more/../review.prompt.md", "/app/src/Prompts/review.prompt.md")]
    [InlineData("..\\\\review.prompt.md", "/app/src/review.prompt.md")]
    [InlineData("texts/review.prompt.md", "/app/texts/review.prompt.md")]
    [InlineData("/elsewhere/review.prompt.md", "/elsewhere/review.prompt.md")]
    [InlineData("Review.prompt.md", "/app/src/Prompts/review.PROMPT.md")]
    public async Task A_file_is_looked_for_beside_the_source_and_in_the_project(string name, string path)
    {
        var run = Run(Ask(name), (path, "Ask {x}."));
        Assert.Contains("writer.Append(\"Ask \"u8);", run.EmittedText, StringComparison.Ordinal);
        Assert.Empty(await FindingsAsync(run));
    }

    [Fact]
    public async Task The_file_beside_the_source_comes_first()
    {
        var run = Run(Ask("a.prompt.md"), ("/app/a.prompt.md", "Far {x}"), (Folder + "/a.prompt.md", "Near {x}"));
        Assert.Contains("\"Near \"u8", run.EmittedText, StringComparison.Ordinal);
        Assert.DoesNotContain("Far", run.EmittedText, StringComparison.Ordinal);
        Assert.Empty(await FindingsAsync(run));
    }

    [Theory]
    [InlineData("One\r\n{x}\r\n", "\"One\\n\"u8")]
    [InlineData("One\n{x}\n", "\"One\\n\"u8")]
    [InlineData("\uFEFFOne\n{x}", "\"One\\n\"u8")]
    public void Line_ends_are_normal_and_the_last_one_is_no_text(string text, string emitted)
    {
        var run = Run(Ask("a.prompt.md"), (Folder + "/a.prompt.md", text));
        Assert.Contains(emitted, run.EmittedText, StringComparison.Ordinal);
        Assert.DoesNotContain("\"\\n\"u8", run.EmittedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_files_too()
    {
        var run = Run(
            "[SystemRole(File = \"role.prompt.md\")] " + Ask("a.prompt.md"),
            (Folder + "/role.prompt.md", "You are {mood}."),
            (Folder + "/a.prompt.md", "Ask {x}."));
        Assert.Equal(["PG2002 role.prompt.md(1,9)-(1,15)"], await FindingsAsync(run));
    }

    [Theory]
    [InlineData("\"missing.prompt.md\"", "PG2007 \"missing.prompt.md\"")]
    [InlineData("\"a.txt\"", "PG2007 \"a.txt\"")]
    [InlineData("null", "PG2007 null")]
    public async Task PG2007_marks_the_name_of_a_file_that_is_not_there(string name, string finding) => Assert.Equal(
        [finding],
        await FindingsAsync(Run("public partial interface IAsk { [Prompt(File = " + name + ")] Task<string> AskAsync(string x); }", (Folder + "/a.txt", "Ask {x}"))));

    [Fact]
    public async Task PG2007_marks_a_file_beside_a_template() => Assert.Equal(
        ["PG2007 \"a.prompt.md\""],
        await FindingsAsync(Run("public partial interface IAsk { [Prompt(\"Ask {x}\", File = \"a.prompt.md\")] Task<string> AskAsync(string x); }", (Folder + "/a.prompt.md", "Ask {x}"))));

    [Fact]
    public async Task What_is_wrong_inside_the_file_is_marked_there_and_nowhere_else() => Assert.Equal(
        ["PG2001 a.prompt.md(5,1)-(5,2)", "PG2002 a.prompt.md(2,5)-(2,8)", "PG2005 a.prompt.md(3,4)-(3,11)", "PG2006 a.prompt.md(4,4)-(4,5)"],
        await FindingsAsync(Run(Ask("a.prompt.md"), (Folder + "/a.prompt.md", "Ask\r\nand {y}\r\n{x.Lenghth}\r\n{x:Q}\r\n}\r\n"))));

    [Fact]
    public async Task A_file_that_two_prompts_share_is_held_to_both() => Assert.Equal(
        ["PG2002 a.prompt.md(1,5)-(1,8)"],
        await FindingsAsync(Run(
            "public partial interface IAsk { [Prompt(File = \"a.prompt.md\")] Task<string> AskAsync(string x); [Prompt(File = \"a.prompt.md\")] Task<string> BothAsync(string y, int x); }",
            (Folder + "/a.prompt.md", "Ask {y} {x}"))));

    [Fact]
    public async Task An_error_in_the_file_leaves_a_body_that_throws()
    {
        var run = Run(Ask("a.prompt.md"), (Folder + "/a.prompt.md", "Ask {y}"));
        Assert.Contains("NotSupportedException(\"PG2002:", run.EmittedText, StringComparison.Ordinal);
        Assert.NotEmpty(await FindingsAsync(run));
    }

    [Fact]
    public void An_edit_of_a_file_writes_its_clients_again_and_an_edit_elsewhere_nothing()
    {
        const string Other = " public partial interface IOther { [Prompt(\"Other\")] Task<string> OtherAsync(); }";
        var run = Run(Ask("a.prompt.md") + Other, (Folder + "/a.prompt.md", "Ask {x}"));
        var edited = run.Replace(run.Files[0], new InMemoryText(Folder + "/a.prompt.md", "Tell me about {x}"));
        Assert.Equal(1, edited.OutputsRedone);
        Assert.Contains("Tell me about", edited.EmittedText, StringComparison.Ordinal);

        var elsewhere = edited.Continue(edited.Input.AddSyntaxTrees(GeneratorRun.Parse("internal class Dummy;", "Dummy.cs")));
        Assert.Equal(0, elsewhere.OutputsRedone);
        Assert.All(elsewhere.Reasons(Steps.Clients), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static string Ask(string file) => $"public partial interface IAsk {{ [Prompt(File = \"{file}\")] Task<string> AskAsync(string x); }}";

    private static GeneratorRun Run(string source, params (string Path, string Text)[] files) => GeneratorRun.Start(
        GeneratorRun.Compile([GeneratorRun.Parse(Verify.Usings + source, Folder + "/Source.cs")], OutputKind.DynamicallyLinkedLibrary),
        [.. files.Select(static file => new InMemoryText(file.Path, file.Text))],
        new ProjectOptions("/app/"));

    private static async Task<IEnumerable<string>> FindingsAsync(GeneratorRun run)
    {
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var options = new AnalyzerOptions([.. run.Files], new ProjectOptions("/app/"));
        var findings = await run.Output.WithAnalyzers([new PromptInterfaceAnalyzer(), new TemplateFileAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return findings.Where(static finding => finding.Severity >= DiagnosticSeverity.Warning)
            .Select(static finding => finding.Location.Kind == LocationKind.ExternalFile ? $"{finding.Id} {Describe(finding.Location.GetLineSpan())}" : Verify.Describe(finding))
            .Order(StringComparer.Ordinal);
    }

    private static string Describe(FileLinePositionSpan span) =>
        $"{Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})-({span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";

    private sealed class ProjectOptions(string folder) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(folder);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(null);

        private sealed class Options(string? folder) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.projectdir" ? folder : null;
                return value is not null;
            }
        }
    }
}
