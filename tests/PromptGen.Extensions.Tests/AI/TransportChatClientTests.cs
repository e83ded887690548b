using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>PromptGen's own transport as a chat client.</summary>
public sealed class TransportChatClientTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LocalChatServer _server = null!;
    private HttpChatTransport _transport = null!;
    private IChatClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalChatServer.StartAsync(null, Token);
        _transport = Carriers.Http(_server, _http);
        _client = _transport.AsIChatClient("default/model");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_conversation_is_answered()
    {
        _server.Enqueue(new ScriptedReply
        {
            Body = """{"id":"1","model":"other/model","choices":[{"message":{"content":"Fine."},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,"prompt_tokens_details":{"cached_tokens":2}}}""",
        });
        var response = await _client.GetResponseAsync([new(ChatRole.User, "Well?")], new() { Instructions = "You judge." }, Token);
        Assert.Equal(("Fine.", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.Equal(ChatRole.Assistant, Assert.Single(response.Messages).Role);
        Assert.Equal(("1", "other/model"), (response.ResponseId, response.ModelId));
        Assert.True(response.Usage is { InputTokenCount: 3, OutputTokenCount: 4, TotalTokenCount: 7, CachedInputTokenCount: 2, ReasoningTokenCount: null });
        Assert.Equal("Fine.", Assert.IsType<ChatCompletion>(response.RawRepresentation).Content);
        Assert.Equal("""{"model":"default/model","messages":[{"role":"system","content":"You judge."},{"role":"user","content":"Well?"}]}""", Sent());
    }

    [Fact]
    public async Task An_answer_is_streamed()
    {
        _server.Enqueue(ScriptedReply.Stream(["Fi", "ne."], "stop", includeUsage: true));
        var updates = await ListAsync(_client.GetStreamingResponseAsync("Well?", null, Token));
        Assert.Equal(["Fi", "ne."], updates.Select(static update => update.Text).Where(static text => text.Length > 0));
        Assert.All(updates, static update => Assert.IsType<ChatChunk>(update.RawRepresentation));
        Assert.Single(updates.Select(static update => update.MessageId).Distinct());
        var response = updates.ToChatResponse();
        Assert.Equal(("Fine.", ChatFinishReason.Stop), (response.Text, response.FinishReason));
        Assert.True(response.Usage is { TotalTokenCount: > 0 });
    }

    [Fact]
    public async Task Options_become_parameters()
    {
        _server.Enqueue(ScriptedReply.Content("Fine."));
        var options = new ChatOptions
        {
            ModelId = "a/model",
            Temperature = 0.1f,
            TopP = 0.2f,
            TopK = 3,
            FrequencyPenalty = 0.4f,
            PresencePenalty = 0.5f,
            Seed = 6,
            StopSequences = ["a", "b"],
            Reasoning = new() { Effort = ReasoningEffort.ExtraHigh },
            MaxOutputTokens = 8,
            AdditionalProperties = new() { ["min_p"] = 0.1, ["top_a"] = 0.2f, ["repetition_penalty"] = JsonSerializer.SerializeToElement(1.1), ["safe"] = true, ["tags"] = new[] { "x" } },
            RawRepresentationFactory = static _ => new ChatParameters { Seed = 7 },
        };
        await _client.GetResponseAsync("Well?", options, Token);
        Assert.Equal(
            """{"model":"a/model","messages":[{"role":"user","content":"Well?"}],"temperature":0.1,"top_p":0.2,"top_k":3,"min_p":0.1,"top_a":0.2,"frequency_penalty":0.4,"presence_penalty":0.5,"repetition_penalty":1.1,"seed":7,"stop":["a","b"],"reasoning_effort":"xhigh","max_tokens":8,"safe":true,"tags":["x"]}""",
            Sent());
    }

    [Fact]
    public async Task Parameters_without_a_place_in_options_survive_middleware()
    {
        _server.Enqueue(ScriptedReply.Content("Fine."));
        _server.Enqueue(ScriptedReply.Content("Fine."));
        var parameters = new ChatParameters
        {
            Model = "a/model",
            MinP = 0.1,
            TopA = 0.2,
            RepetitionPenalty = 1.1,
            ReasoningEffort = "minimal",
            MaxCompletionTokens = 9,
            IncludeUsage = false,
            Extra = new Dictionary<string, JsonElement> { ["safe"] = JsonSerializer.SerializeToElement(true) },
        };
        var request = new ChatRequest([PromptMessage.User("Well?") with { Attachments = [PromptImage.FromBytes("png"u8.ToArray(), "image/png", ImageDetail.High), PromptImage.FromUrl(new("https://x.y/z.png")), PromptFile.FromPdf("%PDF-1"u8.ToArray(), "a.pdf")] }], parameters);
        using var built = _client.AsBuilder().ConfigureOptions(static _ => { }).Build();
        await built.AsIChatTransport().SendAsync(request, Token);
        Assert.Equal(request.ToJson(), Sent());
        await ListAsync(built.AsIChatTransport().StreamAsync(request, Token));
        Assert.Equal(request.ToJson(stream: true), Sent(1));
    }

    [Theory]
    [InlineData(true, "Says yes or no.")]
    [InlineData(false, null)]
    public async Task A_schema_of_ones_own_is_sent_as_it_is(bool strict, string? description)
    {
        const string Schema = """{"type":"object","properties":{"„yes“":{"type":"boolean"}}}""";
        _server.Enqueue(ScriptedReply.Content("{}"));
        var format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Schema), "own", description);
        await _client.GetResponseAsync("Well?", new() { ResponseFormat = format, AdditionalProperties = strict ? new() { ["strict"] = true } : null }, Token);
        var said = description is null ? "" : $"\"description\":\"{description}\",";
        Assert.EndsWith(
            $$"""{"type":"json_schema","json_schema":{"name":"own",{{said}}"strict":{{(strict ? "true" : "false")}},"schema":{{Schema}}""" + "}}}", Sent(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_formats_are_sent_too()
    {
        _server.Enqueue(ScriptedReply.Content("{}"));
        _server.Enqueue(ScriptedReply.Content("{}"));
        await _client.GetResponseAsync("Well?", new() { ResponseFormat = ChatResponseFormat.Json }, Token);
        await _client.GetResponseAsync("Well?", new() { ResponseFormat = ChatResponseFormat.Text }, Token);
        Assert.EndsWith("""
            "response_format":{"type":"json_object"}}
            """, Sent(), StringComparison.Ordinal);
        Assert.EndsWith("""
            "response_format":{"type":"text"}}
            """, Sent(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Microsofts_own_typed_answers_come_over_it()
    {
        _server.Enqueue(ScriptedReply.Content("""{"name":"lid","isFatal":true}"""));
        var response = await _client.GetResponseAsync<Fault>("Well?", JsonSerializerOptions.Web, cancellationToken: Token);
        Assert.Equal(new("lid", true), response.Result);

        // One that the server makes up for a schema that leaves its objects open.
        response = await _client.GetResponseAsync<Fault>("Well?", JsonSerializerOptions.Web, cancellationToken: Token);
        Assert.NotEmpty(response.Result.Name);
    }

    [Fact]
    public async Task What_a_transport_does_not_carry_is_refused()
    {
        await RefusedAsync("Tools", new() { Tools = [AIFunctionFactory.Create(static () => "noon", "clock")] });
        await RefusedAsync("ConversationId", new() { ConversationId = "1" });
        await RefusedAsync("AllowBackgroundResponses", new() { AllowBackgroundResponses = true });
        await RefusedAsync("HostedFileContent", null, new HostedFileContent("1"));
        await RefusedAsync("FunctionCallContent", null, new FunctionCallContent("1", "clock"));
        Assert.Empty(_server.Requests);

        async Task RefusedAsync(string what, ChatOptions? options, params AIContent[] contents)
        {
            var refused = await Assert.ThrowsAsync<NotSupportedException>(() => _client.GetResponseAsync([new(ChatRole.User, contents)], options, Token));
            Assert.Contains(what, refused.Message, StringComparison.Ordinal);
            Assert.Throws<NotSupportedException>(() => _client.GetStreamingResponseAsync([new(ChatRole.User, contents)], options, Token));
        }
    }

    [Fact]
    public async Task A_refusal_of_the_model_is_an_error_content()
    {
        _server.Enqueue(ScriptedReply.Refusal("I judge nobody."));
        _server.Enqueue(ScriptedReply.Content("Fine."));
        var response = await _client.GetResponseAsync("Well?", null, Token);
        var error = Assert.IsType<ErrorContent>(Assert.Single(response.Messages[0].Contents));
        Assert.Equal(("Refusal", "I judge nobody."), (error.ErrorCode, error.Message));
        await _client.GetResponseAsync([new(ChatRole.User, "Well?"), .. response.Messages, new(ChatRole.User, "Please.")], null, Token);
        Assert.Contains("""{"role":"assistant","content":"I judge nobody."}""", Sent(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Services_are_found()
    {
        var metadata = _client.GetService<ChatClientMetadata>()!;
        Assert.Equal((_server.BaseAddress, "default/model"), (metadata.ProviderUri, metadata.DefaultModelId));
        Assert.Same(_transport, _client.GetService<HttpChatTransport>());
        Assert.Same(_transport, _client.GetService<IChatTransport>());
        Assert.Same(_client, _client.GetService<IChatClient>());
        Assert.Null(_client.GetService<IChatTransport>("key"));
        Assert.Null(_client.GetService<string>());
    }

    [Fact]
    public async Task A_cache_in_front_answers_the_same_prompt_again()
    {
        using var cached = _client.AsBuilder().UseDistributedCache(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))).Build();
        var critic = ICritic.Create(cached.AsIChatTransport());
        var first = await critic.JudgeAsync("a kettle", Token);
        var second = await critic.JudgeAsync("a kettle", Token);
        Assert.Equal((first.Value.Line, first.Value.Mood), (second.Value.Line, second.Value.Mood));
        Assert.Equal(first.Usage, second.Usage);
        Assert.Single(_server.Requests);
        await critic.JudgeAsync("a spoon", Token);
        Assert.Equal(2, _server.Requests.Count);

        _server.Enqueue(ScriptedReply.Stream("It ", "boils."));
        Assert.Equal("It boils.", string.Concat(await ListAsync(critic.PraiseAsync("a kettle", Token))));
        Assert.Equal("It boils.", string.Concat(await ListAsync(critic.PraiseAsync("a kettle", Token))));
        Assert.Equal(3, _server.Requests.Count);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }

    private string Sent(int request = 0) => _server.Requests[request].Body;
}
