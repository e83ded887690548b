using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>Answers that come piece by piece.</summary>
public sealed class StreamingTests : LocalServerTest
{
    [Fact]
    public async Task A_stream_has_the_shape_of_a_real_one()
    {
        using var response = await PostAsync(With(Hello, "\"stream\":true"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.NotEmpty(response.Headers.GetValues("x-request-id"));

        var chunks = Chunks(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.All(chunks, chunk =>
        {
            Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString());
            Assert.Equal("m", chunk.GetProperty("model").GetString());
            Assert.StartsWith("chatcmpl-", chunk.GetProperty("id").GetString());
            Assert.Equal(chunks[0].GetProperty("id").GetString(), chunk.GetProperty("id").GetString());
            Assert.Equal(chunks[0].GetProperty("created").GetInt64(), chunk.GetProperty("created").GetInt64());
            Assert.False(chunk.TryGetProperty("usage", out _));
            Assert.Equal(0, Assert.Single(chunk.GetProperty("choices").EnumerateArray()).GetProperty("index").GetInt32());
        });
        var choices = chunks.Select(static chunk => chunk.GetProperty("choices")[0]).ToList();
        Assert.Equal("""{"role":"assistant"}""", choices[0].GetProperty("delta").GetRawText());
        Assert.Equal("{}", choices[^1].GetProperty("delta").GetRawText());
        Assert.Equal("stop", choices[^1].GetProperty("finish_reason").GetString());
        Assert.All(choices[..^1], static choice => Assert.Equal(JsonValueKind.Null, choice.GetProperty("finish_reason").ValueKind));
        Assert.True(choices.Count > 10);
        Assert.All(choices[1..^1], static choice => Assert.InRange(choice.GetProperty("delta").GetProperty("content").GetString()!.Length, 1, 7));
    }

    [Fact]
    public async Task Usage_comes_last_where_it_was_asked_for()
    {
        var chunks = await StreamAsync(With(Hello, "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        Assert.Empty(chunks[^1].GetProperty("choices").EnumerateArray());
        Assert.Equal("""{"prompt_tokens":2,"completion_tokens":15,"total_tokens":17}""", chunks[^1].GetProperty("usage").GetRawText());
        Assert.All(chunks[..^1], static chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    public static TheoryData<string> Bodies =>
    [
        Hello,
        With(Hello, "\"max_tokens\":7"),
        With(Hello, "\"response_format\":{\"type\":\"json_object\"}"),
        With(Hello, "\"messages\":[{\"role\":\"user\",\"content\":\"😀😀😀😀😀😀😀😀😀😀 é 漢字 \\\"\\n\"}]"),
        WithSchema(Root("texts", """{"type":"array","items":{"type":"string"},"minItems":5,"maxItems":9}""")),
        With(WithSchema(Root("texts", """{"type":"array","items":{"type":"string"},"minItems":5,"maxItems":9}""")), "\"max_tokens\":9"),
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_stream_says_what_the_unstreamed_answer_says(string body)
    {
        var whole = await ReadAsync(await PostAsync(body));
        var chunks = await StreamAsync(With(body, "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        var pieces = chunks[1..^2].Select(static chunk => chunk.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString()!).ToList();
        Assert.Equal(ContentOf(whole), string.Concat(pieces));
        Assert.All(pieces, static piece => Assert.False(char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1])));
        Assert.Equal(whole.GetProperty("id").GetString(), chunks[0].GetProperty("id").GetString());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), chunks[^1].GetProperty("usage").GetRawText());
        Assert.Equal(
            whole.GetProperty("choices")[0].GetProperty("finish_reason").GetString(),
            chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
    }

    [Fact]
    public async Task What_is_refused_is_refused_in_plain_JSON() =>
        await AssertErrorAsync(await PostAsync(With(Hello, "\"stream\":true,\"temperature\":3")), 400, "/temperature");

    [Fact]
    public async Task A_scripted_stream_has_the_deltas_that_it_is_told()
    {
        Server.Enqueue(ScriptedReply.Stream("a", "", "b\n😀"));
        Server.Enqueue(ScriptedReply.Stream(["cut"], "length", includeUsage: true));
        Server.Enqueue(ScriptedReply.Stream());
        var first = await StreamAsync(Hello);
        Assert.Equal(["a", "", "b\n😀"], first[1..^1].Select(static chunk => chunk.GetProperty("choices")[0].GetProperty("delta").GetProperty("content").GetString()));
        var second = await StreamAsync(Hello);
        Assert.Equal("length", second[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(1, second[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(2, (await StreamAsync(Hello)).Count);
    }

    [Fact]
    public async Task A_raw_stream_is_sent_as_it_is()
    {
        const string Text = ": ping\r\ndata:{\"half";
        Server.Enqueue(ScriptedReply.RawStream(Text[..7], Text[7..]));
        using var response = await PostAsync(Hello);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Text, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Each_chunk_is_sent_before_the_next_is_due()
    {
        Server.Enqueue(ScriptedReply.RawStream("one", "two") with { ChunkDelay = Timeout.InfiniteTimeSpan });
        using var response = await HeadAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal("one", await ReadExactlyAsync(body, 3));
        var more = body.ReadAsync(new byte[1], Cancellation).AsTask();
        await Task.Delay(50, Cancellation);
        Assert.False(more.IsCompleted);
        await Server.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => more);
    }

    /// <summary>The events of a stream that is well-formed to the last byte.</summary>
    private static List<JsonElement> Chunks(string stream)
    {
        Assert.EndsWith("\n\ndata: [DONE]\n\n", stream, StringComparison.Ordinal);
        return
        [
            .. stream[..^"data: [DONE]\n\n".Length].Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static text =>
            {
                Assert.StartsWith("data: {", text, StringComparison.Ordinal);
                Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
                return JsonDocument.Parse(text["data: ".Length..]).RootElement.Clone();
            }),
        ];
    }

    private async Task<List<JsonElement>> StreamAsync(string body)
    {
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Chunks(await response.Content.ReadAsStringAsync(Cancellation));
    }
}
