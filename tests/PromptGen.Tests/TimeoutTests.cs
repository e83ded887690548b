using Microsoft.Extensions.Time.Testing;

namespace PromptGen.Tests;

/// <summary>Servers that keep a client waiting, by a clock that the tests turn.</summary>
public sealed class TimeoutTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private const string Event = "data: {\"choices\":[{\"delta\":{\"content\":\"Once\"}}]}\n\n";

    private static readonly Prompt<string> Tell = new(new("ITell.TellAsync", null, ChatParameters.None), static writer => writer.BeginMessage(PromptRole.User));

    private readonly FakeTimeProvider _time = new();

    [Theory(Timeout = 30_000)]
    [InlineData("", 7, 9, "nothing of the reply within 5 seconds. Raise HttpChatTransportOptions.FirstByteTimeout.")]
    [InlineData(Head, 7, 9, "nothing of the reply within 5 seconds. Raise HttpChatTransportOptions.FirstByteTimeout.")]
    [InlineData(Head + Event, 7, 9, "nothing more of the reply for 7 seconds. Raise HttpChatTransportOptions.ChunkTimeout, or try again.")]
    [InlineData(Head + Event, 7, 3, "the reply was not whole within 3 seconds. Raise HttpChatTransportOptions.TotalTimeout, or ask for less.")]
    [InlineData("", 7, 3, "the reply was not whole within 3 seconds. Raise HttpChatTransportOptions.TotalTimeout, or ask for less.")]
    public async Task A_wait_that_is_too_long_ends_a_stream(string sent, int chunk, int total, string message)
    {
        await using var server = new LoopbackSocket(sent, stall: true);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var text = new List<string>();
        var exception = await FailAsync(async () =>
        {
            await foreach (var piece in Tell.StreamAsync(Transport(server, client, chunk, total), cancellationToken: TestContext.Current.CancellationToken))
                text.Add(piece);
        });
        Assert.EndsWith("/v1/chat/completions: " + message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(string.Concat(text), exception.PartialText);
        Assert.Equal(sent.Contains("Once", StringComparison.Ordinal), text.Count == 1);
        await server.Closed.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("", 9, 3600, "nothing of the reply within 5 seconds. Raise HttpChatTransportOptions.FirstByteTimeout.")]
    [InlineData("{", 9, 3600, "nothing more of the reply for 7 seconds. Raise HttpChatTransportOptions.ChunkTimeout, or try again.")]
    [InlineData("{", 3, 3600, "the reply was not whole within 3 seconds. Raise HttpChatTransportOptions.TotalTimeout, or ask for less.")]
    [InlineData("{", 0, 4, "no reply within 4 seconds. Raise HttpClient.Timeout, or ask for less.")]
    [InlineData("{", 5, 4, "no reply within 4 seconds. Raise HttpClient.Timeout, or ask for less.")]
    public async Task A_wait_that_is_too_long_ends_a_whole_reply(string sent, int total, int client, string message)
    {
        await using var server = new LoopbackSocket("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n" + sent, stall: true);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(client) };
        var exception = await FailAsync(() => Tell.SendAsync(Transport(server, http, 7, total), cancellationToken: TestContext.Current.CancellationToken));
        Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_done_between_the_pieces_is_no_wait_for_the_server()
    {
        // Comments as long as these do not come in one read: there is one more after the first piece.
        var comment = ":" + new string('-', 100_000) + "\n";
        await using var server = new LoopbackSocket(Head + Event + comment + Event + "data: [DONE]\n\n", stall: true);
        using var client = new HttpClient();
        var count = 0;
        await foreach (var _ in Tell.StreamAsync(Transport(server, client, 7, 0), cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(2, count);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_callers_own_cancellation_stays_one()
    {
        await using var server = new LoopbackSocket(Head + Event, stall: true);
        using var client = new HttpClient();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Tell.StreamAsync(Transport(server, client, 7, 9), cancellationToken: stop.Token))
                await stop.CancelAsync();
        });
        Assert.Equal(stop.Token, exception.CancellationToken);
    }

    [Fact]
    public void A_limit_is_positive_or_none()
    {
        using var client = new HttpClient();
        foreach (var wrong in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-2), TimeSpan.MaxValue })
        {
            Assert.Contains("FirstByteTimeout must be positive", Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { FirstByteTimeout = wrong })).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { ChunkTimeout = wrong }));
            Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { TotalTimeout = wrong }));
        }

        Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { TimeProvider = null! }));
    }

    private HttpChatTransport Transport(LoopbackSocket server, HttpClient client, int chunk, int total) => new(client, new()
    {
        BaseAddress = server.BaseAddress,
        FirstByteTimeout = TimeSpan.FromSeconds(5),
        ChunkTimeout = TimeSpan.FromSeconds(chunk),
        TotalTimeout = total == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(total),
        TimeProvider = _time,
    });

    /// <summary>Turns the clock until the call ends, slowly enough for what was sent to arrive.</summary>
    private async Task<ChatTransportException> FailAsync(Func<Task> call)
    {
        var task = Assert.ThrowsAsync<ChatTransportException>(call);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return await task;
    }
}
