using System.Globalization;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Models;

namespace PromptGen.Generator.Tests.Models;

/// <summary>PG3002 to PG3011 as words: what is said of which request, and what is put in place of a value.</summary>
public sealed class RequestRuleTests
{
    private const string Gemma = "google/gemma-3-27b-it";
    private const string GemmaSmall = "google/gemma-3-4b-it";
    private const string Gpt5 = "openai/gpt-5-2025-08-07";
    private const string Claude = "claude-sonnet-4-5-20250929";
    private const string Mine = "my/model";

    private static readonly ModelCatalog Catalog = ModelCatalog.Default.With(ModelCatalog.Parse("""
        model completion
          max_completion_tokens 1..4096
          repetition_penalty >0..2
          top_k >0..<100
          seed ..5000000000
          stop 2..4
          reasoning_effort low high
          roles developer user
          formats text json_object
          content text

        model wide
          max_tokens 3000000000..
          stop 2..
          roles user
          formats none
          content text
        """).Catalog);

    [Theory]
    [InlineData(Gemma, "Temperature", 2.5, "PG3002: Temperature = 2.5 is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0 to 2 -> 2")]
    [InlineData(Gemma, "Temperature", -0.1f, "PG3002: Temperature = -0.1 is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0 to 2 -> 0")]
    [InlineData(Gemma, "TopP", 0.009f, "PG3002: TopP = 0.009 is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0.01 to 1 -> 0.01")]
    [InlineData(Gemma, "TopP", 0.01f, "")]
    [InlineData(Gemma, "MinP", 0.999f, "")]
    [InlineData(Gemma, "Seed", 0L, "PG3002: Seed = 0 is out of bounds for the model 'google/gemma-3-27b-it'; set an integer of 1 or more -> 1")]
    [InlineData(Gemma, "MaxTokens", 0, "PG3002: MaxTokens = 0 is out of bounds for the model 'google/gemma-3-27b-it'; set an integer of 1 or more -> 1")]
    [InlineData(Gemma, "TopK", -7, "")]
    [InlineData(Gemma, "RepetitionPenalty", double.NaN, "PG3002: RepetitionPenalty = NaN is out of bounds for the model 'google/gemma-3-27b-it'; set a finite number")]
    [InlineData(Gemma, "Temperature", double.PositiveInfinity, "PG3002: Temperature = Infinity is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0 to 2 -> 2")]
    [InlineData(Gemma, "Temperature", float.NegativeInfinity, "PG3002: Temperature = -Infinity is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0 to 2 -> 0")]
    [InlineData(Gemma, "ReasoningEffort", "low", "PG3004: The model 'google/gemma-3-27b-it' has no parameter 'reasoning_effort'; leave ReasoningEffort out, or set another model")]
    [InlineData(Claude, "Temperature", 1.1, "PG3002: Temperature = 1.1 is out of bounds for the model 'claude-sonnet-4-5-20250929'; set a number from 0 to 1 -> 1")]
    [InlineData(Gpt5, "Temperature", 7, "PG3004: The model 'openai/gpt-5-2025-08-07' has no parameter 'temperature'; leave Temperature out, or set another model")]
    [InlineData(Gpt5, "Temperature", double.NaN, "PG3002: Temperature = NaN is out of bounds for every provider; set a number from 0 to 2")]
    [InlineData(Gpt5, "ReasoningEffort", "max", "PG3002: ReasoningEffort = \"max\" is out of bounds for the model 'openai/gpt-5-2025-08-07'; set low, medium or high -> \"high\"")]
    [InlineData(Gpt5, "ReasoningEffort", "LOW", "PG3002: ReasoningEffort = \"LOW\" is out of bounds for the model 'openai/gpt-5-2025-08-07'; set low, medium or high -> \"low\"")]
    [InlineData(Gpt5, "ReasoningEffort", "huge", "PG3002: ReasoningEffort = \"huge\" is out of bounds for the model 'openai/gpt-5-2025-08-07'; set low, medium or high")]
    [InlineData("completion", "ReasoningEffort", "medium", "PG3002: ReasoningEffort = \"medium\" is out of bounds for the model 'completion'; set low or high -> \"low\"")]
    [InlineData("completion", "RepetitionPenalty", 0, "PG3002: RepetitionPenalty = 0 is out of bounds for the model 'completion'; set a number above 0 and up to 2")]
    [InlineData("completion", "TopK", 0, "PG3002: TopK = 0 is out of bounds for the model 'completion'; set an integer above 0 and below 100 -> 1")]
    [InlineData("completion", "TopK", 100, "PG3002: TopK = 100 is out of bounds for the model 'completion'; set an integer above 0 and below 100 -> 99")]
    [InlineData("completion", "Seed", 5000000001L, "PG3002: Seed = 5000000001 is out of bounds for the model 'completion'; set an integer of 5000000000 or less -> 5000000000")]
    [InlineData("wide", "MaxTokens", 5, "PG3002: MaxTokens = 5 is out of bounds for the model 'wide'; set an integer of 3000000000 or more")]
    [InlineData("completion", "MaxTokens", 5000, "PG3002: MaxTokens = 5000 is out of bounds for the model 'completion'; set an integer from 1 to 4096 -> 4096|PG3011: The model 'completion' knows its limit as 'max_completion_tokens'; set MaxCompletionTokens instead of MaxTokens")]
    [InlineData("google/gemma-4-31b-it", "MaxCompletionTokens", 5, "PG3011: The model 'google/gemma-4-31b-it' knows its limit as 'max_tokens'; set MaxTokens instead of MaxCompletionTokens")]
    [InlineData(Mine, "Temperature", 2.1, "PG3002: Temperature = 2.1 is out of bounds for every provider; set a number from 0 to 2 -> 2")]
    [InlineData(Mine, "Temperature", 1.5, "PG3003: Temperature = 1.5 is not taken by every provider; set a number from 0 to 1, or describe 'my/model' in promptgen.models.txt -> 1")]
    [InlineData(null, "Temperature", 1.5, "PG3003: Temperature = 1.5 is not taken by every provider; set a number from 0 to 1, or a Model that takes it -> 1")]
    [InlineData(null, "RepetitionPenalty", 0, "PG3003: RepetitionPenalty = 0 is not taken by every provider; set a number above 0 and up to 2, or a Model that takes it")]
    [InlineData(null, "Seed", 0L, "PG3003: Seed = 0 is not taken by every provider; set an integer from 1 to 2147483647, or a Model that takes it -> 1")]
    [InlineData(null, "ReasoningEffort", "none", "")]
    [InlineData(null, "ReasoningEffort", "High", "PG3003: ReasoningEffort = \"High\" is not taken by every provider; set none, minimal, low, medium, high, xhigh or max, or a Model that takes it -> \"high\"")]
    [InlineData(null, "ReasoningEffort", "huge", "PG3003: ReasoningEffort = \"huge\" is not taken by every provider; set none, minimal, low, medium, high, xhigh or max, or a Model that takes it")]
    [InlineData(null, "Extra", 1, "")]
    [InlineData(null, "Temperature", null, "")]
    [InlineData(null, "Temperature", "hot", "")]
    public void A_value_is_held_to_its_model(string? model, string property, object? value, string expected) =>
        Assert.Equal(expected, Describe(Request(model, KnownParameter.Of(property, value))));

