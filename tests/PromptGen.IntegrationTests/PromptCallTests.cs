using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Prompts from the call to the value, over HTTP, against a server that knows nothing but what is sent to it.</summary>
public sealed class PromptCallTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IChatTransport Transport => new HttpChatTransport(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_text_prompt_brings_text()
    {
        Assert.NotEmpty(await IReviewer.Create(Transport).DescribeAsync("a kettle", Token));
        Assert.Equal(
            """{"model":"google/gemma-3-27b-it","messages":[{"role":"system","content":"You are a terse product critic."},{"role":"user","content":"Describe a kettle in one sentence."}],"temperature":0.1}""",
            _server.Requests.Single().Body);
    }

    [Fact]
    public async Task A_typed_prompt_brings_a_value_that_fits()
    {
        var review = await IReviewer.Create(Transport).ReviewAsync("a kettle", cancellationToken: Token);
        Assert.InRange(review.Stars, 1, 5);

        using var request = JsonDocument.Parse(_server.Requests.Single().Body);
        var format = request.RootElement.GetProperty("response_format");
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.True(format.GetProperty("json_schema").GetProperty("strict").GetBoolean());
        Assert.Equal("Review", format.GetProperty("json_schema").GetProperty("name").GetString());
        Assert.Equal(400, request.RootElement.GetProperty("max_tokens").GetInt32());
        Assert.Equal("Review a kettle for everyone.", request.RootElement.GetProperty("messages")[1].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Whatever_the_schema_allows_the_reader_takes()
    {
        var reviewer = IReviewer.Create(Transport);
        for (var i = 0; i < 200; i++)
        {
            var result = await reviewer.TryReviewAsync("product number " + i, Token);
            Assert.Empty(result.Violations);
            Assert.Equal(PromptOutcome.Completed, result.Outcome);
        }
    }

    [Fact]
    public async Task A_wrong_answer_comes_back_as_what_is_wrong_with_it()
    {
        _server.Enqueue(ScriptedReply.Content("""{"headline":"x","sentiment":"Ecstatic"}"""));
        var exception = await Assert.ThrowsAsync<PromptInvalidException>(() => IReviewer.Create(Transport, new() { MaxRepairs = 0 }).ReviewAsync("a kettle", cancellationToken: Token));
        Assert.StartsWith(
            "PromptGen.IntegrationTests.IReviewer.ReviewAsync: the answer is not what was asked for. /sentiment: expected one of \"Negative\", \"Mixed\", \"Positive\", found \"Ecstatic\".",
            exception.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("""And 4 more. The answer: {"headline":"x","sentiment":"Ecstatic"}""", exception.Message, StringComparison.Ordinal);
        Assert.Equal(9, exception.Violations.Count);
    }

    [Fact]
    public async Task Every_outcome_is_told_apart()
    {
        var reviewer = IReviewer.Create(Transport, new() { MaxRepairs = 0 });
        _server.Enqueue(ScriptedReply.Refusal("I would rather not."));
        Assert.Equal(PromptOutcome.Refused, (await reviewer.TryReviewAsync("a", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Content("""{"headline":"x""", "length"));
        Assert.Equal(PromptOutcome.Truncated, (await reviewer.TryReviewAsync("a", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Content("{}", "content_filter"));
        Assert.Equal(PromptOutcome.Filtered, (await reviewer.TryReviewAsync("a", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Content("Sure! Here is your review."));
        Assert.Equal(PromptOutcome.Invalid, (await reviewer.TryReviewAsync("a", Token)).Outcome);
        _server.Enqueue(ScriptedReply.Error(500, "boom"));
        await Assert.ThrowsAsync<ChatTransportException>(async () => await reviewer.TryReviewAsync("a", Token));
    }

    [Fact]
    public async Task A_wrong_key_is_named_as_such()
    {
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = "right" }, Token);
        var transport = new HttpChatTransport(_client, new() { BaseAddress = server.BaseAddress, ApiKey = "wrong-key" });
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => IReviewer.Create(transport).DescribeAsync("a", Token));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.DoesNotContain("wrong-key", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_declared_lies_over_the_options()
    {
        var options = new PromptClientOptions { Parameters = new() { Model = "from/options", Temperature = 1, MaxTokens = 99 } };
        await IReviewer.Create(Transport, options).DescribeAsync("a kettle", Token);
        Assert.EndsWith("""],"temperature":0.1,"max_tokens":99}""", _server.Requests[0].Body, StringComparison.Ordinal);
        Assert.StartsWith("""{"model":"google/gemma-3-27b-it",""", _server.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_derived_interface_sends_inherited_prompts_its_own_way()
    {
        IReviewer cheap = ICheapReviewer.Create(Transport);
        await cheap.DescribeAsync("a kettle", Token);
        Assert.StartsWith("""{"model":"a/cheap-model",""", _server.Requests.Single().Body, StringComparison.Ordinal);
        Assert.EndsWith("\"temperature\":0.1}", _server.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_brings_the_text_in_pieces()
    {
        var edges = IEdges.Create(Transport);
        var pieces = new List<string>();
        await foreach (var piece in edges.TellAsync("lighthouses", Token))
            pieces.Add(piece);
        Assert.True(pieces.Count > 1);
        Assert.Contains("\"stream\":true", _server.Requests[0].Body, StringComparison.Ordinal);

        var stream = IEdges.PromptRequests.Tell("lighthouses").StreamAsync(Transport, cancellationToken: Token);
        Assert.Null(stream.Completion);
        await foreach (var _ in stream)
        {
            // To its end.
        }

        Assert.Equal(string.Concat(pieces), stream.Completion!.Content);
        Assert.True(stream.Completion.Usage!.Value.CompletionTokens > 0);
    }

    [Fact]
    public async Task A_stream_is_cancelled_by_either_token()
    {
        using var ofTheCall = new CancellationTokenSource();
        using var ofTheEnumeration = new CancellationTokenSource();
        foreach (var source in new[] { ofTheCall, ofTheEnumeration })
        {
            var stream = IEdges.PromptRequests.Tell("lighthouses").StreamAsync(Transport, cancellationToken: ofTheCall.Token);
            await using var pieces = stream.GetAsyncEnumerator(ofTheEnumeration.Token);
            Assert.True(source == ofTheEnumeration || await pieces.MoveNextAsync());
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (await pieces.MoveNextAsync())
                {
                }
            });
        }
    }

    [Fact]
    public void Every_parameter_of_the_attribute_has_its_member()
    {
        var request = IEdges.PromptRequests.Everything(
            "this",
            PromptImage.FromUrl(new("https://example.org/a.png")),
            [PromptFile.FromPdf("%PDF-"u8.ToArray(), "a.pdf")],
            [PromptMessage.User("Before."), PromptMessage.Assistant("Yes?")]).Request;
        Assert.Equal(
            """{"messages":[{"role":"system","content":"First."},{"role":"developer","content":"Second, this."},{"role":"user","content":"Look at {it}."},{"role":"assistant","content":"I see {it}."},{"role":"user","content":"Before."},{"role":"assistant","content":"Yes?"},{"role":"user","content":[{"type":"text","text":"Look at this."},{"type":"image_url","image_url":{"url":"https://example.org/a.png"}},{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERi0=","filename":"a.pdf"}}]}],"temperature":0.1,"top_p":0.9,"top_k":40,"min_p":0.05,"top_a":0.2,"frequency_penalty":-0.5,"presence_penalty":0.5,"repetition_penalty":1.1,"seed":42,"stop":["END","\n\n"],"reasoning_effort":"low","max_completion_tokens":9}""",
            request.ToJson());
        Assert.Equal(new ChatRequest(request.Messages, request.Parameters).ToJson(), request.ToJson());
    }

    public static TheoryData<string, string> Parameters() => new()
    {
        { "model", "\"a/b\"" },
        { "temperature", "0.1" },
        { "top_p", "0.9" },
        { "top_k", "40" },
        { "min_p", "0.05" },
        { "top_a", "0.2" },
        { "frequency_penalty", "-1.5" },
        { "presence_penalty", "1.5" },
        { "repetition_penalty", "1.1" },
        { "seed", "42" },
        { "stop", "[\"a\",\"b\"]" },
        { "reasoning_effort", "\"low\"" },
        { "max_tokens", "5" },
        { "response_format", "{\"type\":\"json_object\"}" },
        { "provider", "{\"order\":[\"x\"]}" },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task Each_parameter_of_a_call_is_on_the_wire_and_no_other(string member, string json)
    {
        using var value = JsonDocument.Parse(json);
        var parameters = member switch
        {
            "model" => new ChatParameters { Model = "a/b" },
            "temperature" => new() { Temperature = 0.1 },
            "top_p" => new() { TopP = 0.9 },
            "top_k" => new() { TopK = 40 },
            "min_p" => new() { MinP = 0.05 },
            "top_a" => new() { TopA = 0.2 },
            "frequency_penalty" => new() { FrequencyPenalty = -1.5 },
            "presence_penalty" => new() { PresencePenalty = 1.5 },
            "repetition_penalty" => new() { RepetitionPenalty = 1.1 },
            "seed" => new() { Seed = 42 },
            "stop" => new() { Stop = ["a", "b"] },
            "reasoning_effort" => new() { ReasoningEffort = "low" },
            "max_tokens" => new() { MaxTokens = 5 },
            "response_format" => new() { ResponseFormat = ResponseFormat.JsonObject },
            _ => new() { Extra = new Dictionary<string, JsonElement> { ["provider"] = value.RootElement } },
        };
        _server.Enqueue(ScriptedReply.Content("fine"));
        await IEdges.Create(Transport).PlainAsync(parameters, Token);
        using var body = JsonDocument.Parse(_server.Requests.Single().Body);
        Assert.Equal(json, body.RootElement.GetProperty(member).GetRawText());
        Assert.Equal(2, body.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public async Task Each_parameter_of_an_attribute_is_on_the_wire()
    {
        _server.Enqueue(ScriptedReply.Content("fine"));
        await IEdges.Create(Transport).EverythingAsync("this", null, null, null, cancellationToken: Token);
        Assert.EndsWith(
            "],\"temperature\":0.1,\"top_p\":0.9,\"top_k\":40,\"min_p\":0.05,\"top_a\":0.2,\"frequency_penalty\":-0.5,\"presence_penalty\":0.5,\"repetition_penalty\":1.1,\"seed\":42,\"stop\":[\"END\",\"\\n\\n\"],\"reasoning_effort\":\"low\",\"max_completion_tokens\":9}",
            _server.Requests.Single().Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameters_of_a_call_lie_over_all_others()
    {
        var request = IEdges.PromptRequests.Everything("this", null, null, null, new() { Model = "m", TopK = 1, Seed = 2, Stop = ["!"], MaxTokens = 3 }).Request;
        Assert.EndsWith(
            "],\"temperature\":0.1,\"top_p\":0.9,\"top_k\":1,\"min_p\":0.05,\"top_a\":0.2,\"frequency_penalty\":-0.5,\"presence_penalty\":0.5,\"repetition_penalty\":1.1,\"seed\":2,\"stop\":\"!\",\"reasoning_effort\":\"low\",\"max_tokens\":3}",
            request.ToJson(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_can_be_looked_at_sent_and_read_by_hand()
    {
        var prompt = IReviewer.PromptRequests.Describe("a kettle");
        Assert.Equal("PromptGen.IntegrationTests.IReviewer.DescribeAsync", prompt.Name);
        Assert.Equal("Describe a kettle in one sentence.", prompt.Request.Messages[1].Content);
        Assert.Equal("saved", prompt.Parse("saved").Value);
        Assert.Null(prompt.Contract);

        var sent = await prompt.SendAsync(Transport, cancellationToken: Token);
        Assert.NotEmpty(sent);
        Assert.Equal(prompt.Request.ToJson(), _server.Requests.Single().Body);
    }

    [Fact]
    public async Task An_argument_is_never_taken_for_a_placeholder()
    {
        await IReviewer.Create(Transport).ReviewAsync("{audience} {{x}} \"quoted\"\n\ud83d", "{product}", Token);
        using var request = JsonDocument.Parse(_server.Requests.Single().Body);
        Assert.Equal("Review {audience} {{x}} \"quoted\"\n\uFFFD for {product}.", request.RootElement.GetProperty("messages")[1].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_client_is_safe_to_use_from_many_threads()
    {
        var reviewer = IReviewer.Create(Transport);
        var names = Enumerable.Range(0, 200).Select(static i => $"product-{i:000}").ToList();
        var texts = await Task.WhenAll(names.Select(name => reviewer.DescribeAsync(name, Token)));
        Assert.All(names.Zip(texts), static pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
