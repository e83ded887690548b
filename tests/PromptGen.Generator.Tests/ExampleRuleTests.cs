namespace PromptGen.Generator.Tests;

/// <summary>PG2009: where it is reported, and what is left alone.</summary>
public sealed class ExampleRuleTests
{
    private const string Review = """

        public sealed record Review(string Verdict, [property: System.ComponentModel.DataAnnotations.Range(1, 5)] int Stars, Mood? Mood);

        public enum Mood { Good, Bad }
        """;

    [Theory]
    [InlineData("{\"verdict\":\"Sings.\",\"stars\":5,\"mood\":null}")]
    [InlineData(" {\"mood\": \"Good\", \"verdict\": \"\", \"stars\": 5.0}\\n")]
    [InlineData("{|PG2009:{|}\"verdict\":\"\",\"stars\":5}")]
    [InlineData("{\"verdict\":\"\",\"stars\":{|PG2009:6|},\"mood\":null}")]
    [InlineData("{\"verdict\":\"\",\"stars\":{|PG2009:1.5|},\"mood\":null}")]
    [InlineData("{\"verdict\":{|PG2009:null|},\"stars\":{|PG2009:\"5\"|},\"mood\":{|PG2009:\"good\"|}}")]
    [InlineData("{\"verdict\":\"\",\"stars\":5,\"mood\":null,{|PG2009:\"moods\"|}:1}")]
    [InlineData("{\"verdict\":\"\",{|PG2009:\"verdict\"|}:\"\",\"stars\":5,\"mood\":null}")]
    [InlineData("{\"verdict\":\"\",\"stars\":5,\"mood\":null{|PG2009:]|}")]
    [InlineData("{|PG2009:[]|}")]
    [InlineData("{|PG2009:G|}ood")]
    [InlineData("{\"verdict\":\"\\\\ud83d\\\\ude00\",\"stars\":5,\"mood\":null}")]
    public Task PG2009_marks_what_does_not_fit(string answer) => Verify.Analyzer($$"""
        public partial interface ICritic
        {
            [Prompt("Review {product}."), Example("Review kettles.", "{{Escape(answer)}}")]
            Task<Review> ReviewAsync(string product);
        }
        """ + Review);

    [Fact]
    public Task PG2009_marks_it_in_whatever_literal_and_argument() => Verify.Analyzer(""""
        public partial interface ICritic
        {
            [Prompt("Review {product}.")]
            [Example("Review kettles.", """
                {
                    "verdict": "Sings.",
                    "stars": {|PG2009:0|},
                    "mood": null
                }
                """)]
            [Example(assistant: @"{""verdict"":""Sings."",""stars"":5,""mood"":{|PG2009:0|}}", user: "Review pans.")]
            [Example("Review stoves.", "{\"verdict\":\"" + "Hums.\",\"stars\":{|PG2009:7|}," + "\"mood\":null}")]
            Task<Review> ReviewAsync(string product);
        }
        """" + Review);

    [Fact]
    public Task PG2009_holds_lists_to_what_is_on_the_wire() => Verify.Analyzer("""
        public partial interface ILister
        {
            [Prompt("List {count}."), Example("List 2.", "{\"value\":[1,2]}"), Example("List 2.", "{|PG2009:[1,2]|}")]
            Task<int[]> ListAsync(int count);

            [Prompt("List {count}."), Example("List 2.", "{\"value\":[1,{|PG2009:true|}]}")]
            IAsyncEnumerable<int> StreamAsync(int count);
        }
        """);

    [Fact]
    public Task PG2009_leaves_out_the_ends_that_a_range_leaves_out() => Verify.Analyzer("""
        public partial interface IMeter
        {
            [Prompt("Measure."), Example("Measure.", "{\"share\":0.1,\"count\":1,\"day\":\"2026-01-02\"}")]
            [Example("Measure.", "{\"share\":0.9,\"count\":8,\"day\":\"2026-01-30\"}")]
            [Example("Measure.", "{\"share\":{|PG2009:0|},\"count\":{|PG2009:0|},\"day\":{|PG2009:\"2026-01-01\"|}}")]
            [Example("Measure.", "{\"share\":{|PG2009:1.0|},\"count\":{|PG2009:9|},\"day\":{|PG2009:\"2026-01-31\"|}}")]
            Task<Measure> MeasureAsync();
        }

        public sealed record Measure(
            [property: Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double Share,
            [property: Range(0, 9, MinimumIsExclusive = true, MaximumIsExclusive = true)] int Count,
            [property: Range(typeof(DateOnly), "2026-01-01", "2026-01-31", MinimumIsExclusive = true, MaximumIsExclusive = true)] DateOnly Day);
        """);

    [Fact]
    public Task Text_is_answered_by_any_text() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt("Ask {x}"), Example("{", "Ask {y} \"")]
            Task<string> AskAsync(string x);
        }
        """);

    [Fact]
    public void Line_ends_and_half_characters_are_sent_as_those_of_templates_are()
    {
        var run = GeneratorRun.Start(Verify.Usings + "public partial interface IAsk { [Prompt(\"Ask.\"), Example(\"a\\r\\nb\", \"c\\ud800\")] Task<string> AskAsync(); }");
        var client = string.Concat(run.Output.SyntaxTrees.Select(static tree => tree.ToString()));
        Assert.Contains("Append(\"a\\nb\"u8)", client, StringComparison.Ordinal);
        Assert.Contains("Append(\"c\uFFFD\"u8)", client, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PG2009_says_what_should_stand_there()
    {
        var source = "public partial interface ICritic { [Prompt(\"Review.\"), Example(\"Review.\", \"{\\\"verdit\\\":\\\"\\\",\\\"stars\\\":6,\\\"mood\\\":\\\"Fine\\\"}\")] Task<Review> ReviewAsync(); }" + Review;
        var findings = (await GeneratorRun.Start(Verify.Usings + source).AnalyzeAsync()).Where(static finding => finding.Id == "PG2009").Select(static finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        const string Start = "The answer of this example is none that 'ICritic.ReviewAsync' would take: ";
        Assert.Equal(
            [
                Start + "at most 5 should stand here",
                Start + "one of \"Good\", \"Bad\" should stand here",
                Start + "the member \"verdict\" is missing",
                Start + "there is no member \"verdit\"; \"verdict\" may be meant",
            ],
            findings.Order(StringComparer.Ordinal));
    }

    private static string Escape(string answer) => answer.Replace("\"", "\\\"", StringComparison.Ordinal);
}