    [Theory]
    [InlineData(Gemma, 4, false, "")]
    [InlineData(Gemma, 5, false, "PG3002: Stop = 5 texts is out of bounds for the model 'google/gemma-3-27b-it'; set at most 4 texts")]
    [InlineData("completion", 1, false, "PG3002: Stop = 1 text is out of bounds for the model 'completion'; set 2 to 4 texts")]
    [InlineData("wide", 1, false, "PG3002: Stop = 1 text is out of bounds for the model 'wide'; set at least 2 texts")]
    [InlineData(Gpt5, 1, true, "PG3004: The model 'openai/gpt-5-2025-08-07' has no parameter 'stop'; leave Stop out, or set another model")]
    [InlineData(Gpt5, 0, false, "")]
    [InlineData(null, 4, false, "")]
    [InlineData(null, 5, false, "PG3003: Stop = 5 texts is not taken by every provider; set at most 4 texts, or a Model that takes it")]
    [InlineData(null, 17, false, "PG3002: Stop = 17 texts is out of bounds for every provider; set at most 16 texts")]
    [InlineData(null, 1, true, "PG3003: An empty text in Stop is not taken by every provider; leave that text out")]
    [InlineData(Gemma, 1, true, "PG3003: An empty text in Stop is not taken by every provider; leave that text out")]
    public void Stop_texts_are_counted(string? model, int count, bool hasEmpty, string expected) =>
        Assert.Equal(expected, Describe(Request(model, KnownParameter.OfTexts(count, hasEmpty))));

