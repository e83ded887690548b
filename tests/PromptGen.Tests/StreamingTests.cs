using System.Diagnostics;
using System.Text.Json;

namespace PromptGen.Tests;

/// <summary>Streams over real sockets: events by the book, and by servers that have not read it.</summary>
public sealed class StreamingTests
{
    private static readonly Prompt<string> Tell = new(new("ITell.TellAsync", null, ChatParameters.None), static writer => writer.BeginMessage(PromptRole.User));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Usage => """{"id":"x","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""";

    [Theory]
    [InlineData("\n", "data: ", "", "")]
    [InlineData("\r\n", "data: ", "", "")]
    [InlineData("\r", "data: ", "", "")]
    [InlineData("\n", "data:", "", "")]
    [InlineData("\n", "data: ", "\uFEFF", "")]
    [InlineData("\r\n", "data:", ": OPENROUTER PROCESSING\r\n\r\n", ": ping\r\n")]
    [InlineData("\n", "data: ", "retry: 1000\nid: 7\n\n", "event: message\n")]
    [InlineData("\n", "data: ", "data: : PROCESSING\n\ndata:\n\n", "")]
    public async Task Events_may_be_framed_in_any_way_that_the_book_allows(string end, string field, string start, string before)
    {
        var events = new[] { Role(), Delta("Hé"), Delta("llo"), Delta(" 😀"), Stop(), Usage, "[DONE]" };
        var body = start + string.Concat(events.Select(data => before + field + data + end + end));
        foreach (var pieces in new[] { 0, 1, 7 })
        {
            var (text, stream) = await ReadAsync(EventStream(body), pieces);
            Assert.Equal(["Hé", "llo", " 😀"], text);
            Assert.Equal("Héllo 😀", stream.Completion!.Content);
            Assert.Equal(FinishReason.Stop, stream.Completion.FinishReason);
            Assert.Equal(new TokenUsage(1, 2, 3), stream.Completion.Usage);
            Assert.Equal("x", stream.Completion.Id);
        }
    }

    [Fact]
    public async Task Data_may_have_several_lines()
    {
        var body = "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"Hello\"},\ndata:\"finish_reason\":\"stop\"}]}\n\n";
        Assert.Equal(["Hello"], (await ReadAsync(EventStream(body))).Text);
    }

    [Theory]
    [InlineData("data: [DONE]")]
    [InlineData("data: [DONE]\n")]
    [InlineData("")]
    public async Task The_last_line_needs_no_end(string last)
    {
        var body = $"data: {Delta("Hello")}\n\ndata: {Stop()}\n\n{last}";
        Assert.Equal(["Hello"], (await ReadAsync(EventStream(body))).Text);
        Assert.Equal(["Hello"], (await ReadAsync(EventStream($"data: {Delta("Hello")}\n\ndata: {Stop()}"))).Text);
    }

