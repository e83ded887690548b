using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What a chat client is asked for, and what its replies are taken for.</summary>
public sealed class ChatClientTransportTests
{
    private static readonly PromptMessage[] Hello = [PromptMessage.User("Hello.")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parameters_become_options()
    {
        var options = await OptionsAsync(new()
        {
            Model = "a/model",
            Temperature = 0.1,
            TopP = 0.2,
            TopK = 3,
            FrequencyPenalty = 0.4,
            PresencePenalty = 0.5,
            Seed = 6,
            Stop = ["a", "b"],
            ReasoningEffort = "xhigh",
            MaxTokens = 8,
            IncludeUsage = true,
        });
        Assert.Equal("a/model", options.ModelId);
        Assert.Equal((0.1f, 0.2f, 3), (options.Temperature, options.TopP, options.TopK));
        Assert.Equal((0.4f, 0.5f, 6), (options.FrequencyPenalty, options.PresencePenalty, options.Seed));
        Assert.Equal(["a", "b"], options.StopSequences);
        Assert.Equal(ReasoningEffort.ExtraHigh, options.Reasoning!.Effort);
        Assert.Equal(8, options.MaxOutputTokens);
        Assert.Null(options.ResponseFormat);
        Assert.Null(options.AdditionalProperties);
        Assert.Equal(9, (await OptionsAsync(new() { MaxCompletionTokens = 9 })).MaxOutputTokens);
    }

    [Fact]
    public async Task What_is_not_set_is_not_asked_for()
    {
        var options = await OptionsAsync(ChatParameters.None);
        Assert.Equal(
            JsonSerializer.Serialize(new ChatOptions(), AIJsonUtilities.DefaultOptions),
            JsonSerializer.Serialize(options, AIJsonUtilities.DefaultOptions));
    }

    [Fact]
    public async Task A_contracts_schema_is_parsed_once_and_sent_as_it_is()
    {
        var request = ICritic.PromptRequests.Judge("a kettle").Request;
        using var client = new ScriptedChatClient();
        await client.AsIChatTransport().SendAsync(request, Token);
        var format = Assert.IsType<ChatResponseFormatJson>(client.Options!.ResponseFormat);
        Assert.Equal(request.Contract!.Name, format.SchemaName);
        Assert.Equal(Encoding.UTF8.GetString(request.Contract.Schema), format.Schema!.Value.GetRawText());
        Assert.Equal(true, client.Options.AdditionalProperties!["strict"]);
        await client.AsIChatTransport().SendAsync(request, Token);
        Assert.Same(format, client.Options.ResponseFormat);
    }

    [Theory]
    [InlineData(ResponseFormat.Text)]
    [InlineData(ResponseFormat.JsonObject)]
    [InlineData(ResponseFormat.PromptOnly)]
    public async Task Weaker_forms_have_the_schema_in_the_prompt(ResponseFormat format)
    {
        using var client = new ScriptedChatClient();
        var request = ICritic.PromptRequests.Judge("a kettle").Request;
        await client.AsIChatTransport().SendAsync(request.With(request.Parameters with { ResponseFormat = format }), Token);
        Assert.Equal(format switch { ResponseFormat.Text => ChatResponseFormat.Text, ResponseFormat.JsonObject => ChatResponseFormat.Json, _ => null }, client.Options!.ResponseFormat);
        Assert.Null(client.Options.AdditionalProperties);
        Assert.EndsWith(Encoding.UTF8.GetString(request.Contract!.Schema), client.Messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_place_is_refused_unless_somebody_places_it()
    {
        var parameters = new ChatParameters { MinP = 0.1, TopA = 0.2, RepetitionPenalty = 1.1, ReasoningEffort = "minimal", IncludeUsage = false, Extra = new Dictionary<string, JsonElement> { ["safe"] = JsonSerializer.SerializeToElement(true) } };
        using var client = new ScriptedChatClient();
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => client.AsIChatTransport().SendAsync(new(Hello, parameters), Token));
        Assert.Contains("min_p, top_a, repetition_penalty, reasoning_effort, include_usage, safe.", refused.Message, StringComparison.Ordinal);
        Assert.Null(client.Options);

        await client.AsIChatTransport(static (request, options) => options.AdditionalProperties = new() { ["min_p"] = request.Parameters.MinP }).SendAsync(new(Hello, parameters), Token);
        Assert.Equal(0.1, client.Options!.AdditionalProperties!["min_p"]);
    }

    [Fact]
    public async Task Messages_keep_their_roles_and_what_goes_with_them()
    {
        using var client = new ScriptedChatClient();
        var message = PromptMessage.User("Look.") with
        {
            Attachments = [PromptImage.FromUrl(new("https://x.y/z.png"), ImageDetail.Low), PromptImage.FromBytes("png"u8.ToArray(), "image/png"), PromptFile.FromPdf("%PDF-1"u8.ToArray(), "a.pdf")],
        };
        await client.AsIChatTransport().SendAsync(new([PromptMessage.System("s"), new(PromptRole.Developer, "d"), PromptMessage.Assistant("a"), new(new("critic"), "c"), message]), Token);
        Assert.Equal(["system", "developer", "assistant", "critic", "user"], client.Messages.Select(static message => message.Role.Value));
        Assert.Collection(
            client.Messages[4].Contents,
            static text => Assert.Equal("Look.", Assert.IsType<TextContent>(text).Text),
            static content =>
            {
                var image = Assert.IsType<UriContent>(content);
                Assert.Equal("https://x.y/z.png", image.Uri.OriginalString);
                Assert.True(image.HasTopLevelMediaType("image"));
                Assert.Equal("low", image.AdditionalProperties!["detail"]);
            },
            static content =>
            {
                var image = Assert.IsType<DataContent>(content);
                Assert.Equal("image/png", image.MediaType);
                Assert.Equal("png"u8.ToArray(), image.Data.ToArray());
            },
            static content =>
            {
                var file = Assert.IsType<DataContent>(content);
                Assert.Equal(("application/pdf", "a.pdf"), (file.MediaType, file.Name));
            });
    }

    [Fact]
    public async Task A_reply_is_read_to_its_last_detail()
    {
        using var client = new ScriptedChatClient
        {
            Response = new(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("Hm."), new TextContent("Fi"), new TextContent("ne.")]))
            {
                ResponseId = "id",
                ModelId = "other/model",
                FinishReason = new("eos"),
                Usage = new() { InputTokenCount = 3, OutputTokenCount = 4, CachedInputTokenCount = 2, ReasoningTokenCount = 1 },
            },
        };
        var completion = await client.AsIChatTransport().SendAsync(new(Hello), Token);
        Assert.Equal(("id", "other/model", "Fine.", null), (completion.Id, completion.Model, completion.Content, completion.Refusal));
        Assert.Equal(new FinishReason("eos"), completion.FinishReason);
        Assert.Equal(new TokenUsage(3, 4, 7) { CachedTokens = 2, ReasoningTokens = 1 }, completion.Usage);
        Assert.False(completion.HasToolCalls);
    }