    [Fact]
    public void A_parameter_that_is_set_to_nobody_knows_what_is_one_that_the_model_has_or_has_not()
    {
        Assert.StartsWith("PG3004", Describe(Request(Gpt5, new KnownParameter("Temperature", null))), StringComparison.Ordinal);
        Assert.Empty(Describe(Request(Gemma, new KnownParameter("Temperature", null))));
        Assert.Empty(Describe(Request(null, new KnownParameter("Temperature", null))));
        Assert.Empty(Describe(Request(Gemma, new KnownParameter("ResponseFormat", null)) with { HasSchema = true }));
    }

    [Theory]
    [InlineData("completion", true, true, "PG3004: The model 'completion' has no parameter 'stream_options'; leave IncludeUsage out, or set another model")]
    [InlineData("completion", true, false, "")]
    [InlineData("completion", false, true, "")]
    [InlineData(Gemma, true, true, "")]
    [InlineData(Mine, true, true, "")]
    public void Usage_matters_where_a_stream_asks_for_it(string model, bool includeUsage, bool isStream, string expected) =>
        Assert.Equal(expected, Describe(Request(model, KnownParameter.Of("IncludeUsage", includeUsage)) with { IsStream = isStream }));

    [Theory]
    [InlineData(GemmaSmall, "system", "say it in the prompt, or set another model")]
    [InlineData("completion", "system", "use [DeveloperRole]")]
    [InlineData("bytedance/seed-1-8", "developer", "use [SystemRole]")]
    [InlineData("completion", "assistant", "set another model")]
    [InlineData(Gemma, "system", null)]
    [InlineData(GemmaSmall, "user", null)]
    [InlineData(Mine, "developer", null)]
    [InlineData(null, "developer", null)]
    public void A_role_is_one_that_the_model_has(string? model, string role, string? advice) => Assert.Equal(
        advice is null ? [] : [RequestProblem.Of(RequestRule.RoleNotTaken, role, model!, role, advice)],
        Problems(Request(model) with { Roles = new([role, "user", role]) }));

    [Theory]
    [InlineData(GemmaSmall, true, null, "json_schema", "PG3012: The model 'google/gemma-3-4b-it' has no response format 'json_schema': the prompt ends with the schema instead, which the model may ignore; set ResponseFormat to PromptOnly if that is meant, or set another model")]
    [InlineData("completion", true, null, "json_schema", "PG3012: The model 'completion' has no response format 'json_schema': the prompt ends with the schema instead, which the model may ignore; set ResponseFormat to JsonObject if that is meant, or set another model")]
    [InlineData("completion", null, 2, "json_schema", "PG3006: The model 'completion' has no response format 'json_schema'; set ResponseFormat to Text or JsonObject, or set another model")]
    [InlineData(GemmaSmall, false, 0, "text", "PG3006: The model 'google/gemma-3-4b-it' has no response format 'text'; leave ResponseFormat out, or set another model")]
    [InlineData("completion", true, 1, "", "")]
    [InlineData("completion", true, 3, "", "")]
    [InlineData(GemmaSmall, true, 3, "", "")]
    [InlineData(GemmaSmall, false, 3, "", "")]
    [InlineData(GemmaSmall, false, null, "", "")]
    [InlineData(GemmaSmall, null, null, "", "")]
    [InlineData(Gemma, true, null, "", "")]
    [InlineData(Mine, true, null, "", "")]
    [InlineData(null, true, 1, "", "")]
    public void A_response_format_is_one_that_the_model_has(string? model, bool? hasSchema, int? format, string subject, string expected)
    {
        var problem = Problems(Request(model, KnownParameter.Of("ResponseFormat", format)) with { HasSchema = hasSchema }).SingleOrDefault();
        Assert.Equal((subject, expected), (problem?.Subject ?? "", Text(problem)));
    }

    [Fact]
    public void A_content_part_is_one_that_the_model_takes()
    {
        Assert.Equal(
            [RequestProblem.Of(RequestRule.ContentPartNotTaken, "image_url", Claude, "image_url")],
            Problems(Request(Claude) with { ContentParts = new(["image_url", "text", "image_url"]) }));
        Assert.Empty(Problems(Request(Gemma) with { ContentParts = new(["image_url", "file"]) }));
        Assert.Empty(Problems(Request(Mine) with { ContentParts = new(["image_url", "file"]) }));
    }

