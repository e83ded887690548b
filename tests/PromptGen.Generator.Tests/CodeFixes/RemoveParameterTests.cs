using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG2004: a parameter that changes nothing.</summary>
public sealed class RemoveParameterTests
{
    [Theory]
    [InlineData("string {|PG2004:a|}", "")]
    [InlineData("\n        string {|PG2004:a|}\n    ", "")]
    [InlineData("string {|PG2004:a|}, string x", "string x")]
    [InlineData("string x, string {|PG2004:a|}", "string x")]
    [InlineData("string x, string {|PG2004:a|} = \"\", CancellationToken cancellationToken = default", "string x, CancellationToken cancellationToken = default")]
    [InlineData("\n        string {|PG2004:a|}, // a\n        string x // x\n    ", "\n        string x // x\n    ")]
    [InlineData("\n        string x, // x\n        // about a\n        string {|PG2004:a|} // a\n    ", "\n        string x // x\n    ")]
    [InlineData("\n        string x,\n        string {|PG2004:a|} /* a */", "\n        string x")]
    [InlineData("\n        string {|PG2004:a|}, string x", "\n        string x")]
    [InlineData("string {|PG2004:a|},\n        string x", "string x")]
    public Task The_parameter_goes_with_what_is_said_of_it(string parameters, string expected) => Verify.Fix<PromptInterfaceAnalyzer, RemoveParameterCodeFix>(
        Source(parameters), Source(expected), "Remove parameter 'a'");

    [Theory]
    [InlineData("string {|PG2004:a|}, string {|PG2004:b|}, string {|PG2004:c|}", "")]
    [InlineData("string {|PG2004:a|}, string x, string {|PG2004:b|}, string {|PG2004:c|}", "string x")]
    [InlineData("string {|PG2004:a|},\n        string {|PG2004:b|},\n        string x, string {|PG2004:c|}", "string x")]
    [InlineData("\n        string {|PG2004:a|}, string {|PG2004:b|},\n        string x, // x\n        string {|PG2004:c|}", "\n        string x // x\n        ")]
    public Task Neighbours_go_together(string parameters, string expected) => Verify.Fix<PromptInterfaceAnalyzer, RemoveParameterCodeFix>(
        Source(parameters), Source(expected));

    [Fact]
    public Task The_documentation_goes_along() => Verify.Fix<PromptInterfaceAnalyzer, RemoveParameterCodeFix>(
        """
        public partial interface IAsk
        {
            /// <summary>Asks.</summary>
            /// <param name="a">
            /// Nothing.
            /// </param>
            /// <param name="x">What.</param> <param name="b"/>
            /// <returns>Something.</returns>
            [Prompt("Ask {x}")]
            Task<string> AskAsync(string {|PG2004:a|}, string x, string {|PG2004:b|});

            /** <param name="a">Nothing.</param>
              * <param name="b">Nothing either.</param>
              */
            [Prompt("Tell")]
            Task<string> TellAsync(string {|PG2004:a|}, string {|PG2004:b|});

            /// <param name="a">Nothing.</param> <param name="b">Nothing either.</param>
            [Prompt("Say")]
            Task<string> SayAsync(string {|PG2004:a|}, string {|PG2004:b|});
        }
        """,
        """
        public partial interface IAsk
        {
            /// <summary>Asks.</summary>
            /// <param name="x">What.</param>
            /// <returns>Something.</returns>
            [Prompt("Ask {x}")]
            Task<string> AskAsync(string x);

            /**
              */
            [Prompt("Tell")]
            Task<string> TellAsync();

            [Prompt("Say")]
            Task<string> SayAsync();
        }
        """);

    [Theory]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(string {|PG2004:a|}); [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(string {|PG2004:a|}\n#if X\n, int b\n#endif\n); }")]
    public Task Nothing_is_offered_where_it_would_break_the_interface(string source) => Verify.Fix<PromptInterfaceAnalyzer, RemoveParameterCodeFix>(source, source);

    private static string Source(string parameters) => $$"""
        public partial interface IAsk
        {
            [Prompt("Ask{{(parameters.Contains("string x", StringComparison.Ordinal) ? " {x}" : "")}}")]
            Task<string> AskAsync({{parameters}}); // Behind.
        }
        """;
}
