using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>An invalid answer is sent back with what is wrong with it; nothing else is.</summary>
public sealed class RepairTests : IAsyncLifetime
{
    private const string Good = """{"title":"Tea","steps":[{"title":"Boil","from":1,"to":2}]}""";
    private const string Bad = """{"title":"Tea","steps":[{"title":"Boil","from":"one","to":2}]}""";
    private const string Schema = """{"type":"object","properties":{"title":{"type":"string"},""";

    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IChatTransport Transport => new HttpChatTransport(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    private IPlanner Planner => IPlanner.Create(Transport);

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_invalid_answer_is_sent_back_once_with_what_is_wrong_and_the_schema()
    {
        Answer(Bad, Good);
        Assert.Equal("Tea", (await Planner.PlanAsync("tea", Token)).Title);

        Assert.Equal(2, _server.Requests.Count);
        var messages = MessagesOf(1);
        Assert.Equal(["system", "user", "assistant", "user"], messages.Select(static message => message.Role));
        Assert.Equal(["You plan.", "Plan tea.", Bad], messages.Take(3).Select(static message => message.Content));
        Assert.StartsWith("That answer is not valid:\n- /steps/0/from: expected an integer, found \"one\".\n\nAnswer again, with nothing but one JSON document", messages[3].Content, StringComparison.Ordinal);
        Assert.Contains("JSON Schema:\n" + Schema, messages[3].Content, StringComparison.Ordinal);
        Assert.Contains("\"response_format\":{\"type\":\"json_schema\"", _server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_answers_only_the_last_is_kept()
    {
        Answer(Bad, "{}", Good);
        var result = await Planner.TryPlanAsync("tea", Token);
        Assert.Equal("Tea", result.Value.Title);
        Assert.Equal(["You plan.", "Plan tea.", "{}"], MessagesOf(2).Take(3).Select(static message => message.Content));
        Assert.Equal([PromptOutcome.Invalid, PromptOutcome.Invalid, PromptOutcome.Completed], result.Attempts.Select(static attempt => attempt.Outcome));
        Assert.Equal([Bad, "{}", Good], result.Attempts.Select(static attempt => attempt.Completion.Content));
        Assert.Equal([1, 2, 0], result.Attempts.Select(static attempt => attempt.Violations.Count));
        Assert.Empty(result.Violations);
    }

    [Fact]
    public async Task An_answer_that_stays_invalid_is_thrown_with_every_attempt()
    {
        _server.Enqueue(Reply(Bad, """{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,"cost":0.25}"""));
        _server.Enqueue(Reply("```json\n{}\n```", """{"prompt_tokens":50,"completion_tokens":70,"total_tokens":120}"""));
        var exception = await Assert.ThrowsAsync<PromptInvalidException>(() => Planner.PlanAsync("tea", Token));
        Assert.Equal([Bad, "```json\n{}\n```"], exception.Attempts.Select(static attempt => attempt.Completion.Content));
        Assert.Equal(2, exception.Violations.Count);
        Assert.Equal(exception.Violations, exception.Attempts[1].Violations);
        Assert.Equal([ReplyAdjustment.Fence], exception.Attempts[1].Adjustments);
        Assert.Equal(new TokenUsage(55, 77, 132) { Cost = 0.25m }, exception.Usage);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task How_often_is_said_by_the_prompt_or_else_by_the_options()
    {
        Answer(Bad);
        Assert.Equal(PromptOutcome.Invalid, (await IPlanner.Create(Transport, new() { MaxRepairs = 9 }).PlanOnceAsync("tea", Token)).Outcome);
        Answer(Bad);
        await Assert.ThrowsAsync<PromptInvalidException>(() => IPlanner.Create(Transport, new() { MaxRepairs = 0 }).PlanAsync("tea", Token));
        Answer(Bad, Bad, Bad, Good);
        await IPlanner.Create(Transport, new() { MaxRepairs = 3 }).PlanAsync("tea", Token);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PromptClientOptions { MaxRepairs = -1 });
    }

    [Fact]
    public async Task What_is_refused_or_cut_or_filtered_is_not_sent_back()
    {
        _server.Enqueue(ScriptedReply.Refusal("No."));
        Assert.Equal(PromptOutcome.Refused, (await Planner.TryPlanAsync("tea", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Content(Good, "length"));
        Assert.Equal(PromptOutcome.Truncated, (await Planner.TryPlanAsync("tea", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Content(Bad, "content_filter"));
        Assert.Equal(PromptOutcome.Filtered, (await Planner.TryPlanAsync("tea", Token)).Outcome);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Where_there_was_no_answer_the_same_request_is_sent_again()
    {
        Answer(" \n", Good);
        await Planner.PlanAsync("tea", Token);
        Assert.Equal(_server.Requests[0].Body, _server.Requests[1].Body);
        Answer("", "Boil water.");
        Assert.Equal("Boil water.", (await Planner.SayAsync("tea", Token)).Value);
        Assert.Equal(_server.Requests[2].Body, _server.Requests[3].Body);
    }

    [Fact]
    public async Task A_long_answer_is_sent_back_shortened_and_not_in_the_middle_of_a_character()
    {
        Answer(string.Concat(Enumerable.Repeat("😀x", 10_000)), Good);
        await Planner.PlanAsync("tea", Token);
        var sentBack = MessagesOf(1)[2].Content;
        Assert.InRange(sentBack.Length, 8_000, 8_200);
        Assert.EndsWith("…", sentBack, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', sentBack);
    }

    [Theory]
    [InlineData(240, 2)]
    [InlineData(239, 1)]
    [InlineData(1, 1)]
    public async Task A_budget_of_tokens_stops_it(int budget, int requests)
    {
        _server.Enqueue(Reply(Bad, """{"total_tokens":120}"""));
        Answer(Good);
        var result = await IPlanner.Create(Transport, new() { TokenBudget = budget }).TryPlanAsync("tea", Token);
        Assert.Equal(requests, _server.Requests.Count);
        Assert.Equal(requests == 1 ? PromptOutcome.Invalid : PromptOutcome.Completed, result.Outcome);
        Assert.Equal(requests, result.Attempts.Count);
    }

    [Fact]
    public async Task Tokens_that_nobody_counts_are_guessed_at()
    {
        _server.Enqueue(Reply(Bad, "null"));
        Answer(Good);
        var result = await IPlanner.Create(Transport, new() { TokenBudget = 100 }).TryPlanAsync("tea", Token);
        Assert.Single(_server.Requests);
        Assert.Null(result.Usage);
    }

    [Fact]
    public async Task A_failure_on_the_way_has_the_attempts_before_it()
    {
        Answer(Bad);
        _server.Enqueue(ScriptedReply.Error(500, "boom"));
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => Planner.PlanAsync("tea", Token));
        Assert.Equal(HttpStatusCode.InternalServerError, exception.StatusCode);
        Assert.Equal(Bad, Assert.Single(exception.Attempts).Completion.Content);
    }

    private static ScriptedReply Reply(string content, string usage) => new()
    {
        Body = $$"""{"choices":[{"message":{"content":{{JsonSerializer.Serialize(content)}}},"finish_reason":"stop"}],"usage":{{usage}}}""",
    };

    private void Answer(params string[] contents)
    {
        foreach (var content in contents)
            _server.Enqueue(ScriptedReply.Content(content));
    }

    private IReadOnlyList<(string Role, string Content)> MessagesOf(int request)
    {
        using var body = JsonDocument.Parse(_server.Requests[request].Body);
        return [.. body.RootElement.GetProperty("messages").EnumerateArray().Select(static message => (message.GetProperty("role").GetString()!, message.GetProperty("content").GetString()!))];
    }
}
