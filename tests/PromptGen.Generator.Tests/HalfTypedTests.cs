using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>Code as it is while it is typed: what the compiler reports is not said again, and is not multiplied by what is emitted.</summary>
public sealed class HalfTypedTests
{
    [Theory]
    [InlineData("[Prompt(5)] Task<string> AskAsync(int x);")]
    [InlineData("[Prompt(Unknown)] Task<string> AskAsync(int x);")]
    [InlineData("[Prompt(\"Ask {x}\")] Task<string> AskAsync(Unknown x);")]
    [InlineData("[Prompt(\"Ask {x}\")] Task<string> AskAsync(List<Unknown[]> x);")]
    [InlineData("[Prompt(\"Ask {x}\")] Task<string> AskAsync(string x, int);")]
    [InlineData("[Prompt(\"Ask\")] Unknown AskAsync();")]
    [InlineData("[Prompt(\"Ask\")] Tsak<string> AskAsync();")]
    [InlineData("[Prompt(\"Ask\")] Task<Bounded> AskAsync();")]
    public async Task What_the_compiler_reports_is_not_said_again(string method)
    {
        var source = $"public partial interface IAsk {{ {method} }} public record Bounded([property: Range(\"1\")] int X);";
        Assert.Empty(await Verify.FindingsAsync(source));
        Assert.Contains("The declaration does not compile.", GeneratorRun.Start(Verify.Usings + source).EmittedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_type_that_is_unknown_may_be_a_generators() => Assert.Equal(
        ["PG4001 Task<Unknown>"],
        await Verify.FindingsAsync("public partial interface IAsk { [Prompt(\"Ask\")] Task<Unknown> AskAsync(); }"));

    [Theory]
    [InlineData("public partial interface { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial class { public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); } }")]
    [InlineData("namespace { public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); } }")]
    public async Task Nothing_is_added_to_what_has_no_name(string source)
    {
        Assert.Empty(await Verify.FindingsAsync(source));
        Assert.Empty(GeneratorRun.Start(Verify.Usings + source).Result.GeneratedSources);
    }

    [Theory]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<E> AskAsync(); } public record E(Mood Mood); public enum Mood { Good, = 2, Bad }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); [Prompt(\"Ask\")] private partial Task<string> MoreAsync(); }")]
    [InlineData("[PromptDefaults(Unknown = 5)] public partial interface IAsk { [Prompt(\"Ask\", Model = 5, Temperature = \"x\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface IBase { [Prompt(\"Ask\")] Task<string> AskAsync(); } [PromptDefaults] public partial interface IAsk : IBase; [PromptDefaults] partial interface IAsk;")]
    public void Emitted_code_adds_no_error_to_the_compilers(string source)
    {
        var run = GeneratorRun.Start(Verify.Usings + source);
        Assert.Contains(run.Input.GetDiagnostics(TestContext.Current.CancellationToken), IsError);
        Assert.NotEmpty(run.Result.GeneratedSources);
        Assert.DoesNotContain(run.Output.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => IsError(diagnostic) && diagnostic.Location.SourceTree!.FilePath != "Source.cs");
    }

    [Fact]
    public void A_method_that_is_written_twice_is_emitted_once()
    {
        var text = GeneratorRun.Start(Verify.Usings + "public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); [Prompt(\"Ask\")] Task<string> AskAsync(); }").EmittedText;
        Assert.Equal(2, text.Split("global::IAsk.AskAsync()").Length);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