    [Fact]
    public async Task Done_is_enough_without_a_finish_reason()
    {
        var (text, stream) = await ReadAsync(EventStream($"data: {Delta("Hello")}\n\ndata: [DONE]\n\n"));
        Assert.Equal(["Hello"], text);
        Assert.Null(stream.Completion!.FinishReason);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_connection_that_is_left_open_after_done_is_not_waited_for()
    {
        await using var server = new LoopbackSocket("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: " + Delta("Hello") + "\n\ndata: [DONE]\n\n", stall: true);
        var watch = Stopwatch.StartNew();
        Assert.Equal(["Hello"], (await ReadAsync(server).WaitAsync(TestContext.Current.CancellationToken)).Text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n")]
    public async Task A_reply_that_does_not_say_what_it_is_is_a_stream(string head) =>
        Assert.Equal(["Hello"], (await ReadAsync(head + $"data: {Delta("Hello")}\n\ndata: [DONE]\n\n")).Text);

    [Fact]
    public async Task A_server_that_does_not_stream_is_one_piece()
    {
        var reply = LoopbackSocket.Reply("200 OK", """{"id":"y","choices":[{"message":{"content":"Hello all"},"finish_reason":"stop"}],"usage":{"total_tokens":9}}""");
        var (text, stream) = await ReadAsync(reply);
        Assert.Equal(["Hello all"], text);
        Assert.Equal(9, stream.Completion!.Usage!.Value.TotalTokens);
    }

    [Fact]
    public async Task Characters_that_come_in_halves_are_put_together()
    {
        string[] texts = [@"""a \ud83d""", @"""\ude00 b \""q\"" \u00e9\n""", @"""\ude00""", @"""c \ud83d"""];
        var body = string.Concat(texts.Select(static text => $"data: {Raw(text)}\n\n")) + "data: [DONE]\n\n";
        Assert.Equal(["a ", "😀 b \"q\" é\n", "\uFFFD", "c ", "\uFFFD"], (await ReadAsync(EventStream(body))).Text);
    }

    [Fact]
    public async Task Only_the_first_choice_counts()
    {
        var body = """
            data: {"choices":[{"delta":{"content":"no"},"index":1},{"index":0,"delta":{"content":"yes"}}]}

            data: {"choices":[{"index":1,"delta":{"content":"no"},"finish_reason":"length"},{"index":0,"delta":null,"finish_reason":""}]}

            data: {"choices":[{"index":0,"finish_reason":"stop"},7,null]}

            data: {"choices":null,"obfuscation":"xyz"}

            data: [DONE]


            """;
        Assert.Equal(["yes"], (await ReadAsync(EventStream(body))).Text);
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"Overloaded\",\"code\":502},\"choices\":[]}\n\n", "Overloaded", "502")]
    [InlineData("event: error\ndata: {\"message\":\"Overloaded\",\"code\":\"busy\"}\n\n", "Overloaded", "busy")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\",\"error\":{\"message\":\"Overloaded\"}}]}\n\n", "Overloaded", null)]
    public async Task An_error_within_the_stream_ends_it_after_what_came_before(string error, string message, string? code)
    {
        var (text, exception) = await FailAsync<ChatTransportException>(EventStream($"data: {Delta("Once")}\n\n{error}data: [DONE]\n\n"));
        Assert.Equal(["Once"], text);
        Assert.EndsWith("200, but the server answered with an error: " + message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(code, exception.Code);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"On")]
    [InlineData("data: nonsense\n\n")]
    [InlineData("data: [1]\n\n")]
    [InlineData("data: {\"choices\":[]} {}\n\n")]
    public async Task What_is_no_chunk_is_a_transport_failure(string events)
    {
        var (text, exception) = await FailAsync<ChatTransportException>(EventStream($"data: {Delta("Once")}\n\n{events}"));
        Assert.Equal(["Once"], text);
        Assert.Contains("no chunk of a chat completion", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_a_transport_failure()
    {
        var (text, exception) = await FailAsync<ChatTransportException>(EventStream($"data: {Delta("Once")}\n\n"));
        Assert.Equal(["Once"], text);
        Assert.EndsWith("the stream broke off before the answer was whole. Try again.", exception.Message, StringComparison.Ordinal);

        var cut = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\ndata: " + Delta("Once") + "\n\n";
        Assert.Equal(["Once"], (await FailAsync<ChatTransportException>(cut)).Text);
    }

    [Fact]
    public async Task A_stream_has_its_bound()
    {
        var body = string.Concat(Enumerable.Repeat($"data: {Delta("Once")}\n\n", 1000));
        var (text, exception) = await FailAsync<ChatTransportException>(EventStream(body), maxResponseBytes: 10_000);
        Assert.NotEmpty(text);
        Assert.Contains("more than 10000 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("more than 10000 bytes", (await FailAsync<ChatTransportException>(EventStream("data: " + new string('x', 20_000)), maxResponseBytes: 10_000)).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_status_is_an_error_as_ever() =>
        Assert.Equal(429, (int)(await FailAsync<ChatTransportException>(LoopbackSocket.Reply("429 Slow down", """{"error":{"message":"Slow down"}}"""))).Exception.StatusCode!);

    [Theory(Timeout = 20_000)]
    [InlineData("500 Oops", "text/plain")]
    [InlineData("200 OK", "application/json")]
    public async Task A_reply_that_is_no_stream_and_stalls_is_not_waited_for(string status, string type)
    {
        await using var server = new LoopbackSocket($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: 100\r\n\r\n{{", stall: true);
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(300) };
        var transport = new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress });
        await using var pieces = Tell.StreamAsync(transport, cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(async () => await pieces.MoveNextAsync());
        Assert.Contains("no reply within 0.3 seconds", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_cannot_be_unpacked_is_a_transport_failure_and_can_be_left(bool leave)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes($"data: {Delta("Once")}\n\n"));
            gzip.Flush();
        }

        var head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
        await using var server = new LoopbackSocket([.. System.Text.Encoding.ASCII.GetBytes(head), .. packed.ToArray().AsSpan(0, (int)packed.Length - 10), .. Enumerable.Repeat((byte)0xFF, 500)]);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All });
        var stream = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }), cancellationToken: Token);
        if (leave)
        {
            await using var pieces = stream.GetAsyncEnumerator(Token);
            try
            {
                await pieces.MoveNextAsync();
            }
            catch (ChatTransportException)
            {
                // The bad bytes may come with the good ones.
            }
        }
        else
        {
            await Assert.ThrowsAsync<ChatTransportException>(async () =>
            {
                await foreach (var _ in stream)
                {
                }
            });
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_finish_reason_breaks_nothing()
    {
        var reply = $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\ndata: {Delta("Hello")}\n\ndata: {Stop()}\n\n";
        Assert.Equal(["Hello"], (await ReadAsync(reply)).Text);
    }

    [Fact]
    public async Task Pieces_that_are_there_already_do_not_come_after_a_cancellation()
    {
        await using var server = new LoopbackSocket(EventStream(string.Concat(Enumerable.Repeat($"data: {Delta("a")}\n\n", 5)) + $"data: {Stop()}\n\ndata: [DONE]\n\n"));
        using var client = new HttpClient();
        using var stop = new CancellationTokenSource();
        var count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }), cancellationToken: stop.Token))
            {
                count++;
                await stop.CancelAsync();
            }
        });
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task A_piece_may_be_a_list_of_parts()
    {
        var body = """data: {"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Hel"},{"type":"text","text":"lo"}]}},{"index":0,"delta":{"content":"!"}}]}""";
        Assert.Equal(["Hello!"], (await ReadAsync(EventStream($"{body}\n\ndata: {Stop()}\n\n"))).Text);
    }

    [Fact]
    public async Task Outcomes_come_after_the_pieces()
    {
        var (text, truncated) = await FailAsync<PromptTruncatedException>(EventStream($"data: {Delta("Once upon")}\n\ndata: {Stop("length")}\n\n"));
        Assert.Equal(["Once upon"], text);
        Assert.Equal("Once upon", truncated.Text);
        await FailAsync<PromptFilteredException>(EventStream($"data: {Delta("Once")}\n\ndata: {Stop("content_filter")}\n\n"));
        await FailAsync<PromptInvalidException>(EventStream($"data: {Stop()}\n\ndata: [DONE]\n\n"));
        await FailAsync<PromptInvalidException>(EventStream("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{}]},\"finish_reason\":\"tool_calls\"}]}\n\n"));
        var refused = await FailAsync<PromptRefusedException>(EventStream("data: {\"choices\":[{\"delta\":{\"refusal\":\"I \"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"refusal\":\"won't.\"},\"finish_reason\":\"stop\"}]}\n\n"));
        Assert.Equal("I won't.", refused.Exception.Refusal);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_ends_early_closes_the_connection_at_once(bool cancel)
    {
        // A body that is merely given up is read on for a while, where it would say that it ends: here for longer than the test may take.
        var piece = $"data: {Delta("Once")}\n\n";
        await using var server = new LoopbackSocket($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n{piece.Length:x}\r\n{piece}\r\n", stall: true);
        using var client = new HttpClient(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.FromMinutes(1) });
        using var stop = new CancellationTokenSource();
        var stream = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }), cancellationToken: stop.Token);
        if (cancel)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var _ in stream)
                    await stop.CancelAsync();
            });
        }
        else
        {
            await foreach (var _ in stream)
                break;
        }

        await server.Closed.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stream_asks_for_one()
    {
        await using var server = new LoopbackSocket(EventStream($"data: {Delta("Hello")}\n\ndata: [DONE]\n\n"));
        using var client = new HttpClient();
        var stream = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }), cancellationToken: Token);

        // Each enumeration is a call of its own.
        for (var i = 0; i < 2; i++)
        {
            await foreach (var piece in stream)
                Assert.Equal("Hello", piece);
        }

        Assert.Contains("Accept: text/event-stream, application/json", server.Request.Split("\r\n"));
        Assert.EndsWith("""{"messages":[{"role":"user","content":""}],"stream":true,"stream_options":{"include_usage":true}}""", server.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_before_it_is_enumerated()
    {
        await using var server = new LoopbackSocket(EventStream("data: [DONE]\n\n"));
        using var client = new HttpClient();
        _ = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }), cancellationToken: Token);
        Assert.Empty(server.Request);
    }

    private static string EventStream(string body) => LoopbackSocket.Reply("200 OK", body, "Content-Type: text/event-stream\r\n");

    private static string Delta(string text) => Raw(JsonSerializer.Serialize(text));

    private static string Raw(string json) => $$"""{"id":"x","choices":[{"index":0,"delta":{"content":{{json}}},"finish_reason":null}]}""";

    private static string Role() => """{"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}""";

    private static string Stop(string reason = "stop") => $$"""{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""";

    private static async Task<(List<string> Text, StreamingText Stream)> ReadAsync(string reply, int pieces = 0)
    {
        await using var server = new LoopbackSocket(reply, pieces: pieces);
        return await ReadAsync(server);
    }

    private static async Task<(List<string> Text, StreamingText Stream)> ReadAsync(LoopbackSocket server, int maxResponseBytes = 1024 * 1024)
    {
        using var client = new HttpClient();
        var stream = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, MaxResponseBytes = maxResponseBytes }), cancellationToken: Token);
        var text = new List<string>();
        await foreach (var piece in stream)
            text.Add(piece);
        return (text, stream);
    }

    private static async Task<(List<string> Text, T Exception)> FailAsync<T>(string reply, int maxResponseBytes = 1024 * 1024)
        where T : PromptException
    {
        await using var server = new LoopbackSocket(reply);
        using var client = new HttpClient();
        var stream = Tell.StreamAsync(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, MaxResponseBytes = maxResponseBytes }), cancellationToken: Token);
        var text = new List<string>();
        var exception = await Assert.ThrowsAsync<T>(async () =>
        {
            await foreach (var piece in stream)
                text.Add(piece);
        });
        return (text, exception);
    }
}
