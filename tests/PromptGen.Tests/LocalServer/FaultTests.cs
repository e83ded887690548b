using System.Diagnostics;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>What goes wrong on the way, on purpose.</summary>
public sealed class FaultTests : LocalServerTest
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "o")]
    [InlineData(5, "onetw")]
    [InlineData(11, "onetwothree")]
    [InlineData(100, "onetwothree")]
    public async Task The_connection_breaks_after_so_many_bytes(int bytes, string expected)
    {
        for (var i = 0; i < 10; i++)
        {
            Server.Enqueue(ScriptedReply.RawStream("one", "two", "three") with { CutAfter = bytes });
            using var response = await HeadAsync();
            await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
            Assert.Equal(expected, await ReadExactlyAsync(body, expected.Length));
            await Assert.ThrowsAnyAsync<IOException>(async () => await body.ReadExactlyAsync(new byte[1], Cancellation));
        }

        // The server is none the worse for it.
        Assert.NotEmpty(await ContentAsync(Hello));
    }

    [Fact]
    public async Task A_reply_in_one_piece_can_be_cut_too()
    {
        Server.Enqueue(ScriptedReply.Content("half") with { CutAfter = 20 });
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Hello));
    }

    [Fact]
    public async Task A_connection_that_is_kept_open_sends_all_and_does_not_end()
    {
        Server.Enqueue(ScriptedReply.RawStream("all", " of it") with { KeepOpen = true });
        using var response = await HeadAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal("all of it", await ReadExactlyAsync(body, 9));
        var more = body.ReadAsync(new byte[1], Cancellation).AsTask();
        await Task.Delay(50, Cancellation);
        Assert.False(more.IsCompleted);

        // Until the server stops.
        await Server.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => more);
    }

    [Fact]
    public async Task A_client_that_goes_ends_a_reply_that_does_not()
    {
        Server.Enqueue(ScriptedReply.RawStream("x") with { KeepOpen = true });
        (await HeadAsync()).Dispose();
        var clock = Stopwatch.StartNew();
        await Server.DisposeAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Chunks_are_as_far_apart_as_the_reply_says()
    {
        Server.Enqueue(ScriptedReply.RawStream("1", "2", "3", "4") with { ChunkDelay = TimeSpan.FromMilliseconds(40) });
        var clock = Stopwatch.StartNew();
        using var response = await PostAsync(Hello);
        Assert.Equal("1234", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(110), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task An_empty_first_chunk_leaves_the_head_alone()
    {
        Server.Enqueue(ScriptedReply.RawStream("", "late") with { ChunkDelay = Timeout.InfiniteTimeSpan });
        using var response = await HeadAsync();
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Any_bytes_are_sent_in_any_pieces()
    {
        var bytes = "data: \"😀\"\n\n"u8.ToArray();
        Server.Enqueue(new() { ContentType = "text/event-stream", Chunks = [.. bytes.Chunk(1).Select(static part => (ReadOnlyMemory<byte>)part), new byte[] { 0xFF }] });
        using var response = await PostAsync(Hello);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.Equal([.. bytes, 0xFF], await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public void A_body_and_its_chunks_are_the_same_thing()
    {
        var reply = ScriptedReply.RawStream("a", "bc");
        Assert.Equal("abc", reply.Body);
        Assert.Equal(2, reply.Chunks.Count);
        Assert.Equal("d", (reply with { Body = "d" }).Body);
        Assert.Single((reply with { Body = "d" }).Chunks);
        Assert.Equal("ScriptedReply { StatusCode = 200, ContentType = text/event-stream, Body = (3 bytes) }", reply.ToString());
    }
}