    [Fact]
    public async Task A_reply_that_says_nothing_says_nothing()
    {
        using var client = new ScriptedChatClient { Response = new() };
        var completion = await client.AsIChatTransport().SendAsync(new(Hello), Token);
        Assert.Equal((null, null, null, null, null, null), (completion.Content, completion.Refusal, completion.Id, completion.Model, completion.FinishReason, completion.Usage));
    }

    [Fact]
    public async Task Calls_that_middleware_made_are_none_of_the_answer()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.Assistant, [new TextContent("Let me see."), new FunctionCallContent("1", "clock")]),
            new(ChatRole.Tool, [new FunctionResultContent("1", "noon")]),
            new(ChatRole.Assistant, "It is noon."),
        ];
        using var called = new ScriptedChatClient { Response = new(messages), Updates = [.. messages.Select(static message => new ChatResponseUpdate(message.Role, message.Contents))] };
        var completion = await called.AsIChatTransport().SendAsync(new(Hello), Token);
        Assert.Equal(("It is noon.", false), (completion.Content, completion.HasToolCalls));
        Assert.DoesNotContain(await ChunksAsync(called), static chunk => chunk.HasToolCalls);

        using var asked = new ScriptedChatClient { Response = new(messages[0]), Updates = [new(ChatRole.Assistant, messages[0].Contents)] };
        Assert.True((await asked.AsIChatTransport().SendAsync(new(Hello), Token)).HasToolCalls);
        Assert.Contains(await ChunksAsync(asked), static chunk => chunk.HasToolCalls);
    }

    [Fact]
    public async Task Middleware_calls_tools_before_there_is_an_answer()
    {
        await using var server = await LocalChatServer.StartAsync(null, Token);
        using var http = new HttpClient();
        using var inner = Carriers.OpenAI(server, http);
        using var client = inner.AsBuilder()
            .ConfigureOptions(static options => options.Tools = [AIFunctionFactory.Create(static () => "five", "look")])
            .UseFunctionInvocation()
            .Build();
        server.Enqueue(new ScriptedReply
        {
            Body = """
                {"id":"1","object":"chat.completion","created":1,"model":"a/model","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":"Let me look.",
                "tool_calls":[{"id":"c","type":"function","function":{"name":"look","arguments":"{}"}}]}}]}
                """,
        });
        server.Enqueue(ScriptedReply.Content("""{"eyes":5}"""));
        Assert.Equal(new(5), await IDice.Create(client.AsIChatTransport()).ThrowAsync("die", Token));
        Assert.Contains("five", server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_has_prompts_over_its_chat_client()
    {
        var services = new ServiceCollection();
        services.AddChatClient(new ScriptedChatClient { Response = new(new ChatMessage(ChatRole.Assistant, """{"eyes":5}""")) });
        services.AddSingleton(static provider => provider.GetRequiredService<IChatClient>().AsIChatTransport());
        services.AddPromptClient<IDice>();
        await using var provider = services.BuildServiceProvider();
        Assert.Equal(new(5), await provider.GetRequiredService<IDice>().ThrowAsync("die", Token));
    }

    [Fact]
    public async Task A_streams_tokens_are_counted_together()
    {
        using var client = new ScriptedChatClient
        {
            Updates =
            [
                new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 5 })]),
                new(ChatRole.Assistant, "Fine."),
                new(ChatRole.Assistant, [new UsageContent(new() { OutputTokenCount = 2 })]) { FinishReason = ChatFinishReason.Stop },
            ],
        };
        var chunks = await ChunksAsync(client);
        Assert.Equal([new TokenUsage(5, 0, 5), null, new TokenUsage(5, 2, 7)], chunks.Select(static chunk => chunk.Usage));
        Assert.Equal([null, "Fine.", null], chunks.Select(static chunk => chunk.Text));
        Assert.Equal(FinishReason.Stop, chunks[2].FinishReason);
    }

    [Fact]
    public async Task An_error_in_place_of_an_answer_is_a_failure()
    {
        using var client = new ScriptedChatClient { Response = new(new ChatMessage(ChatRole.Assistant, [new ErrorContent("Out of memory.") { ErrorCode = "server_error" }])) };
        var failure = await Assert.ThrowsAsync<ChatTransportException>(() => client.AsIChatTransport().SendAsync(new(Hello), Token));
        Assert.Equal("server_error", failure.Code);
        Assert.Contains("Out of memory.", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, HttpStatusCode?> Failures() => new()
    {
        { new HttpRequestException("Down.", null, HttpStatusCode.BadGateway), HttpStatusCode.BadGateway },
        { new InvalidOperationException("Wrapped.", new HttpRequestException("Down.", null, HttpStatusCode.BadRequest)), HttpStatusCode.BadRequest },
        { new InvalidOperationException("HTTP 400 (invalid_request_error: )\n\nNo."), HttpStatusCode.BadRequest },
        { new InvalidOperationException("Service request failed.\nStatus: 422 (Unprocessable Entity)\n"), HttpStatusCode.UnprocessableEntity },
        { new JsonException("400 is no status here."), null },
        { new TaskCanceledException("Timed out."), null },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task What_a_client_throws_is_a_transports_failure(Exception exception, HttpStatusCode? status)
    {
        using var client = new ScriptedChatClient { Failure = exception, Updates = [new(ChatRole.Assistant, "Fi")] };
        var failure = await Assert.ThrowsAsync<ChatTransportException>(() => client.AsIChatTransport().SendAsync(new(Hello), Token));
        Assert.Equal(status, failure.StatusCode);
        Assert.Same(exception, failure.InnerException);
        Assert.StartsWith("https://scripted.example/v1: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, (await Assert.ThrowsAsync<ChatTransportException>(() => ChunksAsync(client))).StatusCode);
    }

    [Fact]
    public async Task The_programs_own_mistakes_are_not_the_servers()
    {
        foreach (var exception in new Exception[] { new ObjectDisposedException("client"), new NotSupportedException("No tools."), new ChatTransportException("Ours.") })
        {
            using var client = new ScriptedChatClient { Failure = exception };
            Assert.Same(exception, await Record.ExceptionAsync(() => client.AsIChatTransport().SendAsync(new(Hello), Token)));
        }
    }

    [Fact]
    public async Task OpenAIs_library_says_bounds_in_words_unless_it_is_given_the_schema()
    {
        await using var server = await LocalChatServer.StartAsync(null, Token);
        using var http = new HttpClient();
        using var client = Carriers.OpenAI(server, http);
        server.Enqueue(ScriptedReply.Content("""{"eyes":3}"""));
        server.Enqueue(ScriptedReply.Content("""{"eyes":3}"""));
        var prompt = IDice.PromptRequests.Throw("die");
        await prompt.SendAsync(client.AsIChatTransport(), null, Token);
        var said = SchemaOf(server.Requests[0]).GetProperty("properties").GetProperty("eyes");
        Assert.Equal("minimum: 1\nmaximum: 6", said.GetProperty("description").GetString());
        Assert.False(said.TryGetProperty("minimum", out _));

        await prompt.SendAsync(client.AsIChatTransport(OpenAISchema.SendAsItIs), null, Token);
        Assert.Equal(Encoding.UTF8.GetString(prompt.Contract!.Schema), SchemaOf(server.Requests[1]).GetRawText());

        static JsonElement SchemaOf(ReceivedRequest request) => JsonElement.Parse(request.Body).GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
    }

    [Fact]
    public async Task OllamaSharp_sends_the_schema_as_it_is()
    {
        using var handler = new OllamaHandler("""{"model":"gemma3","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"{\"eyes\":3}"},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":4}""");
        using var http = new HttpClient(handler) { BaseAddress = new("http://ollama.example") };
        using var client = new OllamaSharp.OllamaApiClient(http, "gemma3");
        var transport = client.AsIChatTransport(static (request, options) => (options.AdditionalProperties ??= [])["min_p"] = request.Parameters.MinP);
        var prompt = IDice.PromptRequests.Throw("die");
        var result = await prompt.SendForResultAsync(transport, new() { Parameters = new() { MinP = 0.5, MaxTokens = 9 } }, Token);
        Assert.Equal(new(3), result.Value);
        Assert.Equal(new TokenUsage(3, 4, 7), result.Usage);
        using var body = JsonDocument.Parse(handler.Body);
        Assert.Equal(Encoding.UTF8.GetString(prompt.Contract!.Schema), body.RootElement.GetProperty("format").GetRawText());
        Assert.Equal(0.5, body.RootElement.GetProperty("options").GetProperty("min_p").GetDouble());
        Assert.Equal(9, body.RootElement.GetProperty("options").GetProperty("num_predict").GetInt32());
    }

    private static async Task<ChatOptions> OptionsAsync(ChatParameters parameters)
    {
        using var client = new ScriptedChatClient();
        await client.AsIChatTransport().SendAsync(new(Hello, parameters), Token);
        return client.Options!;
    }

    private static async Task<List<ChatChunk>> ChunksAsync(IChatClient client)
    {
        var chunks = new List<ChatChunk>();
        await foreach (var chunk in client.AsIChatTransport().StreamAsync(new(Hello), Token))
            chunks.Add(chunk);
        return chunks;
    }

    /// <summary>Answers whatever it is asked, and keeps the request's body.</summary>
    private sealed class OllamaHandler(string reply) : HttpMessageHandler
    {
        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new(HttpStatusCode.OK) { Content = new StringContent(reply) };
        }
    }
}
