using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>Spans and metrics of calls, as OpenTelemetry exports them.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Throw = "PromptGen.Extensions.Tests.IDice.ThrowAsync";
    private const string Tell = "PromptGen.Extensions.Tests.IDice.TellAsync";

    private const string Piece = "data: {\"choices\":[{\"delta\":{\"content\":\"It \"}}]}\n\n";

    private readonly HttpClient _client = new();
    private readonly Listener _listener = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_is_a_span_and_its_request_another()
    {
        using var root = Begin();
        _server.Enqueue(Reply("""{"eyes":4}"""));
        var dice = Dice(new() { Temperature = 0.25, TopP = 0.5, TopK = 7, MaxTokens = 50, Seed = 3, FrequencyPenalty = 0.75, PresencePenalty = -0.5, Stop = ["END"] });
        Assert.Equal(4, (await dice.ThrowAsync("die", Token)).Eyes);

        var (call, attempt) = CallAndAttempt();
        Assert.Equal((Throw, ActivityKind.Internal, ActivityStatusCode.Unset), (call.DisplayName, call.Kind, call.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.prompt.name"] = Throw,
                ["promptgen.prompt.hash"] = "?",
                ["promptgen.response_format"] = "json_schema",
                ["promptgen.repairs"] = 0,
                ["promptgen.outcome"] = "completed",
                ["promptgen.cost"] = 0.25,
            },
            Tags(call, "promptgen.prompt.hash"));

        Assert.Equal(($"chat {_listener.Model}", ActivityKind.Client, ActivityStatusCode.Unset), (attempt.DisplayName, attempt.Kind, attempt.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "127.0.0.1",
                ["gen_ai.request.model"] = _listener.Model,
                ["server.address"] = "127.0.0.1",
                ["server.port"] = _server.BaseAddress.Port,
                ["gen_ai.output.type"] = "json",
                ["gen_ai.request.temperature"] = 0.25,
                ["gen_ai.request.top_p"] = 0.5,
                ["gen_ai.request.top_k"] = 7.0,
                ["gen_ai.request.max_tokens"] = 50,
                ["gen_ai.request.seed"] = 3L,
                ["gen_ai.request.frequency_penalty"] = 0.75,
                ["gen_ai.request.presence_penalty"] = -0.5,
                ["gen_ai.request.stop_sequences"] = "[END]",
                ["gen_ai.response.id"] = "chatcmpl-1",
                ["gen_ai.response.model"] = "a/real-model",
                ["gen_ai.response.finish_reasons"] = "[stop]",
                ["gen_ai.usage.input_tokens"] = 30L,
                ["gen_ai.usage.output_tokens"] = 12L,
                ["gen_ai.usage.cache_read.input_tokens"] = 20L,
                ["gen_ai.usage.reasoning.output_tokens"] = 5L,
            },
            Tags(attempt));

        Assert.Equal(new() { ["input"] = (1, 30.0), ["output"] = (1, 12.0) }, _listener.Measured("gen_ai.client.token.usage", "gen_ai.token.type").ToDictionary());
        Assert.Equal(1, _listener.Measured("gen_ai.client.operation.duration", "error.type")[""].Count);
        Assert.Empty(_listener.Measured("gen_ai.client.operation.time_to_first_chunk", "error.type"));
    }

    [Fact]
    public async Task A_repair_is_a_request_of_the_same_call()
    {
        using var root = Begin();
        _server.Enqueue(Reply("""{"eyes":7}"""));
        _server.Enqueue(Reply("""{"eyes":6}"""));
        await Dice().ThrowAsync("die", Token);

        var spans = _listener.Spans();
        Assert.Equal([Throw, "chat " + _listener.Model, "chat " + _listener.Model], spans.Select(static span => span.DisplayName));
        Assert.All(spans.Skip(1), attempt => Assert.Equal(spans[0].SpanId, attempt.ParentSpanId));
        Assert.Equal((1, "completed", 0.5), (spans[0].GetTagItem("promptgen.repairs"), spans[0].GetTagItem("promptgen.outcome"), spans[0].GetTagItem("promptgen.cost")));
        Assert.Equal(2, _listener.Measured("gen_ai.client.token.usage", "gen_ai.token.type")["input"].Count);
    }

    [Theory]
    [InlineData("""{"eyes":7}""", "stop", "invalid", 1)]
    [InlineData("""{"eyes":""", "length", "truncated", 0)]
    [InlineData("""{"eyes":""", "content_filter", "filtered", 0)]
    [InlineData("No.", "refusal", "refused", 0)]
    public async Task A_call_without_a_value_is_an_error_of_the_call_alone(string content, string finishReason, string outcome, int repairs)
    {
        using var root = Begin();
        _server.Enqueue(Reply(content, finishReason));
        _server.Enqueue(Reply(content, finishReason));
        await Assert.ThrowsAnyAsync<PromptException>(() => Dice().ThrowAsync("die", Token));

        var spans = _listener.Spans();
        Assert.Equal((outcome, outcome, repairs), (spans[0].GetTagItem("promptgen.outcome"), spans[0].GetTagItem("error.type"), spans[0].GetTagItem("promptgen.repairs")));
        Assert.Equal((ActivityStatusCode.Error, null), (spans[0].Status, spans[0].StatusDescription));
        Assert.Equal(repairs + 1, spans.Count - 1);
        Assert.All(spans.Skip(1), static attempt => Assert.Equal(ActivityStatusCode.Unset, attempt.Status));
    }

    [Fact]
    public async Task An_error_status_is_the_type_of_the_error()
    {
        using var root = Begin();
        _server.Enqueue(ScriptedReply.Error(429, "Slow down, " + Configured.Key));
        await Assert.ThrowsAsync<ChatTransportException>(() => Dice().ThrowAsync("die", Token));

        var (call, attempt) = CallAndAttempt();
        Assert.All([call, attempt], static span => Assert.Equal(("429", ActivityStatusCode.Error, null), (span.GetTagItem("error.type"), span.Status, span.StatusDescription)));
        Assert.Null(call.GetTagItem("promptgen.outcome"));
        Assert.Equal(1, _listener.Measured("gen_ai.client.operation.duration", "error.type")["429"].Count);
        Assert.Empty(_listener.Measured("gen_ai.client.token.usage", "gen_ai.token.type"));
    }

    [Fact]
    public async Task What_a_server_refuses_to_take_is_a_request_and_is_remembered_of_the_transport_itself()
    {
        using var root = Begin();
        _server.Enqueue(ScriptedReply.Error(400, "response_format is not supported"));
        var dice = Dice();
        await dice.ThrowAsync("die", Token);
        await dice.ThrowAsync("die", Token);

        var spans = _listener.Spans();
        Assert.Equal([Throw, "chat " + _listener.Model, "chat " + _listener.Model, Throw, "chat " + _listener.Model], spans.Select(static span => span.DisplayName));
        Assert.Equal(["400", null, null], spans.Where(static span => span.Kind == ActivityKind.Client).Select(static span => span.GetTagItem("error.type")));
        Assert.All([spans[0], spans[3]], static call => Assert.Equal(("json_object", 0), (call.GetTagItem("promptgen.response_format"), call.GetTagItem("promptgen.repairs"))));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error()
    {
        using var root = Begin();
        var dice = IDice.Create(Transport(new("http://127.0.0.1:1/v1/")), Options());
        await Assert.ThrowsAsync<ChatTransportException>(() => dice.ThrowAsync("die", Token));
        var (call, attempt) = CallAndAttempt();
        Assert.All([call, attempt], static span => Assert.Equal("System.Net.Http.HttpRequestException", span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_stream_is_a_call_until_it_ends()
    {
        using var root = Begin();
        _server.Enqueue(ScriptedReply.Stream(["It has ", "six ", "sides."], "stop", includeUsage: true));
        await foreach (var _ in Dice().TellAsync("die", Token))
            Assert.Same(root, Activity.Current);

        var (call, attempt) = CallAndAttempt();
        Assert.Equal((Tell, "completed", "text"), (call.DisplayName, call.GetTagItem("promptgen.outcome"), call.GetTagItem("promptgen.response_format")));
        Assert.Equal((true, "text"), (attempt.GetTagItem("gen_ai.request.stream"), attempt.GetTagItem("gen_ai.output.type")));
        Assert.Equal(["stop"], Assert.IsType<string[]>(attempt.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.NotNull(attempt.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.IsType<double>(attempt.GetTagItem("gen_ai.response.time_to_first_chunk"));
        Assert.Equal(1, _listener.Measured("gen_ai.client.operation.time_to_first_chunk", "error.type")[""].Count);
        Assert.Equal(1, _listener.Measured("gen_ai.client.operation.duration", "error.type")[""].Count);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_is_an_error()
    {
        using var root = Begin();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _server.Enqueue(ScriptedReply.RawStream(Piece) with { KeepOpen = true });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Dice().TellAsync("die", cancellation.Token))
                await cancellation.CancelAsync();
        });

        var (call, attempt) = CallAndAttempt();
        Assert.All([call, attempt], static span => Assert.Equal(("System.OperationCanceledException", ActivityStatusCode.Error), (span.GetTagItem("error.type"), span.Status)));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_an_error()
    {
        using var root = Begin();
        _server.Enqueue(ScriptedReply.RawStream(Piece));
        await Assert.ThrowsAsync<ChatTransportException>(async () =>
        {
            await foreach (var _ in Dice().TellAsync("die", Token))
            {
            }
        });

        var (call, attempt) = CallAndAttempt();
        Assert.All([call, attempt], static span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.NotNull(attempt.GetTagItem("gen_ai.response.time_to_first_chunk"));
    }

    [Fact]
    public async Task A_stream_that_is_left_early_is_no_error()
    {
        using var root = Begin();
        _server.Enqueue(ScriptedReply.Stream("It has ", "six ", "sides."));
        await foreach (var _ in Dice().TellAsync("die", Token))
            break;

        var (call, attempt) = CallAndAttempt();
        Assert.All([call, attempt], static span => Assert.Equal((null, ActivityStatusCode.Unset), (span.GetTagItem("error.type"), span.Status)));
        Assert.Null(call.GetTagItem("promptgen.outcome"));
    }

    [Fact]
    public async Task Content_is_shown_where_it_is_asked_for_and_never_the_key()
    {
        using var root = Begin();
        _server.Enqueue(Reply("""{"eyes":7}"""));
        _server.Enqueue(ScriptedReply.Error(500, "Who is " + Configured.Key + "?"));
        _server.Enqueue(ScriptedReply.Stream("It has ", "six sides."));
        var dice = IDice.Create(Transport(_server.BaseAddress), new() { Parameters = new() { Model = _listener.Model }, CaptureMessageContent = true });
        await Assert.ThrowsAsync<ChatTransportException>(() => dice.ThrowAsync("die", Token));
        await foreach (var _ in dice.TellAsync("coin", Token))
        {
        }

        var attempts = _listener.Spans().Where(static span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"Throw a die."}]}]""", attempts[0].GetTagItem("gen_ai.input.messages"));
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"{\"eyes\":7}"}],"finish_reason":"stop"}]""", attempts[0].GetTagItem("gen_ai.output.messages"));
        Assert.Contains("/eyes: expected at most 6, found 7.", (string)attempts[1].GetTagItem("gen_ai.input.messages")!, StringComparison.Ordinal);
        Assert.Null(attempts[1].GetTagItem("gen_ai.output.messages"));
        Assert.Contains("500 InternalServerError", attempts[1].StatusDescription, StringComparison.Ordinal);
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"It has six sides."}],"finish_reason":"stop"}]""", attempts[2].GetTagItem("gen_ai.output.messages"));
        Assert.All(_listener.Spans(), static span => Assert.DoesNotContain(Configured.Key, Everything(span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Content_is_not_shown_by_itself()
    {
        using var root = Begin();
        _server.Enqueue(Reply("""{"eyes":71}"""));
        _server.Enqueue(Reply("""{"eyes":72}"""));
        await Assert.ThrowsAsync<PromptInvalidException>(() => Dice().ThrowAsync("wooden die", Token));
        Assert.All(_listener.Spans(), static span =>
        {
            Assert.DoesNotContain("wooden", Everything(span), StringComparison.Ordinal);
            Assert.DoesNotContain("\"eyes\"", Everything(span), StringComparison.Ordinal);
            Assert.DoesNotContain(Configured.Key, Everything(span), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_transport_with_telemetry_of_its_own_has_no_other(bool hasOwn, int expected)
    {
        using var root = Begin();
        var transport = new DescribedTransport(Transport(_server.BaseAddress), new() { ProviderName = "own", HasOwnTelemetry = hasOwn });
        var dice = IDice.Create(transport, Options());
        await dice.ThrowAsync("die", Token);
        await foreach (var _ in dice.TellAsync("die", Token))
        {
        }

        var spans = _listener.Spans();
        Assert.Equal([Throw, Tell], spans.Where(static span => span.Kind == ActivityKind.Internal).Select(static span => span.DisplayName));
        var attempts = spans.Where(static span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal(2 * expected, attempts.Count);
        Assert.All(attempts, static attempt => Assert.Equal(("own", null), (attempt.GetTagItem("gen_ai.provider.name"), attempt.GetTagItem("server.address"))));
        Assert.Equal(2 * expected, _listener.Measured("gen_ai.client.operation.duration", "error.type").Values.Sum(static measured => measured.Count));
        Assert.All(spans.Where(static span => span.Kind == ActivityKind.Internal), static call => Assert.Equal("completed", call.GetTagItem("promptgen.outcome")));
    }

    [Fact]
    public async Task A_hash_is_of_the_prompt_and_not_of_its_arguments()
    {
        using var root = Begin();
        var dice = Dice();
        await dice.ThrowAsync("die", Token);
        await IDice.PromptRequests.Throw("coin").SendAsync(Transport(_server.BaseAddress), Options(), Token);
        await foreach (var _ in dice.TellAsync("die", Token))
        {
        }

        // A program that is started tomorrow finds these too.
        Assert.Equal(
            [(Throw, "71CE7C367C2240DF"), (Throw, "71CE7C367C2240DF"), (Tell, "88EB422765675E13")],
            _listener.Spans().Where(static span => span.Kind == ActivityKind.Internal).Select(static span => (span.DisplayName, (string)span.GetTagItem("promptgen.prompt.hash")!)));
    }

    private static ScriptedReply Reply(string content, string finishReason = "stop") => new()
    {
        Body = $$$"""
            {"id":"chatcmpl-1","model":"a/real-model","choices":[{"index":0,"finish_reason":"{{{finishReason}}}","message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content)}}}}}],
            "usage":{"prompt_tokens":30,"completion_tokens":12,"total_tokens":42,"cost":0.25,
              "prompt_tokens_details":{"cached_tokens":20},"completion_tokens_details":{"reasoning_tokens":5} }}
            """,
    };

    private static Dictionary<string, object?> Tags(Activity span, string? hidden = null) =>
        span.TagObjects.ToDictionary(static tag => tag.Key, tag => tag.Key == hidden ? "?" : tag.Value is string[] items ? $"[{string.Join(',', items)}]" : tag.Value);

    private static string Everything(Activity span) =>
        string.Join('\n', span.TagObjects.Select(static tag => $"{tag.Key}={(tag.Value is string[] items ? string.Join(',', items) : tag.Value)}").Append(span.DisplayName).Append(span.StatusDescription));

    /// <summary>The context of a lifetime's methods is not that of a test.</summary>
    private Activity Begin()
    {
        Activity.Current = _listener.Root;
        return _listener.Root;
    }

    private HttpChatTransport Transport(Uri address) => new(_client, new() { BaseAddress = address, ApiKey = Configured.Key });

    private PromptClientOptions Options(ChatParameters? parameters = null) => new() { Parameters = (parameters ?? new()) with { Model = _listener.Model } };

    private IDice Dice(ChatParameters? parameters = null) => IDice.Create(Transport(_server.BaseAddress), Options(parameters));

    private (Activity Call, Activity Attempt) CallAndAttempt()
    {
        var spans = _listener.Spans();
        Assert.Equal(2, spans.Count);
        Assert.Equal(_listener.Root.SpanId, spans[0].ParentSpanId);
        Assert.Equal(spans[0].SpanId, spans[1].ParentSpanId);
        return (spans[0], spans[1]);
    }

    private sealed class DescribedTransport(IChatTransport inner, ChatTransportDescription description) : IDescribedChatTransport
    {
        public ChatTransportDescription Description => description;

        public Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) => inner.SendAsync(request, cancellationToken);

        public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var chunk in inner.StreamAsync(request, cancellationToken))
                yield return chunk;
        }
    }
}
