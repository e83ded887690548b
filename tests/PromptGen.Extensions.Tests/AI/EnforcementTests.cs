using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What holds of an answer holds whatever carried it.</summary>
public sealed class EnforcementTests : IAsyncLifetime
{
    private const string Good = """{"line":"It boils.","mood":"Sour","faults":[{"name":"lid","isFatal":true}],"by":null}""";
    private const string Bad = """{"line":"It boils.","mood":"Bitter","faults":[{"name":"lid","isFatal":"yes"}],"by":null}""";

    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    public static TheoryData<Carrier> All => [Carrier.Http, Carrier.OpenAI, Carrier.RoundTrip];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_answer_that_fits_is_a_value(Carrier carrier)
    {
        var result = await Critic(carrier).JudgeAsync("a kettle", Token);
        Assert.True(result.Outcome == PromptOutcome.Completed, result.Exception?.Message);
        Assert.Equal("a/model", result.Completion!.Model);
        Assert.Equal(FinishReason.Stop, result.Completion.FinishReason);
        Assert.NotEmpty(result.Completion.Id!);
        Assert.True(result.Usage is { PromptTokens: > 0, CompletionTokens: > 0 } usage && usage.TotalTokens == usage.PromptTokens + usage.CompletionTokens);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_invalid_answer_is_repaired(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Content(Bad));
        _server.Enqueue(ScriptedReply.Content(Good));
        var result = await Critic(carrier).JudgeAsync("a kettle", Token);
        Assert.Equal(("It boils.", Mood.Sour), (result.Value.Line, result.Value.Mood));
        Assert.Equal(["/mood", "/faults/0/isFatal"], result.Attempts[0].Violations.Select(static violation => violation.Pointer));
        using var body = Body(1);
        Assert.Equal(["system", "user", "assistant", "user"], body.RootElement.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("role").GetString()));
        Assert.Contains("/mood", TextOf(body.RootElement.GetProperty("messages")[3]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_answer_that_stays_invalid_is_told_of(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Content(Bad));
        _server.Enqueue(ScriptedReply.Content(Bad));
        var result = await Critic(carrier).JudgeAsync("a kettle", Token);
        Assert.Equal(PromptOutcome.Invalid, result.Outcome);
        Assert.Equal(["/mood", "/faults/0/isFatal"], result.Violations.Select(static violation => violation.Pointer));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_refusal_is_one(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Refusal("I judge nobody."));
        var result = await Critic(carrier).JudgeAsync("a kettle", Token);
        Assert.Equal(PromptOutcome.Refused, result.Outcome);
        Assert.Equal("I judge nobody.", result.Completion!.Refusal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_cut_answer_is_no_value_though_it_looks_whole(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Content(Good, "length"));
        _server.Enqueue(ScriptedReply.Content(Good, "content_filter"));
        Assert.Equal(PromptOutcome.Truncated, (await Critic(carrier).JudgeAsync("a kettle", Token)).Outcome);
        Assert.Equal(PromptOutcome.Filtered, (await Critic(carrier).JudgeAsync("a kettle", Token)).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_of_a_tool_is_no_answer(Carrier carrier)
    {
        var call = new ScriptedReply
        {
            Body = """
                {"id":"1","object":"chat.completion","created":1,"model":"a/model","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
                "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}
                """,
        };
        _server.Enqueue(call);
        _server.Enqueue(call);
        var result = await Critic(carrier).JudgeAsync("a kettle", Token);
        Assert.Contains("a call of a tool", Assert.Single(result.Violations).ToString(), StringComparison.Ordinal);
        Assert.True(result.Completion!.HasToolCalls || result.Completion.FinishReason == FinishReason.ToolCalls);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_text_comes_piece_by_piece(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Stream(["It ", "boils, ", "😀."], "stop", includeUsage: true));
        var stream = ICritic.PromptRequests.Praise("a kettle").StreamAsync(carrier.Over(_server, _client), null, Token);
        Assert.Equal(["It ", "boils, ", "😀."], await ListAsync(stream));
        Assert.True(stream.Completion!.Usage is { TotalTokens: > 0 });
        using var body = Body(0);
        Assert.True(body.RootElement.GetProperty("stream").GetBoolean());
        Assert.Contains("\"END\"", body.RootElement.GetProperty("stop").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_stream_that_the_limit_cuts_says_so(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Stream(["It ", "boi"], "length"));
        var pieces = new List<string>();
        var cut = await Assert.ThrowsAsync<PromptTruncatedException>(async () =>
        {
            await foreach (var piece in Critic(carrier).PraiseAsync("a kettle", Token))
                pieces.Add(piece);
        });
        Assert.Equal(["It ", "boi"], pieces);
        Assert.Equal("It boi", cut.Text);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Items_come_one_by_one_and_the_first_wrong_one_ends_the_stream(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Stream("""{"value":[{"name":"lid","isF""", """atal":true},{"name":"spout","isFatal":1}]}"""));
        var items = new List<Fault>();
        var wrong = await Assert.ThrowsAsync<PromptInvalidException>(async () =>
        {
            await foreach (var item in Critic(carrier).FaultsAsync("a kettle", Token))
                items.Add(item);
        });
        Assert.Equal([new("lid", true)], items);
        Assert.Equal(1, wrong.ItemIndex);
    }

    [Theory]
    [InlineData(Carrier.Http)]
    [InlineData(Carrier.RoundTrip)]
    public async Task A_refusal_that_is_streamed_is_one(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.RawStream(
            """data: {"id":"1","model":"a/model","choices":[{"index":0,"delta":{"role":"assistant","refusal":"I praise "}}]}""" + "\n\n",
            """data: {"id":"1","choices":[{"index":0,"delta":{"refusal":"nobody."},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n"));
        var refused = await Assert.ThrowsAsync<PromptRefusedException>(() => ListAsync(Critic(carrier).PraiseAsync("a kettle", Token)));
        Assert.Equal("I praise nobody.", refused.Refusal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_server_that_does_not_take_the_schema_is_asked_in_weaker_words_from_then_on(Carrier carrier)
    {
        _server.Enqueue(Error(400, "This response_format type is unavailable now"));
        _server.Enqueue(ScriptedReply.Content(Good));
        _server.Enqueue(ScriptedReply.Stream("""{"value":[{"name":"lid","isFatal":true}]}"""));
        var critic = Critic(carrier);
        Assert.Equal("It boils.", (await critic.JudgeAsync("a kettle", Token)).Value.Line);
        Assert.Equal([new("lid", true)], await ListAsync(critic.FaultsAsync("a kettle", Token)));
        Assert.Equal(["json_schema", "json_object", "json_object"], Enumerable.Range(0, 3).Select(FormatOf));
        using var body = Body(1);
        Assert.Contains("valid under this JSON Schema", TextOf(body.RootElement.GetProperty("messages")[1]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_stream_steps_down_too(Carrier carrier)
    {
        _server.Enqueue(Error(422, "response_format is not supported"));
        _server.Enqueue(ScriptedReply.Stream("""{"value":[{"name":"lid","isFatal":true}]}"""));
        Assert.Equal([new("lid", true)], await ListAsync(Critic(carrier).FaultsAsync("a kettle", Token)));
        Assert.Equal(["json_schema", "json_object"], Enumerable.Range(0, 2).Select(FormatOf));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_status_reaches_the_caller(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Error(429, "Slow down."));
        _server.Enqueue(ScriptedReply.Error(503, "Busy."));
        var slow = await Assert.ThrowsAsync<ChatTransportException>(() => Critic(carrier).JudgeAsync("a kettle", Token));
        Assert.Equal(HttpStatusCode.TooManyRequests, slow.StatusCode);
        Assert.Contains(_server.BaseAddress.Authority, slow.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Configured.Key, slow.ToString(), StringComparison.Ordinal);
        var busy = await Assert.ThrowsAsync<ChatTransportException>(() => ListAsync(Critic(carrier).PraiseAsync("a kettle", Token)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_reply_that_is_none_is_a_transports_failure(Carrier carrier)
    {
        _server.Enqueue(new ScriptedReply { Body = """{"choices":[{"message":{"content":7""" });
        await Assert.ThrowsAsync<ChatTransportException>(() => Critic(carrier).JudgeAsync("a kettle", Token));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cancellation_is_passed_on(Carrier carrier)
    {
        _server.Enqueue(ScriptedReply.Content(Good) with { Delay = Timeout.InfiniteTimeSpan });
        using var handler = new CountingHandler { InnerHandler = new SocketsHttpHandler() };
        using var client = new HttpClient(handler);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var judging = ICritic.Create(carrier.Over(_server, client)).JudgeAsync("a kettle", cancellation.Token);
        await handler.SendingAsync(Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_stream_is_cancelled_in_its_midst(Carrier carrier)
    {
        const string First = """data: {"id":"1","model":"a/model","choices":[{"index":0,"delta":{"role":"assistant","content":"It "}}]}""" + "\n\n";
        _server.Enqueue(ScriptedReply.RawStream(First) with { KeepOpen = true });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var pieces = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var piece in Critic(carrier).PraiseAsync("a kettle", cancellation.Token))
            {
                pieces.Add(piece);
                await cancellation.CancelAsync();
            }
        });
        Assert.Equal(["It "], pieces);
    }

    [Theory]
    [InlineData(Carrier.OpenAI)]
    [InlineData(Carrier.RoundTrip)]
    public async Task The_server_sees_the_same_request(Carrier carrier)
    {
        await Critic(Carrier.Http).JudgeAsync("a kettle", Token);
        await Critic(carrier).JudgeAsync("a kettle", Token);
        using var expected = Body(0);
        using var sent = Body(1);
        foreach (var member in expected.RootElement.EnumerateObject().Where(static member => member.Name is not "messages"))
            Assert.True(JsonElement.DeepEquals(member.Value, sent.RootElement.GetProperty(member.Name)), $"{member.Name}: {member.Value.GetRawText()}\n{sent.RootElement.GetProperty(member.Name).GetRawText()}");
        Assert.True(sent.RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("strict").GetBoolean());
        Assert.Equal(MessagesOf(expected), MessagesOf(sent));

        // As they were written, though they were floats on the way.
        Assert.Equal("0.1", sent.RootElement.GetProperty("temperature").GetRawText());
        Assert.Equal("-0.7", sent.RootElement.GetProperty("presence_penalty").GetRawText());
    }

    [Fact]
    public async Task What_comes_back_to_PromptGens_own_transport_is_sent_byte_by_byte()
    {
        await Critic(Carrier.Http).JudgeAsync("a kettle", Token);
        await Critic(Carrier.RoundTrip).JudgeAsync("a kettle", Token);
        Assert.Equal(_server.Requests[0].Body, _server.Requests[1].Body);
    }

    /// <summary>An error in OpenAI's shape: of any other its library tells the status alone.</summary>
    private static ScriptedReply Error(int status, string message) =>
        new() { StatusCode = status, Body = $$"""{ "error": { "message": "{{message}}", "type": "invalid_request_error", "param": null, "code": null } }""" };

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }

    private static IEnumerable<(string?, string?)> MessagesOf(JsonDocument body) =>
        body.RootElement.GetProperty("messages").EnumerateArray().Select(static message => (message.GetProperty("role").GetString(), TextOf(message)));

    /// <summary>A message's text, be it a string or the one part of a list.</summary>
    private static string? TextOf(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? Assert.Single(parts.EnumerateArray()).GetProperty("text").GetString()
        : message.GetProperty("content").GetString();

    private ICritic Critic(Carrier carrier) => ICritic.Create(carrier.Over(_server, _client));

    private JsonDocument Body(int request) => JsonDocument.Parse(_server.Requests[request].Body);

    private string? FormatOf(int request)
    {
        using var body = Body(request);
        return body.RootElement.GetProperty("response_format").GetProperty("type").GetString();
    }
}
