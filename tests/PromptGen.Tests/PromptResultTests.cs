namespace PromptGen.Tests;

/// <summary>Outcomes, and the exceptions that they turn into.</summary>
public sealed class PromptResultTests
{
    private static readonly Prompt<string> Ask = new(new("IAsk.AskAsync", null, ChatParameters.None), static _ => { });

    [Fact]
    public void An_answer_is_completed()
    {
        var result = Ask.Parse("\nHello");
        Assert.Equal(PromptOutcome.Completed, result.Outcome);
        Assert.True(result.TryGetValue(out var value));
        Assert.Equal("\nHello", value);
        Assert.Equal("\nHello", result.Value);
        Assert.Null(result.Exception);
    }

    [Fact]
    public void A_refusal_is_refused_whatever_else_there_is()
    {
        var exception = Throws<PromptRefusedException>(PromptOutcome.Refused, new() { Refusal = "I won't.", Content = "x", FinishReason = FinishReason.Stop });
        Assert.Equal("IAsk.AskAsync: the model refused: I won't.", exception.Message);
    }

    [Fact]
    public void A_cut_answer_is_truncated_and_kept()
    {
        var exception = Throws<PromptTruncatedException>(PromptOutcome.Truncated, new() { Content = "Once upon", FinishReason = FinishReason.Length });
        Assert.Equal("Once upon", exception.Text);
        Assert.Equal("IAsk.AskAsync: the token limit cut the answer after 9 characters. Raise MaxTokens, or ask for less: Once upon", exception.Message);
    }

    [Fact]
    public void A_filtered_answer_is_filtered_and_kept() =>
        Assert.Equal("Once", Throws<PromptFilteredException>(PromptOutcome.Filtered, new() { Content = "Once", FinishReason = FinishReason.ContentFilter }).Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\t")]
    public void No_answer_is_invalid(string? content)
    {
        var exception = Throws<PromptInvalidException>(PromptOutcome.Invalid, new() { Content = content, FinishReason = FinishReason.Stop });
        Assert.Equal("content", Assert.Single(exception.Violations).Keyword);
    }

    [Theory]
    [InlineData(true, "stop", null)]
    [InlineData(true, "stop", "Let me look that up.")]
    [InlineData(false, "tool_calls", "Let me look that up.")]
    [InlineData(false, "function_call", null)]
    public void A_call_of_a_tool_is_invalid(bool hasToolCalls, string finishReason, string? content)
    {
        var exception = Throws<PromptInvalidException>(PromptOutcome.Invalid, new() { HasToolCalls = hasToolCalls, FinishReason = new(finishReason), Content = content });
        Assert.Contains("a call of a tool", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_length")]
    [InlineData("max_tokens")]
    public void A_limit_has_many_names(string finishReason) =>
        Throws<PromptTruncatedException>(PromptOutcome.Truncated, new() { Content = "Once", FinishReason = new(finishReason) });

    [Fact]
    public void A_message_names_five_violations_at_most()
    {
        var violations = Enumerable.Range(0, 8).Select(static i => new SchemaViolation($"/{i}", "type", "a text", "1")).ToList();
        var exception = Assert.Throws<PromptInvalidException>(() => PromptResult.Invalid<int>(violations, "{}").Value);
        Assert.EndsWith("/4: expected a text, found 1. And 3 more. The answer: {}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/5", exception.Message, StringComparison.Ordinal);
        Assert.Equal(8, exception.Violations.Count);
    }

    [Fact]
    public void What_is_not_there_is_refused_where_it_is_given()
    {
        Assert.Throws<ArgumentNullException>(static () => PromptResult.Refused<int>(null!));
        Assert.Throws<ArgumentNullException>(static () => PromptResult.Truncated<int>(null!));
        Assert.Throws<ArgumentNullException>(static () => PromptResult.Filtered<int>(null!));
        Assert.Throws<ArgumentNullException>(static () => PromptResult.Invalid<int>(null!, ""));
        Assert.Throws<ArgumentNullException>(static () => Ask.Parse((string)null!));
        Assert.Throws<ArgumentNullException>(static () => new PromptMessage(PromptRole.User, null!));
        Assert.Throws<ArgumentException>(static () => new ChatRequest([null!]));
        Assert.Equal("", default(PromptRole).ToString());
    }

    [Fact]
    public void A_finish_reason_that_is_not_known_does_not_matter() =>
        Assert.Equal("x", Ask.Parse(new ChatCompletion { Content = "x", FinishReason = new("eos") }).Value);

    [Fact]
    public void A_fake_can_return_any_outcome()
    {
        Assert.Equal(1, PromptResult.Completed(1).Value);
        Assert.Throws<PromptRefusedException>(() => PromptResult.Refused<int>("no").Value);
        Assert.Throws<PromptTruncatedException>(() => PromptResult.Truncated<int>("1").Value);
        Assert.Throws<PromptFilteredException>(() => PromptResult.Filtered<int>("1").Value);
        Assert.Single(PromptResult.Invalid<int>([new("/a", "type", "an integer", "\"x\"")], "{}").Violations);
    }

    [Fact]
    public void A_long_text_is_shortened_in_messages_alone()
    {
        var text = new string('x', 199) + "😀" + new string('y', 1000);
        var exception = Throws<PromptTruncatedException>(PromptOutcome.Truncated, new() { Content = text, FinishReason = FinishReason.Length });
        Assert.Equal(text, exception.Text);
        Assert.EndsWith("xxx…", exception.Message, StringComparison.Ordinal);
    }

    private static T Throws<T>(PromptOutcome outcome, ChatCompletion completion)
        where T : PromptException
    {
        var result = Ask.Parse(completion);
        Assert.Equal(outcome, result.Outcome);
        Assert.False(result.TryGetValue(out _));
        Assert.Same(completion, result.Completion);
        return Assert.Throws<T>(() => result.Value);
    }
}
