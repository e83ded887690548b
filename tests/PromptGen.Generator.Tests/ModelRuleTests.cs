using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>PG3xxx of declarations: what a prompt's model does not take is marked where it is written down.</summary>
public sealed class ModelRuleTests
{
    [Theory]
    [InlineData("Temperature = {|PG3002:2.5|}")]
    [InlineData("Temperature = {|PG3002:-(0.5 * 3)|}")]
    [InlineData("Temperature = {|PG3002:double.NaN|}")]
    [InlineData("Temperature = {|PG3002:2 + 1|}, TopK = 5")]
    [InlineData("TopP = {|PG3002:0|}")]
    [InlineData("TopP = 0.01f")]
    [InlineData("Seed = {|PG3002:0|}")]
    [InlineData("Stop = {|PG3002:new[] { \"a\", \"b\", \"c\", \"d\", \"e\" }|}")]
    [InlineData("Stop = {|PG3002:[\"a\", \"b\", \"c\", \"d\", \"e\"]|}")]
    [InlineData("MaxTokens = {|PG3002:0|}")]
    [InlineData("MaxTokens = 5, MaxCompletionTokens = {|PG3008:6|}")]
    [InlineData("ReasoningEffort = {|PG3004:\"low\"|}")]
    [InlineData("ResponseFormat = {|PG3008:ResponseFormat.JsonSchema|}")]
    [InlineData("Temperature = 2, MinP = 0.999, FrequencyPenalty = -2, Seed = long.MaxValue, Stop = [\"a\", \"b\", \"c\", \"d\"]")]
    public Task A_value_is_held_to_its_model(string parameters) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask\", Model = \"google/gemma-3-27b-it\", {parameters})] Task<string> AskAsync(); }}");

    [Theory]
    [InlineData("Temperature = {|PG3003:1.5|}")]
    [InlineData("Temperature = {|PG3002:2.5|}")]
    [InlineData("Temperature = 1")]
    [InlineData("Model = \"nobody/knows\", TopK = {|PG3003:0|}")]
    [InlineData("ReasoningEffort = {|PG3003:\"somewhat\"|}")]
    public Task A_value_for_an_unknown_model_is_held_to_what_is_portable_and_possible(string parameters) => Verify.Analyzer(
        $"public partial interface IAsk {{ [Prompt(\"Ask\", {parameters})] Task<string> AskAsync(); }}");

    [Fact]
    public Task A_value_is_marked_where_it_is_written() => Verify.Analyzer("""
        [PromptDefaults(Model = "claude-sonnet-4-5-20250929", Temperature = {|PG3002:1.5|})]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync();

            [Prompt("Ask again")]
            Task<string> AgainAsync();

            [Prompt("Ask coolly", Temperature = 0.5)]
            Task<string> CoollyAsync();

            [Prompt("Ask otherwise", Model = "google/gemma-3-27b-it")]
            Task<string> OtherwiseAsync();
        }
        """);

    [Fact]
    public Task What_another_declaration_sets_is_marked_at_the_model() => Verify.Analyzer("""
        [assembly: PromptDefaults(Temperature = 1.5)]

        public partial interface IAsk
        {
            [Prompt("Ask", Model = {|PG3002:"claude-sonnet-4-5-20250929"|})]
            Task<string> AskAsync();
        }

        [PromptDefaults(Model = "google/gemma-3-27b-it")]
        public partial interface IFine
        {
            [Prompt("Ask")]
            Task<string> AskAsync();
        }

        public partial interface {|PG3003:INone|}
        {
            [Prompt("Ask")]
            Task<string> AskAsync();

            [Prompt("Ask again")]
            Task<string> AgainAsync();
        }
        """);

    [Fact]
    public Task An_inherited_prompt_is_held_to_the_clients_model() => Verify.Analyzer("""
        [SystemRole("You are terse.")]
        [PromptDefaults(Model = "google/gemma-3-27b-it")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<Answer> AskAsync();
        }

        [PromptDefaults(Model = {|PG3005:{|PG3012:"google/gemma-3-4b-it"|}|})]
        public partial interface ISmall : IAsk;

        [PromptDefaults(Temperature = 0.5)]
        public partial interface ICool : IAsk;

        public record Answer(int Value);
        """);

    [Fact]
    public Task Roles_formats_and_parts_are_held_to_the_model() => Verify.Analyzer("""
        [{|PG3005:SystemRole("You are terse.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|PG3012:Task<Answer>|} AskAsync(PromptImage image);

            [Prompt("Ask")]
            {|PG3012:IAsyncEnumerable<Answer>|} ListAsync();

            [Prompt("Ask", ResponseFormat = ResponseFormat.PromptOnly)]
            Task<Answer> OnlyAsync();

            [Prompt("Ask", ResponseFormat = {|PG3006:ResponseFormat.JsonSchema|})]
            Task<Answer> SchemaAsync();

            [{|PG3005:DeveloperRole("You are kind.")|}]
            [Prompt("Ask", ResponseFormat = {|PG3006:ResponseFormat.JsonObject|})]
            Task<string> KindlyAsync();

            [Prompt("Ask", Model = "alibaba/qwen-turbo")]
            Task<string> ShowAsync(IReadOnlyList<PromptImage> {|PG3007:images|}, PromptFile? {|PG3007:file|});

            [Prompt("Ask", Model = "nobody/knows")]
            Task<Answer> AnyAsync(PromptImage image);
        }

        public record Answer(int Value);
        """);

    [Fact]
    public Task PG3010_marks_stop_texts_of_a_typed_prompt() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt("Ask", Stop = {|PG3010:["END"]|})]
            Task<Answer> AskAsync();

            [Prompt("Ask", Stop = ["END"])]
            Task<string> TextAsync();
        }

        public record Answer(int Value);
        """);

    [Fact]
    public async Task Suggestions_stand_at_the_second_of_two()
    {
        var findings = await GeneratorRun.Start(Verify.Usings + """
            public partial interface IAsk
            {
                [Prompt("Ask", Temperature = 0.5, TopP = 0.9)]
                Task<string> AskAsync(CancellationToken cancellationToken);

                [Prompt("Ask", Model = "google/gemma-4-31b-it", MaxCompletionTokens = 9)]
                Task<string> LimitAsync(CancellationToken cancellationToken);
            }
            """).AnalyzeAsync(DiagnosticSeverity.Info);
        Assert.Equal(["PG3009 0.9", "PG3011 9"], findings.Select(Verify.Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_projects_own_models_count()
    {
        const string Source = "public partial interface IAsk { [Prompt(\"Ask\", Model = \"my/model\", Temperature = 5)] Task<string> AskAsync(); }";
        var own = new InMemoryText("promptgen.models.txt", "model my/model\n  temperature 0..4\n  roles user\n  formats none\n  content text\n");
        var run = GeneratorRun.Start(Verify.Usings + Source).With([own]);
        Assert.Equal("PG3002 5", Verify.Describe(Assert.Single(await run.AnalyzeAsync())));
        Assert.Contains("NotSupportedException(\"PG3002:", run.EmittedText, StringComparison.Ordinal);
        var fixedRun = GeneratorRun.Start(Verify.Usings + Source.Replace("= 5", "= 4", StringComparison.Ordinal)).With([own]);
        Assert.Empty(await fixedRun.AnalyzeAsync());
        Assert.DoesNotContain("NotSupportedException", fixedRun.EmittedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_throws_says_the_same_as_the_diagnostic()
    {
        var run = GeneratorRun.Start(Verify.Usings + "public partial interface IAsk { [Prompt(\"Ask\", Model = \"claude-sonnet-4-5-20250929\", Temperature = 1.5)] Task<string> AskAsync(); }");
        var message = Assert.Single(await run.AnalyzeAsync([new PromptInterfaceAnalyzer()]), static finding => finding.Id == "PG3002").GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"NotSupportedException({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral("PG3002: " + message, quote: true)})", run.EmittedText, StringComparison.Ordinal);
    }
}
