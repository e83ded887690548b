using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG1006: the token that ends a call.</summary>
public sealed class AddCancellationTokenTests
{
    [Theory]
    [InlineData("", "CancellationToken cancellationToken = default")]
    [InlineData("string x", "string x, CancellationToken cancellationToken = default")]
    [InlineData("string x, int? y = null", "string x, int? y = null, CancellationToken cancellationToken = default")]
    [InlineData("\n        string x, // x\n        int y // y\n        ", "\n        string x, // x\n        int y, // y\n        CancellationToken cancellationToken = default\n        ")]
    public Task The_token_is_the_last_parameter(string parameters, string expected) => FixAsync(
        Source("{|PG1006:AskAsync|}", parameters), Source("AskAsync", expected), "Add parameter 'CancellationToken cancellationToken = default'");

    [Fact]
    public Task Every_prompt_of_a_file_gets_one() => FixAsync(
        """
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> {|PG1006:AskAsync|}();

            [Prompt("Tell {x}")]
            Task<string> {|PG1006:TellAsync|}(string x); // Behind.
        }
        """,
        """
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync(CancellationToken cancellationToken = default);

            [Prompt("Tell {x}")]
            Task<string> TellAsync(string x, CancellationToken cancellationToken = default); // Behind.
        }
        """);

    [Fact]
    public Task The_using_that_it_takes_is_added() => Verify.Fix<PromptInterfaceAnalyzer, AddCancellationTokenCodeFix>(
        "",
        "",
        configure: static test =>
        {
            test.DisabledDiagnostics.Remove("PG1006");
            test.TestState.Sources.Clear();
            test.FixedState.Sources.Clear();
            test.TestCode = """
                using System.Threading.Tasks;
                using PromptGen;

                public partial interface IAsk
                {
                    [Prompt("Ask")]
                    Task<string> {|PG1006:AskAsync|}();

                    [Prompt("Tell")]
                    Task<string> {|PG1006:TellAsync|}();
                }
                """;
            test.FixedCode = """
                using System.Threading;
                using System.Threading.Tasks;
                using PromptGen;

                public partial interface IAsk
                {
                    [Prompt("Ask")]
                    Task<string> AskAsync(CancellationToken cancellationToken = default);

                    [Prompt("Tell")]
                    Task<string> TellAsync(CancellationToken cancellationToken = default);
                }
                """;
        });

    [Theory]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> {|PG1006:AskAsync|}(params PromptImage[] images); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask {cancellationToken}\")] Task<string> {|PG1006:AskAsync|}(string cancellationToken); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> {|PG1006:AskAsync|}(); [Prompt(\"Ask\")] Task<string> AskAsync(CancellationToken cancellationToken); }")]
    public Task Nothing_is_offered_where_it_cannot_go(string source) => FixAsync(source, source);

    private static Task FixAsync(string source, string fixedSource, string? title = null) => Verify.Fix<PromptInterfaceAnalyzer, AddCancellationTokenCodeFix>(
        source, fixedSource, title, static test => test.DisabledDiagnostics.Remove("PG1006"));

    private static string Source(string name, string parameters) => $$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
        #pragma warning disable PG2004
            Task<string> {{name}}({{parameters}}); // Behind.
        }
        """;
}
