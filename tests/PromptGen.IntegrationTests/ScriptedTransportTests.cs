using System.Net;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Emitted clients over replies that a test scripted, without a network.</summary>
public sealed class ScriptedTransportTests
{
    private static readonly Plan Trip = new("Trip", [new("Pack", 1, 2), new("Go", 2, 3)]);

    private readonly ScriptedChatTransport _transport = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPlanner Planner => IPlanner.Create(_transport);

    [Theory]
    [InlineData("PromptGen.IntegrationTests.IPlanner.PlanAsync")]
    [InlineData("IPlanner.PlanAsync")]
    [InlineData("PlanAsync")]
    public async Task A_value_answers_the_prompt_of_a_name(string name)
    {
        _transport.For(name).Reply(Trip);
        var plan = await Planner.PlanAsync("a trip", Token);
        Assert.NotSame(Trip, plan);
        Assert.Equal(("Trip", 2, new Leg("Go", 2, 3)), (plan.Title, plan.Steps.Count, plan.Steps[1]));
        _transport.VerifyAllUsed();
    }

    [Fact]
    public async Task A_value_that_is_no_object_is_wrapped_as_the_schema_says()
    {
        _transport.For("CountAsync").Reply(new List<int> { 1, 2, 3 });
        Assert.Equal([1, 2, 3], await Planner.CountAsync(3, Token).ToListAsync(Token));
        Assert.StartsWith("{", _transport.Requests.Single().Contract!.ToJson(new List<int> { 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_answers_whole_and_streamed()
    {
        _transport.ForAny().Reply("Once upon a time.", times: 2);
        Assert.Equal("Once upon a time.", (await Planner.SayAsync("it", Token)).Value);
        var pieces = await IEdges.Create(_transport).TellAsync("it", Token).ToListAsync(Token);
        Assert.Equal("Once upon a time.", string.Concat(pieces));
        Assert.True(pieces.Count > 2, "It comes in pieces.");
    }

    [Fact]
    public async Task Replies_come_in_their_order_so_that_an_invalid_answer_is_repaired()
    {
        _transport.For("PlanAsync").Reply("""{"title":"Trip"}""").Reply(Trip);
        Assert.Equal("Trip", (await Planner.PlanAsync("a trip", Token)).Title);
        Assert.Equal(2, _transport.Requests.Count);
        Assert.All(_transport.Requests, static request => Assert.Equal("PromptGen.IntegrationTests.IPlanner.PlanAsync", request.PromptName));
        Assert.Contains("That answer is not valid", _transport.Requests[1].Messages[^1].Content, StringComparison.Ordinal);
        _transport.VerifyAllUsed();
    }

    [Fact]
    public async Task A_condition_chooses_its_requests_and_the_first_that_fits_and_is_left_wins()
    {
        _transport.For(static request => request.Messages[^1].Content.Contains("trip", StringComparison.Ordinal)).Reply(Trip);
        _transport.ForAny().Reply(Trip with { Title = "Other" }, int.MaxValue);
        Assert.Equal("Other", (await Planner.PlanAsync("a party", Token)).Title);
        Assert.Equal("Trip", (await Planner.PlanAsync("a trip", Token)).Title);
        Assert.Equal("Other", (await Planner.PlanAsync("a trip", Token)).Title);
        _transport.VerifyAllUsed();
    }

    [Fact]
    public async Task Faults_end_as_they_would_in_production()
    {
        _transport.ForAny()
            .Reply(ScriptedReply.RateLimit(TimeSpan.FromSeconds(1.5)))
            .Reply(ScriptedReply.Error(500, "Broken."))
            .Reply(ScriptedReply.Refusal("No."))
            .Reply(ScriptedReply.Content("{", "length"))
            .Reply(new ScriptedReply { Body = "<html>", ContentType = "text/html" })
            .Reply(ScriptedReply.Content("{}") with { CutAfter = 20 });
        var limited = await Assert.ThrowsAsync<ChatTransportException>(() => Planner.PlanAsync("it", Token));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(2)), (limited.StatusCode, limited.RetryAfter));
        Assert.Equal("http://scripted/v1/chat/completions: 429 TooManyRequests: Too many requests. Try again in 2 seconds.", limited.Message);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Assert.ThrowsAsync<ChatTransportException>(() => Planner.PlanAsync("it", Token))).StatusCode);
        Assert.Equal("No.", (await Assert.ThrowsAsync<PromptRefusedException>(() => Planner.PlanAsync("it", Token))).Refusal);
        Assert.Equal("{", (await Assert.ThrowsAsync<PromptTruncatedException>(() => Planner.PlanAsync("it", Token))).Text);
        Assert.Equal("<html>", (await Assert.ThrowsAsync<ChatTransportException>(() => Planner.PlanAsync("it", Token))).Body);
        Assert.EndsWith("the connection broke before the reply was whole. Try again.", (await Assert.ThrowsAsync<ChatTransportException>(() => Planner.PlanAsync("it", Token))).Message, StringComparison.Ordinal);
        _transport.VerifyAllUsed();
    }

    [Fact]
    public async Task A_stream_breaks_where_the_reply_says()
    {
        var reply = ScriptedReply.Stream("It was ", "a dark ", "night");
        _transport.For("TellAsync").Reply(reply with { CutAfter = reply.Chunks.Take(3).Sum(static chunk => chunk.Length) });
        List<string> pieces = [];
        var exception = await Assert.ThrowsAsync<ChatTransportException>(async () =>
        {
            await foreach (var piece in IEdges.Create(_transport).TellAsync("it", Token))
                pieces.Add(piece);
        });
        Assert.Equal(["It was ", "a dark "], pieces);
        Assert.Equal("It was a dark ", exception.PartialText);
    }