    [Fact]
    public void Two_limits_are_one_too_many()
    {
        var (first, second) = (new KnownParameter("MaxCompletionTokens", null), KnownParameter.Of("MaxTokens", 5)!);
        Assert.Equal("PG3008: MaxTokens cannot be set beside MaxCompletionTokens; keep one of the two", Describe(Request(Gemma, first, second)));
        Assert.Equal("PG3008: MaxTokens cannot be set beside MaxCompletionTokens; keep one of the two", Describe(Request("completion", first, second)));
        Assert.Equal("MaxCompletionTokens", Assert.Single(Problems(Request(null, second, first))).Subject);
    }

    [Fact]
    public void An_answer_in_text_has_no_schema()
    {
        var format = KnownParameter.Of("ResponseFormat", 2);
        var problem = Assert.Single(Problems(Request(GemmaSmall, format) with { HasSchema = false }));
        Assert.Equal(("ResponseFormat", "PG3008: ResponseFormat.JsonSchema cannot be set for an answer in text, which has no schema; set another format, or return a type that has one"), (problem.Subject, Text(problem)));
        Assert.Empty(Problems(Request(Gemma, format) with { HasSchema = true }));
        Assert.Empty(Problems(Request(Gemma, format)));
        Assert.Null(KnownParameter.Of("ResponseFormat", 4));
    }

    [Fact]
    public void Temperature_and_TopP_are_one_choice()
    {
        var (temperature, topP) = (KnownParameter.Of("Temperature", 0.5)!, KnownParameter.Of("TopP", 0.5)!);
        var problem = Assert.Single(Problems(Request(Gemma, topP, temperature)));
        Assert.Equal(("TopP", "PG3009: Temperature and TopP both narrow what the model picks its words from; set one of the two"), (problem.Subject, Text(problem)));
        Assert.All(Problems(Request(Gpt5, topP, temperature)), static problem => Assert.Equal(RequestRule.ParameterNotTaken, problem.Rule));
        Assert.Empty(Problems(Request(Gemma, topP)));
        Assert.Empty(Problems(Request(Gemma, temperature)));
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, 0, true)]
    [InlineData(null, 1, true)]
    [InlineData(null, 2, true)]
    [InlineData(false, 1, true)]
    [InlineData(null, 0, false)]
    [InlineData(false, null, false)]
    [InlineData(null, null, false)]
    public void Stop_texts_are_for_answers_in_text(bool? hasSchema, int? format, bool isReported)
    {
        var problems = Problems(Request(Gemma, KnownParameter.OfTexts(1, false), KnownParameter.Of("ResponseFormat", format)) with { HasSchema = hasSchema });
        Assert.Equal(isReported ? ["Stop"] : [], problems.Where(static problem => problem.Rule == RequestRule.StopWithStructure).Select(static problem => problem.Subject));
    }

    [Fact]
    public void Where_a_file_says_nothing_of_other_models_neither_do_the_rules()
    {
        var catalog = ModelCatalog.Empty;
        Assert.Empty(RequestRules.Check(Request(Gemma, KnownParameter.Of("Temperature", 99), KnownParameter.Of("ReasoningEffort", "huge")), catalog));
        var problem = Assert.Single(RequestRules.Check(Request(null, KnownParameter.Of("Temperature", double.NaN)), catalog));
        Assert.Equal("PG3002: Temperature = NaN is out of bounds for every provider; set a finite number", Text(problem));
    }

    [Fact]
    public void What_is_known_is_equal_where_the_same_is_known()
    {
        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.Equal(Problems(Make()), Problems(Make()));
        Assert.NotEqual(Make(), Make() with { Roles = new(["user"]) });

        static KnownRequest Make() => Request(Gemma, KnownParameter.Of("Temperature", double.NaN), KnownParameter.OfTexts(5, true), KnownParameter.Of("ReasoningEffort", "x")) with { HasSchema = true, Roles = new(["system"]) };
    }

    private static KnownRequest Request(string? model, params KnownParameter?[] parameters) => new(model, parameters.OfType<KnownParameter>().ToEquatableArray());

    private static IEnumerable<RequestProblem> Problems(KnownRequest request) => RequestRules.Check(request, Catalog);

    private static string Describe(KnownRequest request) => string.Join('|', Problems(request).Select(Text));

    private static string Text(RequestProblem? problem)
    {
        if (problem is null)
            return "";
        var rule = Rules.Of(problem.Rule);
        var message = string.Format(CultureInfo.InvariantCulture, rule.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. problem.Arguments]);
        return $"{rule.Id}: {message}{(problem.Nearest is null ? "" : " -> " + problem.Nearest)}";
    }
}
