using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>Replies that a test tells the server to send.</summary>
public sealed class ScriptedReplyTests : LocalServerTest
{
    [Fact]
    public async Task Scripted_replies_come_first_in_order_whatever_the_request()
    {
        Client.DefaultRequestHeaders.Authorization = null;
        Server.Enqueue(ScriptedReply.Content("cut", "length"));
        Server.Enqueue(ScriptedReply.Refusal("I will not."));
        Server.Enqueue(ScriptedReply.Error(429, "Slow down.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["x-request-id"] = "mine" } });
        Server.Enqueue(new() { StatusCode = 503, ContentType = "text/html", Body = "<html>" });
        Server.Enqueue(new() { StatusCode = 204 });
        Server.Enqueue(new() { BodyUtf8 = new byte[] { 0xFF } });

        // Only the endpoint uses them up.
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync(Server.BaseAddress, Cancellation)).StatusCode);

        var cut = await ReadAsync(await PostAsync("no JSON"));
        Assert.Equal("cut", ContentOf(cut));
        Assert.Equal("length", cut.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var refused = (await ReadAsync(await PostAsync(Hello))).GetProperty("choices")[0].GetProperty("message");
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("content").ValueKind);
        Assert.Equal("I will not.", refused.GetProperty("refusal").GetString());
        var limited = await PostAsync(Hello);
        Assert.Equal(TimeSpan.FromSeconds(7), limited.Headers.RetryAfter?.Delta);
        Assert.Equal(["mine"], limited.Headers.GetValues("x-request-id"));
        await AssertErrorAsync(limited, 429, "Slow down.");
        var page = await PostAsync(Hello);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("<html>", await page.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(Hello)).StatusCode);
        Assert.Equal([0xFF], await (await PostAsync(Hello)).Content.ReadAsByteArrayAsync(Cancellation));

        // Used up: now the key counts again.
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Hello)).StatusCode);
    }

    [Fact]
    public async Task A_content_length_that_is_too_large_breaks_the_connection()
    {
        Server.Enqueue(ScriptedReply.Content("half") with { Headers = new Dictionary<string, string> { ["Content-Length"] = "100000" } });
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Hello));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Hello)).StatusCode);
    }

    [Fact]
    public async Task A_delayed_reply_does_not_keep_theServer_from_stopping()
    {
        Server.Enqueue(ScriptedReply.Content("never") with { Delay = Timeout.InfiniteTimeSpan });
        var call = PostAsync(Hello);
        while (Server.Requests.Count == 0)
            await Task.Delay(1, Cancellation);
        await Task.Delay(20, Cancellation);
        Assert.False(call.IsCompleted);
        await Server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    public static TheoryData<ScriptedReply, string> Unsendable => new()
    {
        { new() { StatusCode = 100 }, "100" },
        { new() { StatusCode = 600 }, "600" },
        { ScriptedReply.Content("x") with { StatusCode = 204 }, "204" },
        { ScriptedReply.Stream("x") with { StatusCode = 205 }, "205" },
        { ScriptedReply.Error(304, "x"), "304" },
        { new() { Delay = TimeSpan.FromSeconds(-1) }, "Delay is negative" },
        { new() { Delay = TimeSpan.MaxValue }, "Delay is more than 49 days" },
        { new() { ChunkDelay = TimeSpan.FromSeconds(-1) }, "ChunkDelay is negative" },
        { new() { ChunkDelay = TimeSpan.FromMilliseconds(uint.MaxValue) }, "ChunkDelay is more than 49 days" },
        { new() { CutAfter = -1 }, "less than no bytes" },
        { new() { ContentType = null! }, "Content-Type is null" },
        { new() { ContentType = "text/plain\r\nX: y" }, "Content-Type" },
        { new() { Headers = null! }, "headers are null" },
        { WithHeader("", "x"), "no name" },
        { WithHeader("X Y", "x"), "\"X Y\"" },
        { WithHeader("X:", "x"), "\"X:\"" },
        { WithHeader("X\n", "x"), "no name" },
        { WithHeader("Ü", "x"), "\"Ü\"" },
        { WithHeader("X", null!), "X is null" },
        { WithHeader("X", "a\nb"), "X holds" },
        { WithHeader("X", "é"), "X holds" },
        { WithHeader("X", "\u007F"), "X holds" },
        { WithHeader("content-length", "many"), "content-length" },
        { WithHeader("Content-Length", "-1"), "Content-Length" },
        { WithHeader("Content-Length", "10") with { StatusCode = 204 }, "204" },
        { WithHeader("Content-Length", "1") with { StatusCode = 205 }, "205" },
        { WithHeader("transfer-encoding", "chunked") with { StatusCode = 204 }, "204" },
        { WithHeader("Transfer-Encoding", "identity") with { StatusCode = 304 }, "304" },
    };

    [Theory]
    [MemberData(nameof(Unsendable), DisableDiscoveryEnumeration = true)]
    public void A_reply_that_cannot_be_sent_is_refused(ScriptedReply reply, string named)
    {
        var exception = Assert.Throws<ArgumentException>(nameof(reply), () => Server.Enqueue(reply));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_no_reply_and_no_body()
    {
        Assert.Throws<ArgumentNullException>("reply", () => Server.Enqueue(null!));
        Assert.Throws<ArgumentNullException>(() => new ScriptedReply { Body = null! });
        Assert.Throws<ArgumentNullException>(() => new ScriptedReply { Chunks = null! });
    }

    public static TheoryData<ScriptedReply> Odd => new(
        new ScriptedReply { StatusCode = 204 },
        new ScriptedReply { StatusCode = 205 },
        new ScriptedReply { StatusCode = 304, Chunks = [] },
        new ScriptedReply { StatusCode = 204, ContentType = "", ChunkDelay = TimeSpan.FromMilliseconds(uint.MaxValue - 1) },
        WithHeader("Content-Length", "0"),
        WithHeader("Content-Length", "0") with { StatusCode = 204 },
        WithHeader("Content-Length", "0") with { Chunks = [] },
        WithHeader("Content-Length", "5") with { StatusCode = 304 },
        WithHeader("Transfer-Encoding", "identity"),
        WithHeader("Transfer-Encoding", "identity") with { Body = "{}" },
        WithHeader("Connection", "keep-alive, upgrade") with { Body = "{}" },
        WithHeader("Connection", "close"),
        WithHeader("Date", "yesterday"),
        WithHeader("Content-Type", "nonsense"),
        WithHeader("!#$%&'*+-.^_`|~09AZaz", string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (char)c))),
        WithHeader("X", ""));

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task A_reply_that_is_taken_is_sent(ScriptedReply reply)
    {
        Server.Enqueue(reply);
        using var response = await HeadAsync();
        Assert.Equal(reply.StatusCode, (int)response.StatusCode);
        Assert.True(response.Headers.Contains("x-request-id"));
        Assert.Equal(reply.Body, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static ScriptedReply WithHeader(string name, string value) => new() { Headers = new Dictionary<string, string> { [name] = value } };
}
