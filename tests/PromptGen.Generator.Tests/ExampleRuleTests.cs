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
    public async Task PG2009_says_where_a_list_belongs()
    {
        var source = Verify.Usings + "public partial interface IList { [Prompt(\"List.\"), Example(\"List.\", \"[1,2]\")] Task<int[]> ListAsync(); }";
        var finding = Assert.Single(await GeneratorRun.Start(source).AnalyzeAsync(), static finding => finding.Id == "PG2009");
        Assert.EndsWith("an object with the member \"value\" should stand here, and this in it", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Text_is_answered_by_any_text() => Verify.Analyzer("""
        public partial interface IAsk
        {
            [Prompt("Ask {x}"), Example("{", "Ask {y} \"")]
            Task<string> AskAsync(string x);
        }
        """);

    [Fact]
    public Task PG2010_marks_the_member_that_has_no_examples() => Verify.Analyzer("""
        public partial interface ICritic
        {
            [Prompt("Review {product}.")]
            [Examples(nameof(Right)), Examples("AlsoRight"), Examples(typeof(Elsewhere), nameof(Elsewhere.Inherited)), Examples(member: "Field", type: typeof(Elsewhere))]
            [Examples({|PG2010:"Rigth"|}), Examples({|PG2010:nameof(Wrong)|}), Examples({|PG2010:nameof(OfText)|}), Examples({|PG2010:nameof(ReviewAsync)|}), Examples({|PG2010:nameof(WithArgument)|})]
            [Examples(typeof(Elsewhere), {|PG2010:"Hidden"|}), Examples(member: {|PG2010:"Gone"|}, type: typeof(Elsewhere)), Examples(typeof(Generic<>), {|PG2010:"All"|}), Examples(typeof(Generic<int>), "All")]
            [Examples(typeof(Elsewhere), {|PG2010:"SetOnly"|}), Examples(typeof(Elsewhere), {|PG2010:"OfInstance"|}), Examples({|PG2010:""|})]
            Task<Review> ReviewAsync(string product);

            private static PromptExample<Review>[] Right => [new("Review kettles.", new("Sings.", 5, null))];
            static IEnumerable<PromptExample<Review>> AlsoRight() => Right;
            static PromptExample<Review> Wrong => Right[0];
            static List<PromptExample<string>> OfText => [];
            static IEnumerable<PromptExample<Review>> WithArgument(int count) => Right;
        }

        public class Elsewhere : Base
        {
            internal static readonly List<PromptExample<Review>> Field = [];
            private static List<PromptExample<Review>> Hidden => [];
            [Obsolete("No more.", true)] public static List<PromptExample<Review>> Gone => [];
            public static List<PromptExample<Review>> SetOnly { set { } }
            public List<PromptExample<Review>> OfInstance => [];
        }

        public class Base { public static List<PromptExample<Review>> Inherited => []; }

        public static class Generic<T> { public static List<PromptExample<Review>> All => []; }
        """ + Review);

    [Fact]
    public Task PG2010_holds_examples_to_the_list_that_a_stream_sends() => Verify.Analyzer("""
        public partial interface ILister
        {
            [Prompt("List."), Examples(nameof(Lists)), Examples({|PG2010:nameof(Items)|})]
            IAsyncEnumerable<int> StreamAsync();

            [Prompt("Tell."), Examples(nameof(Texts)), Examples({|PG2010:nameof(Items)|})]
            IAsyncEnumerable<string> TellAsync();

            static PromptExample<IReadOnlyList<int>>[] Lists => [new("List.", [1, 2])];
            static PromptExample<int>[] Items => [];
            static PromptExample<string>[] Texts => [];
        }
        """);

    [Fact]
    public async Task PG2010_says_why()
    {
        var source = """
            public partial interface ICritic
            {
                [Prompt("Review."), Examples("Kettels"), Examples("Texts")]
                Task<Review> ReviewAsync();

                static PromptExample<Review>[] Kettles => [];
                static PromptExample<string>[] Texts => [];
            }
            """ + Review;
        var findings = (await GeneratorRun.Start(Verify.Usings + source).AnalyzeAsync()).Where(static finding => finding.Id == "PG2010").Select(static finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            [
                "No examples of 'ICritic.ReviewAsync' can be taken from 'Kettels': ICritic has no static property, field or method without parameters of this name; 'Kettles' may be meant",
                "No examples of 'ICritic.ReviewAsync' can be taken from 'Texts': it is of type 'PromptGen.PromptExample<string>[]', and examples are an 'IEnumerable<PromptExample<Review>>'",
            ],
            findings);
    }

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
