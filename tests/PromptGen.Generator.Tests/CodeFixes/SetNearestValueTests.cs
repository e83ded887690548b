using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>The fix of PG3002 and PG3003: the nearest value that is allowed.</summary>
public sealed class SetNearestValueTests
{
    [Theory]
    [InlineData("Temperature = {|PG3002:2.5|}", "Temperature = 2")]
    [InlineData("Temperature = /* hot */ {|PG3002:-(0.5 * 3)|} /* cold */", "Temperature = /* hot */ 0 /* cold */")]
    [InlineData("TopP = {|PG3002:0f|}", "TopP = 0.01")]
    [InlineData("MaxTokens = {|PG3002:0|}, Temperature = 1", "MaxTokens = 1, Temperature = 1")]
    public Task A_value_becomes_the_nearest_one(string before, string after) => Verify.Fix<PromptInterfaceAnalyzer, SetNearestValueCodeFix>(
        Declare($"Model = \"google/gemma-3-27b-it\", {before}"), Declare($"Model = \"google/gemma-3-27b-it\", {after}"));

    [Theory]
    [InlineData("Temperature = {|PG3003:1.5|}", "Temperature = 1")]
    [InlineData("Model = \"openai/gpt-5-2025-08-07\", ReasoningEffort = {|PG3002:\"LOW\"|}", "Model = \"openai/gpt-5-2025-08-07\", ReasoningEffort = \"low\"")]
    public Task What_is_nearest_is_said_by_what_is_known_of_the_model(string before, string after) =>
        Verify.Fix<PromptInterfaceAnalyzer, SetNearestValueCodeFix>(Declare(before), Declare(after));

    [Fact]
    public Task All_values_of_an_initializer_are_set() => Verify.Fix<ChatParametersAnalyzer, SetNearestValueCodeFix>(
        """
        public static class Use
        {
            private static readonly double Hot = 3;

            public static ChatParameters Known() => new()
            {
                Model = "google/gemma-3-27b-it",
                // as hot as it gets
                Temperature = {|PG3002:Hot|}, // whatever that is
                Seed = {|PG3002:0L|},
            };

            public static ChatParameters Unknown(ChatParameters parameters) => parameters with { Temperature = {|PG3003:1.5f|} };
        }
        """,
        """
        public static class Use
        {
            private static readonly double Hot = 3;

            public static ChatParameters Known() => new()
            {
                Model = "google/gemma-3-27b-it",
                // as hot as it gets
                Temperature = 2, // whatever that is
                Seed = 1,
            };

            public static ChatParameters Unknown(ChatParameters parameters) => parameters with { Temperature = 1 };
        }
        """);

    [Fact]
    public Task The_light_bulb_says_the_value() => Verify.Fix<PromptInterfaceAnalyzer, SetNearestValueCodeFix>(
        Declare("Temperature = {|PG3003:1.5|}"), Declare("Temperature = 1"), "Set 1");

    [Theory]
    [InlineData("Temperature = {|PG3002:double.NaN|}")]
    [InlineData("Stop = {|PG3002:[\"a\", \"b\", \"c\", \"d\", \"e\"]|}")]
    public Task Nothing_is_offered_where_no_value_is_nearest(string parameters) =>
        Verify.NoFix<PromptInterfaceAnalyzer, SetNearestValueCodeFix>(Declare($"Model = \"google/gemma-3-27b-it\", {parameters}"));

    [Fact]
    public Task Nothing_is_offered_where_another_declaration_sets_the_value() => Verify.NoFix<PromptInterfaceAnalyzer, SetNearestValueCodeFix>("""
        [assembly: PromptDefaults(Temperature = 1.5)]

        public partial interface IAsk
        {
            [Prompt("Ask", Model = {|PG3002:"claude-sonnet-4-5-20250929"|})]
            Task<string> AskAsync();
        }

        public partial interface {|PG3003:INone|}
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }
        """);

    private static string Declare(string parameters) => $"public partial interface IAsk {{ [Prompt(\"Ask\", {parameters})] Task<string> AskAsync(); }}";
}