    [Fact]
    public async Task Items_are_streamed_from_a_list()
    {
        _transport.For("StepsAsync").Reply(Trip.Steps);
        Assert.Equal(Trip.Steps, await Planner.StepsAsync("a trip", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_reply_that_never_comes_waits_for_the_caller()
    {
        _transport.ForAny().Reply(ScriptedReply.Content("{}") with { Delay = Timeout.InfiniteTimeSpan }).Reply(ScriptedReply.RawStream() with { KeepOpen = true });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var whole = Planner.PlanAsync("it", ending.Token);
        var stream = Planner.StepsAsync("it", ending.Token).GetAsyncEnumerator(ending.Token);
        var next = stream.MoveNextAsync();
        Assert.False(whole.IsCompleted || next.IsCompleted);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => whole);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_nobody_scripted_is_shown_with_what_was_scripted()
    {
        var exception = await Assert.ThrowsAsync<ScriptException>(() => Planner.PlanAsync("a trip", Token));
        Assert.EndsWith("\nScripted:\n  (nothing)", exception.Message, StringComparison.Ordinal);

        _transport.For("SayAsync").Reply("Hello", int.MaxValue);
        _transport.For("IPlanner.PlanAsync").Reply(Trip);
        _transport.For(static request => request.Parameters.Temperature > 1).Reply(ScriptedReply.Refusal("No."), times: 2);
        await Planner.PlanAsync("a trip", Token);
        exception = await Assert.ThrowsAsync<ScriptException>(() => Planner.PlanAsync("a trip", Token));
        Assert.Equal(
            $"""
            PromptGen.IntegrationTests.IPlanner.PlanAsync: no reply is left for it.
            Its messages:
              system: You plan.
              user: Plan a trip.
            Scripted:
              SayAsync: "Hello" (for all, not given)
              IPlanner.PlanAsync: Plan (given 1 of 1)
              static request => request.Parameters.Temperature > 1: status 200, {ScriptedReply.Refusal("No.").BodyUtf8.Length} bytes (given 0 of 2)
            """.ReplaceLineEndings("\n"),
            exception.Message);
        Assert.Equal(3, _transport.Requests.Count);
    }

    [Fact]
    public async Task Replies_that_nobody_asked_for_are_found()
    {
        _transport.For("PlanAsync").Reply(Trip, times: 2).Reply("Hello", int.MaxValue);
        await Planner.PlanAsync("a trip", Token);
        Assert.Equal(
            "Nobody asked for these replies:\n  PlanAsync: Plan (given 1 of 2)\n  PlanAsync: \"Hello\" (for all, not given)",
            Assert.Throws<ScriptException>(_transport.VerifyAllUsed).Message);
    }

    [Fact]
    public async Task A_value_of_another_type_is_no_answer()
    {
        _transport.For("PlanAsync").Reply(new Leg("Pack", 1, 2)).Reply(null).Reply(new Plan("Trip", null!));
        _transport.For("SayAsync").Reply(Trip);
        Assert.StartsWith(
            "PromptGen.IntegrationTests.IPlanner.PlanAsync: the value that is scripted is no answer to the prompt. "
                + "The contract Plan is of PromptGen.IntegrationTests.Plan, and the value is of PromptGen.IntegrationTests.Leg.",
            (await Assert.ThrowsAsync<ScriptException>(() => Planner.PlanAsync("it", Token))).Message,
            StringComparison.Ordinal);
        Assert.IsType<SchemaViolationException>((await Assert.ThrowsAsync<ScriptException>(() => Planner.PlanAsync("it", Token))).InnerException);
        Assert.IsType<SchemaViolationException>((await Assert.ThrowsAsync<ScriptException>(() => Planner.PlanAsync("it", Token))).InnerException);
        Assert.Equal(
            "PromptGen.IntegrationTests.IPlanner.SayAsync: the prompt is answered by plain text, and the reply that is scripted is Plan. Script a string.",
            (await Assert.ThrowsAsync<ScriptException>(() => Planner.SayAsync("it", Token))).Message);
    }

    [Fact]
    public void What_cannot_be_scripted_is_refused()
    {
        var any = _transport.ForAny();
        Assert.Throws<ArgumentException>("reply", () => any.Reply(ScriptedReply.Content("") with { StatusCode = 99 }));
        Assert.Throws<ArgumentOutOfRangeException>("times", () => any.Reply("", times: 0));
        Assert.Throws<ArgumentException>("promptName", () => _transport.For(""));
        Assert.Throws<ArgumentOutOfRangeException>("retryAfter", static () => ScriptedReply.RateLimit(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task Many_requests_at_a_time_get_each_reply_once()
    {
        for (var i = 0; i < 100; i++)
            _transport.For("PlanAsync").Reply(Trip with { Title = $"{i}" });
        var plans = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Planner.PlanAsync("it", Token), Token)));
        Assert.Equal(100, plans.Select(static plan => plan.Title).Distinct().Count());
        _transport.VerifyAllUsed();
    }

    [Fact]
    public async Task A_request_that_is_made_by_hand_has_the_name_that_it_is_given()
    {
        _transport.For("Greeting").Reply("Hello");
        var request = new ChatRequest([PromptMessage.User("Hi")]) { PromptName = "My.Greeting" };
        Assert.Equal("Hello", (await _transport.SendAsync(request.With(new ChatParameters { Model = "m" }), Token)).Content);
        Assert.DoesNotContain("Greeting", request.ToJson(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ScriptException>(() => _transport.SendAsync(new([PromptMessage.User("Hi")]), Token));
    }
}
