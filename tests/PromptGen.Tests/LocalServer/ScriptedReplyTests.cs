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

    [Fact]
    public void A_reply_that_cannot_be_sent_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Server.Enqueue(new() { StatusCode = 100 }));
        Assert.Throws<ArgumentException>(() => Server.Enqueue(new() { Delay = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentException>(() => Server.Enqueue(new() { ChunkDelay = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentException>(() => Server.Enqueue(new() { CutAfter = -1 }));
        Assert.Throws<ArgumentNullException>(() => Server.Enqueue(null!));
    }
}
