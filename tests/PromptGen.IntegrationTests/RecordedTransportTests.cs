using System.Net;
using System.Text;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>What emitted clients got from the local server, recorded into files and replayed from these.</summary>
public sealed class RecordedTransportTests : IAsyncLifetime
{
    private const string Mode = "PROMPTGEN_RECORDING";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("promptgen-recordings-");
    private readonly (string? Mode, string? Ci) _environment = (Environment.GetEnvironmentVariable(Mode), Environment.GetEnvironmentVariable("CI"));
    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Files => [.. _folder.GetFiles().Select(static file => file.FullName).Order(StringComparer.Ordinal)];

    private HttpChatTransport Http => new(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    public async ValueTask InitializeAsync()
    {
        // Auto records where nothing is set, and on a machine that is unattended it replays.
        Environment.SetEnvironmentVariable(Mode, null);
        Environment.SetEnvironmentVariable("CI", null);
        _server = await LocalChatServer.StartAsync(null, Token);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Mode, _environment.Mode);
        Environment.SetEnvironmentVariable("CI", _environment.Ci);
        _client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_replayed_is_what_was_recorded()
    {
        var recorded = await AskAllAsync(Recording(RecordingMode.Record));
        var count = _server.Requests.Count;
        Assert.Equal(4, Files.Length);
        Assert.Equal(recorded, await AskAllAsync(Recording(RecordingMode.Replay)));
        Assert.Equal(recorded, await AskAllAsync(new RecordedChatTransport(_folder.FullName, null)));
        Assert.Equal(count, _server.Requests.Count);
    }

    [Fact]
    public async Task The_file_is_named_after_the_prompt_and_has_the_exchange()
    {
        _server.Enqueue(ScriptedReply.Content("Kettles ring.\nAt <night>."));
        await IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle", Token);
        var file = Assert.Single(Files);
        Assert.Matches(@"^PromptGen\.IntegrationTests\.IReviewer\.DescribeAsync\.[0-9a-f]{16}\.json$", Path.GetFileName(file));
        Assert.Equal(
            """
            {
              "version": 1,
              "prompt": "PromptGen.IntegrationTests.IReviewer.DescribeAsync",
              "request": {
                "model": "google/gemma-3-27b-it",
                "messages": [
                  {
                    "role": "system",
                    "content": "You are a terse product critic."
                  },
                  {
                    "role": "user",
                    "content": "Describe a kettle in one sentence."
                  }
                ],
                "temperature": 0.1
              },
              "reply": {
                "id": "chatcmpl-scripted",
                "model": "scripted",
                "text": "Kettles ring.\nAt <night>.",
                "finishReason": "stop",
                "usage": {
                  "promptTokens": 0,
                  "completionTokens": 7,
                  "totalTokens": 7
                }
              }
            }

            """.ReplaceLineEndings("\n"),
            await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public async Task The_files_are_the_same_bytes_when_nothing_changed()
    {
        await AskAllAsync(Recording(RecordingMode.Record));
        var before = Files.Select(File.ReadAllBytes).ToList();
        await AskAllAsync(Recording(RecordingMode.Record));
        Assert.Equal(before, Files.Select(File.ReadAllBytes));
    }

    [Fact]
    public async Task A_stream_is_replayed_in_its_pieces()
    {
        _server.Enqueue(ScriptedReply.Stream(["It was ", "a dark", " night."], "stop", includeUsage: true));
        await IEdges.Create(Recording(RecordingMode.Record)).TellAsync("it", Token).ToListAsync(Token);
        Assert.Contains("\"stream\": [", await File.ReadAllTextAsync(Assert.Single(Files), Token), StringComparison.Ordinal);
        Assert.Equal(["It was ", "a dark", " night."], await IEdges.Create(Recording(RecordingMode.Replay)).TellAsync("it", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Items_are_replayed_from_the_whole_stream()
    {
        Leg[] legs = [new("Pack", 1, 2), new("Go", 2, 3)];
        _server.Answer(IPlanner.PromptRequests.Steps("").Contract!, legs);
        Assert.Equal(legs, await IPlanner.Create(Recording(RecordingMode.Record)).StepsAsync("a trip", Token).ToListAsync(Token));
        Assert.Contains("\"stream\": [", await File.ReadAllTextAsync(Assert.Single(Files), Token), StringComparison.Ordinal);
        Assert.Equal(legs, await IPlanner.Create(Recording(RecordingMode.Replay)).StepsAsync("a trip", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_stream_that_is_ended_early_is_recorded_as_far_as_it_came()
    {
        _server.Enqueue(ScriptedReply.Stream("It was ", "a dark", " night."));
        Assert.Equal("It was ", await IEdges.Create(Recording(RecordingMode.Record)).TellAsync("it", Token).FirstAsync(Token));
        Assert.Contains("\"partialStream\": [", await File.ReadAllTextAsync(Assert.Single(Files), Token), StringComparison.Ordinal);
        var edges = IEdges.Create(Recording(RecordingMode.Replay));
        Assert.Equal("It was ", await edges.TellAsync("it", Token).FirstAsync(Token));
        var exception = await Assert.ThrowsAsync<RecordingException>(() => edges.TellAsync("it", Token).ToListAsync(Token).AsTask());
        Assert.Equal(
            $"PromptGen.IntegrationTests.IEdges.TellAsync: the recording, {Files[0]}, ends here, since nobody waited for more when it was made. Delete the file, and record it anew.",
            exception.Message);
        Assert.Equal(Files[0], exception.File);
    }

    [Fact]
    public async Task A_server_that_does_not_take_the_form_is_replayed_with_its_refusal()
    {
        _server.Enqueue(ScriptedReply.Error(400, "response_format is not supported."));
        var recorded = await IReviewer.Create(Recording(RecordingMode.Record)).ReviewAsync("a kettle", cancellationToken: Token);
        Assert.Equal(2, Files.Length);
        Assert.Equal(recorded.Headline, (await IReviewer.Create(Recording(RecordingMode.Replay)).ReviewAsync("a kettle", cancellationToken: Token)).Headline);
    }

    [Fact]
    public async Task What_may_be_otherwise_the_next_time_is_not_recorded()
    {
        var stream = ScriptedReply.Stream("It was ", "a dark", " night.");
        _server.Enqueue(ScriptedReply.RateLimit(TimeSpan.Zero));
        _server.Enqueue(stream with { CutAfter = stream.BodyUtf8.Length / 2 });
        await Assert.ThrowsAsync<ChatTransportException>(() => IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle", Token));
        await Assert.ThrowsAsync<ChatTransportException>(() => IEdges.Create(Recording(RecordingMode.Record)).TellAsync("it", Token).ToListAsync(Token).AsTask());
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_prompt_that_changed_is_told_with_what_differs()
    {
        await IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("something that is not like it at all", Token);
        var far = Assert.Single(Files);
        await IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle that whistles Beethoven's Fifth at night", Token);
        var near = Assert.Single(Files, file => file != far);

        var options = new PromptClientOptions { Parameters = new() { MaxTokens = 9, Stop = ["END"] } };
        var changed = IReviewer.Create(Recording(RecordingMode.Replay), options);
        var exception = await Assert.ThrowsAsync<RecordingException>(() => changed.DescribeAsync("a kettle that whistles Beethoven's Sixth at night", Token));
        Assert.Equal(near, exception.File);
        Assert.Equal(
            $"""
            PromptGen.IntegrationTests.IReviewer.DescribeAsync: the request is not recorded. The nearest recording, {near}, differs:
              /messages/1/content: recorded "…histles Beethoven's Fifth at night in one sentence.", sent "…histles Beethoven's Sixth at night in one sentence."
              /stop: recorded nothing, sent "END"
              /max_tokens: recorded nothing, sent 9
            To record what is missing, run the test in the mode Auto (PROMPTGEN_RECORDING=Auto where CI is set); to record all of it anew, in the mode Record. PruneUnused deletes what is left over.
            """.ReplaceLineEndings("\n"),
            exception.Message);

        exception = await Assert.ThrowsAsync<RecordingException>(() => IPlanner.Create(Recording(RecordingMode.Replay)).PlanAsync("a trip", Token));
        Assert.Null(exception.File);
        Assert.StartsWith(
            $"PromptGen.IntegrationTests.IPlanner.PlanAsync: the request is not recorded, nor is another of the prompt, in {_folder.FullName}. To record",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_that_nobody_needs_is_found_and_deleted()
    {
        await AskAllAsync(Recording(RecordingMode.Record));
        var other = Path.Combine(_folder.FullName, "other.json");
        await File.WriteAllTextAsync(other, "{}", Token);
        var transport = Recording(RecordingMode.Replay);
        await IReviewer.Create(transport).DescribeAsync("a kettle", Token);
        Assert.Equal(3, transport.UnusedFiles.Count);
        Assert.Equal(transport.UnusedFiles, transport.PruneUnused().AsEnumerable());
        Assert.Empty(transport.UnusedFiles);
        Assert.Equal(2, Files.Length);
        Assert.Contains(other, Files);
        await IReviewer.Create(transport).DescribeAsync("a kettle", Token);
    }

    [Theory]
    [InlineData("", "The body is not JSON")]
    [InlineData("<<<<<<< HEAD", "The body is not JSON")]
    [InlineData("[]", "The body: expected an object, received [].")]
    [InlineData("{}", "/version: expected a whole number, received nothing.")]
    [InlineData("""{"version":2}""", "/version: 2, where this version of PromptGen.Testing reads 1.")]
    [InlineData("""{"version":1,"request":[]}""", "/request: expected an object, received [].")]
    [InlineData("""{"version":1,"request":{}}""", "It must have one of the members reply, stream, partialStream, error, and has 0.")]
    [InlineData("""{"version":1,"request":{},"reply":{},"error":{}}""", "It must have one of the members reply, stream, partialStream, error, and has 2.")]
    [InlineData("""{"version":1,"request":{},"reply":{"text":"\ud800"}}""", "The body has a text that is not valid Unicode.")]
    [InlineData("""{"version":1,"request":{},"reply":{"text":1}}""", "/reply/text: expected a text, received 1.")]
    [InlineData("""{"version":1,"request":{},"reply":{"usage":{"promptTokens":1e99}}}""", "/reply/usage/promptTokens: expected a whole number, received 1e99.")]
    [InlineData("""{"version":1,"request":{},"reply":{"txt":""}}""", "/reply/txt: unknown member")]
    [InlineData("""{"version":1,"request":{},"stream":[]}""", "/stream: it does not answer the request, whose answer is whole.")]
    [InlineData("""{"version":1,"request":{},"error":{"status":9,"message":""}}""", "/error/status: expected an HTTP status, received 9.")]
    [InlineData("""{"version":1,"request":{},"reply":{}}""", "/request: it is not the one that the file is named after.")]
    public async Task A_damaged_recording_is_named(string content, string reason)
    {
        await IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle", Token);
        await File.WriteAllTextAsync(Files[0], content, Token);
        var exception = await Assert.ThrowsAsync<RecordingException>(() => IReviewer.Create(Recording(RecordingMode.Replay)).DescribeAsync("a kettle", Token));
        Assert.Equal(Files[0], exception.File);
        Assert.StartsWith($"{Files[0]}: the recording is damaged: {reason}", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Delete the file, and record it anew.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_nesting_without_end_are_damage()
    {
        await IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle", Token);
        foreach (var bytes in new byte[][] { [0xFF, 0xFE, 0], [.. "{\"a\":\""u8, 0xC3, .. "\"}"u8], Encoding.UTF8.GetBytes(new string('[', 100_000)) })
        {
            await File.WriteAllBytesAsync(Files[0], bytes, Token);
            await Assert.ThrowsAsync<RecordingException>(() => IReviewer.Create(Recording(RecordingMode.Replay)).DescribeAsync("a kettle", Token));
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_named()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Token);
        var transport = new RecordedChatTransport(file, Http, new() { Mode = RecordingMode.Record });
        var exception = await Assert.ThrowsAsync<RecordingException>(() => IReviewer.Create(transport).DescribeAsync("a kettle", Token));
        Assert.StartsWith(file, exception.File!, StringComparison.Ordinal);
        Assert.Contains("cannot be written", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_scrubbed_is_in_no_file_and_need_not_be_known_again()
    {
        var secret = "s3cret";
        var options = new RecordedChatTransportOptions { Mode = RecordingMode.Record, Scrub = text => text.Replace(secret, "(secret)", StringComparison.Ordinal) };
        _server.Enqueue(ScriptedReply.Content("It is s3cret \"s3cret\"."));
        _server.Enqueue(ScriptedReply.Stream("It is s3", "cret, ", "so there."));
        var transport = new RecordedChatTransport(_folder.FullName, Http, options);
        Assert.Equal("It is s3cret \"s3cret\".", await IReviewer.Create(transport).DescribeAsync("a s3cret", Token));
        Assert.Equal(["It is s3", "cret, ", "so there."], await IEdges.Create(transport).TellAsync("s3cret", Token).ToListAsync(Token));
        Assert.All(Files, static file => Assert.DoesNotContain("s3cret", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Contains("s3cret", _server.Requests[0].Body, StringComparison.Ordinal);

        secret = "other";
        options.Mode = RecordingMode.Replay;
        transport = new(_folder.FullName, null, options);
        Assert.Equal("It is (secret) \"(secret)\".", await IReviewer.Create(transport).DescribeAsync("a other", Token));
        Assert.Equal(["It is (secret), so there."], await IEdges.Create(transport).TellAsync("other", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Several_transports_at_a_time_leave_whole_files()
    {
        var reviews = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => AskAllAsync(Recording(i % 2 == 0 ? RecordingMode.Record : RecordingMode.Auto)), Token)));
        Assert.All(reviews, review => Assert.Equal(reviews[0], review));
        Assert.Equal(4, Files.Length);
        Assert.Equal(reviews[0], await AskAllAsync(Recording(RecordingMode.Replay)));
    }

    [Theory]
    [InlineData(null, null, RecordingMode.Auto)]
    [InlineData(null, "", RecordingMode.Auto)]
    [InlineData(null, "false", RecordingMode.Auto)]
    [InlineData(null, "true", RecordingMode.Replay)]
    [InlineData("Auto", "true", RecordingMode.Auto)]
    [InlineData("record", "true", RecordingMode.Record)]
    [InlineData("Replay", null, RecordingMode.Replay)]
    public void The_environment_decides_where_the_program_does_not(string? mode, string? ci, RecordingMode expected)
    {
        Environment.SetEnvironmentVariable(Mode, mode);
        Environment.SetEnvironmentVariable("CI", ci);
        Assert.Equal(expected, new RecordedChatTransport(_folder.FullName, Http).Mode);
        Assert.Equal(RecordingMode.Record, Recording(RecordingMode.Record).Mode);
        Assert.Equal(RecordingMode.Replay, new RecordedChatTransport(_folder.FullName, null).Mode);
    }

    [Fact]
    public async Task What_is_missing_is_recorded_and_what_is_there_replayed()
    {
        Environment.SetEnvironmentVariable(Mode, "Auto");
        var first = await AskAllAsync(new RecordedChatTransport(_folder.FullName, Http));
        var count = _server.Requests.Count;
        File.Delete(Files[0]);
        Assert.Equal(first, await AskAllAsync(new RecordedChatTransport(_folder.FullName, Http)));
        Assert.Equal(count + 1, _server.Requests.Count);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>("inner", () => new RecordedChatTransport(_folder.FullName, null, new() { Mode = RecordingMode.Record }));
        Assert.Throws<ArgumentException>("folder", () => new RecordedChatTransport("", Http));
        Environment.SetEnvironmentVariable(Mode, "1");
        Assert.Equal(
            "The environment variable PROMPTGEN_RECORDING is \"1\": it may be Auto, Record or Replay.",
            Assert.Throws<ArgumentException>(() => new RecordedChatTransport(_folder.FullName, Http)).Message);
    }

    [Fact]
    public async Task Tokens_and_their_details_are_replayed()
    {
        const string Body = """{"choices":[{"message":{"content":"Fine."}}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,"cost":0.5,"prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":2}}}""";
        _server.Enqueue(new ScriptedReply { Body = Body });
        var request = IReviewer.PromptRequests.Describe("a kettle").Request;
        await Recording(RecordingMode.Record).SendAsync(request, Token);
        var replayed = await Recording(RecordingMode.Replay).SendAsync(request, Token);
        Assert.Equal(new TokenUsage(9, 3, 12) { CachedTokens = 8, ReasoningTokens = 2, Cost = 0.5m }, replayed.Usage);
    }

    [Fact]
    public async Task A_failure_is_thrown_as_it_was_recorded()
    {
        _server.Enqueue(ScriptedReply.Error(422, "No such product."));
        var recorded = await Assert.ThrowsAsync<ChatTransportException>(() => IReviewer.Create(Recording(RecordingMode.Record)).DescribeAsync("a kettle", Token));
        var replayed = await Assert.ThrowsAsync<ChatTransportException>(() => IReviewer.Create(Recording(RecordingMode.Replay)).DescribeAsync("a kettle", Token));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
        Assert.Equal((recorded.Message, recorded.Code, recorded.RequestId, recorded.Body), (replayed.Message, replayed.Code, replayed.RequestId, replayed.Body));
    }

    private RecordedChatTransport Recording(RecordingMode mode) => new(_folder.FullName, Http, new() { Mode = mode });

    /// <summary>Calls of every kind, and all that they brought.</summary>
    private static async Task<string> AskAllAsync(IChatTransport transport)
    {
        var review = await IReviewer.Create(transport).TryReviewAsync("a kettle", Token);
        var plan = await IPlanner.Create(transport).PlanOnceAsync("a trip", Token);
        return string.Join(
            '\n',
            await IReviewer.Create(transport).DescribeAsync("a kettle", Token),
            IReviewer.PromptRequests.TryReview("").Contract!.ToJson(review.Value),
            $"{review.Outcome} {review.Usage} {review.Attempts.Count} {plan.Outcome} {plan.Usage}",
            string.Join('|', await IEdges.Create(transport).TellAsync("a kettle", Token).ToListAsync(Token)));
    }
}
