using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>How an answer of a schema is asked for: as the model takes it, and in weaker words where its server refuses them.</summary>
public sealed class ResponseFormatTests : IAsyncLifetime
{
    private const string Good = """{"title":"Tea","steps":[{"title":"Boil","from":1,"to":2}]}""";
    private const string Instruction = "\n\nAnswer with nothing but one JSON document, without a fence around it, that is valid under this JSON Schema:\n{\"type\":\"object\",";

    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpChatTransport Transport => new(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void The_schema_stands_in_the_prompt_where_it_is_not_sent()
    {
        foreach (var (request, format) in new[] { (ISmallPlanner.PromptRequests.Plan("tea").Request, null), (ISmallPlanner.PromptRequests.PlanLoosely("tea").Request, "json_object") })
        {
            using var body = JsonDocument.Parse(request.ToJson());
            Assert.Equal(format, body.RootElement.TryGetProperty("response_format", out var sent) ? sent.GetProperty("type").GetString() : null);
            var content = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString();
            Assert.StartsWith("Plan tea." + Instruction, content, StringComparison.Ordinal);
            Assert.Equal(content, Assert.Single(request.Messages).Content);
        }
    }

    [Fact]
    public async Task The_local_server_answers_a_schema_in_the_prompt_as_a_model_would()
    {
        var planner = ISmallPlanner.Create(Transport);
        for (var i = 0; i < 5; i++)
        {
            // What the plan's own check finds wrong, no schema says.
            try
            {
                Assert.NotNull(await planner.PlanAsync("tea " + i, Token));
            }
            catch (PromptInvalidException exception)
            {
                Assert.All(exception.Attempts.SelectMany(static attempt => attempt.Violations), static violation => Assert.Equal("validation", violation.Keyword));
            }
        }
    }

    [Fact]
    public void A_request_of_ones_own_has_the_schema_too()
    {
        var contract = IPlanner.PromptRequests.Plan("tea").Contract;
        PromptMessage[] messages = [PromptMessage.System("Hi"), PromptMessage.User("Plan.") with { Attachments = [PromptImage.FromUrl(new("https://x.y/z.png"))] }];
        var request = new ChatRequest(messages, new() { ResponseFormat = ResponseFormat.JsonObject }, contract);
        Assert.Equal("Hi", request.Messages[0].Content);
        Assert.StartsWith("Plan." + Instruction, request.Messages[1].Content, StringComparison.Ordinal);
        Assert.Single(request.Messages[1].Attachments);
        Assert.Contains("\"text\":\"Plan.\\n\\nAnswer with", request.ToJson(), StringComparison.Ordinal);
        Assert.Empty(new ChatRequest([], new() { ResponseFormat = ResponseFormat.PromptOnly }, contract).Messages);
        Assert.Equal(messages, new ChatRequest(messages, null, contract).Messages);
    }

    [Theory]
    [InlineData(400, "This response_format type is unavailable now")]
    [InlineData(422, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.")]
    public async Task A_server_that_does_not_take_a_schema_is_asked_in_weaker_words_from_then_on(int status, string message)
    {
        var transport = Transport;
        _server.Enqueue(ScriptedReply.Error(status, message));
        _server.Enqueue(ScriptedReply.Content(Good));
        _server.Enqueue(ScriptedReply.Content(Good));
        var planner = IOtherPlanner.Create(transport);
        Assert.Equal("Tea", (await planner.PlanAsync("tea", Token)).Value.Title);
        Assert.Equal("Tea", (await IOtherPlanner.Create(transport).PlanAsync("tea", Token)).Value.Title);
        Assert.Equal(["json_schema", "json_object", "json_object"], FormatsSent());

        // Another transport, and another model, have yet to be asked.
        _server.Enqueue(ScriptedReply.Content(Good));
        _server.Enqueue(ScriptedReply.Content(Good));
        await IOtherPlanner.Create(Transport).PlanAsync("tea", Token);
        await IPlanner.Create(transport).PlanAsync("tea", Token);
        Assert.Equal(["json_schema", "json_schema"], FormatsSent().Skip(3));
    }

    [Fact]
    public async Task A_schema_that_a_server_does_not_take_is_no_reason_to_send_it_no_other()
    {
        var transport = Transport;
        _server.Enqueue(ScriptedReply.Error(400, "Invalid schema for response_format 'Plan': In context=(), 'minimum' is not permitted."));
        _server.Enqueue(ScriptedReply.Content(Good));
        _server.Enqueue(ScriptedReply.Content(Good));
        _server.Enqueue(ScriptedReply.Stream("""{"value":[]}"""));
        var planner = IOtherPlanner.Create(transport);
        await planner.PlanAsync("tea", Token);
        await planner.PlanAsync("tea", Token);
        await foreach (var _ in planner.StepsAsync("tea", Token))
            Assert.Fail("There is none.");
        Assert.Equal(["json_schema", "json_object", "json_object", "json_schema"], FormatsSent());
    }

    [Fact]
    public async Task A_step_that_does_not_help_is_forgotten()
    {
        var transport = Transport;
        for (var i = 0; i < 3; i++)
            _server.Enqueue(ScriptedReply.Error(422, "Extra inputs are not permitted: top_k, in {\"response_format\":…}"));
        _server.Enqueue(ScriptedReply.Content(Good));
        await Assert.ThrowsAsync<ChatTransportException>(() => IOtherPlanner.Create(transport).PlanAsync("tea", Token));
        await IOtherPlanner.Create(transport).PlanAsync("tea", Token);
        Assert.Equal(["json_schema", "json_object", null, "json_schema"], FormatsSent());
    }

    [Fact]
    public async Task A_server_that_takes_no_format_at_all_is_asked_by_the_prompt_alone()
    {
        var transport = Transport;
        _server.Enqueue(ScriptedReply.Error(400, "unknown field response_format"));
        _server.Enqueue(ScriptedReply.Error(400, "unknown field response_format"));
        _server.Enqueue(ScriptedReply.Content("no json"));
        _server.Enqueue(ScriptedReply.Content(Good));
        var result = await IOtherPlanner.Create(transport).PlanAsync("tea", Token);
        Assert.Equal("Tea", result.Value.Title);
        Assert.Equal(["json_schema", "json_object", null, null], FormatsSent());
        Assert.Equal(2, result.Attempts.Count);
    }

    [Fact]
    public async Task A_refusal_while_repairing_keeps_the_answer_that_is_sent_back()
    {
        _server.Enqueue(ScriptedReply.Content("no json"));
        _server.Enqueue(ScriptedReply.Error(400, "json_schema is not enabled"));
        _server.Enqueue(ScriptedReply.Content(Good));
        Assert.Equal(2, (await IOtherPlanner.Create(Transport).PlanAsync("tea", Token)).Attempts.Count);
        Assert.Contains("no json", _server.Requests[2].Body, StringComparison.Ordinal);
        Assert.Equal(["json_schema", "json_schema", "json_object"], FormatsSent());
    }

    [Theory]
    [InlineData(400, "temperature must be at most 2")]
    [InlineData(500, "response_format failed")]
    [InlineData(429, "response_format is too popular")]
    public async Task Any_other_error_is_an_error(int status, string message)
    {
        _server.Enqueue(ScriptedReply.Error(status, message));
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => IOtherPlanner.Create(Transport).PlanAsync("tea", Token));
        Assert.Equal((HttpStatusCode)status, exception.StatusCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_format_that_is_asked_for_is_not_given_up()
    {
        _server.Enqueue(ScriptedReply.Error(400, "This response_format type is unavailable now"));
        await Assert.ThrowsAsync<ChatTransportException>(() => ISmallPlanner.Create(Transport).PlanLooselyAsync("tea", Token));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_stream_is_asked_for_in_weaker_words_too()
    {
        _server.Enqueue(ScriptedReply.Error(400, "This response_format type is unavailable now"));
        _server.Enqueue(ScriptedReply.Stream("""{"value":[{"title":"a","from":1,"to":2}]}"""));
        var steps = new List<Leg>();
        await foreach (var step in IOtherPlanner.Create(Transport).StepsAsync("tea", Token))
            steps.Add(step);
        Assert.Equal([new("a", 1, 2)], steps);
        Assert.Equal(["json_schema", "json_object"], FormatsSent());
    }

    private IEnumerable<string?> FormatsSent() => _server.Requests.Select(static request =>
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.TryGetProperty("response_format", out var format) ? format.GetProperty("type").GetString() : null;
    });
}
