using System.Text;
using CsCheck;

namespace PromptGen.Tests;

/// <summary>Replies as servers send them.</summary>
public sealed class ChatCompletionTests
{
    [Fact]
    public void A_plain_reply_is_read()
    {
        var completion = Parse("""
            {"id":"gen-1","object":"chat.completion","created":1,"provider":"X","model":"google/gemma-3-27b-it:free",
             "choices":[{"logprobs":null,"index":0,"native_finish_reason":"stop","finish_reason":"stop",
               "message":{"role":"assistant","content":"\nHi \u00e9 \ud83d\ude00 \"you\"","refusal":null,"reasoning":null,"tool_calls":null,"annotations":[]}}],
             "usage":{"prompt_tokens":3,"completion_tokens":0,"total_tokens":3,"cost":0.1,
               "prompt_tokens_details":{"audio_tokens":0,"cached_tokens":2},"completion_tokens_details":{"reasoning_tokens":1,"other":{"reasoning_tokens":9}}},"meta":{"usage":{"credits_used":1,"usd_spent":0.2}}}
            """);
        Assert.Equal("gen-1", completion.Id);
        Assert.Equal("google/gemma-3-27b-it:free", completion.Model);
        Assert.Equal("\nHi é 😀 \"you\"", completion.Content);
        Assert.Equal(FinishReason.Stop, completion.FinishReason);
        Assert.Equal(new TokenUsage(3, 0, 3) { CachedTokens = 2, ReasoningTokens = 1, Cost = 0.1m }, completion.Usage);
        Assert.Null(completion.Refusal);
        Assert.False(completion.HasToolCalls);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{}}]}""", null)]
    [InlineData("""{"choices":[{"message":{"content":null}}],"usage":null,"error":null,"id":7,"model":{}}""", null)]
    [InlineData("""{"choices":[{"index":1,"message":{"content":"b"}},{"index":0,"message":{"content":"a"}}]}""", "a")]
    [InlineData("""{"choices":[{"message":{"content":"first"}},{"message":{"content":"second"}}]}""", "first")]
    [InlineData("""{"choices":[7,null,[{}],{"message":{"content":[{"type":"thinking","text":"no"},{"type":"text","text":"y"},"?",{"text":"es"}]}}]}""", "yes")]
    [InlineData("""{"choices":[{"message":{"content":{"a":1},"role":null}}]}""", null)]
    [InlineData("""{"choices":[{"index":1,"message":{"content":"b"}},{"message":{"content":"a"}}]}""", "a")]
    [InlineData("""{"choices":[{"index":1,"message":{"content":"b"}},{"index":0.0,"message":{"content":"a"}}]}""", "a")]
    [InlineData("""{"error":false,"choices":[{"error":{},"message":{"content":"a"}}]}""", "a")]
    [InlineData("""{"error":"","id":"\ud83d","choices":[{"message":{"content":"a"}}]}""", "a")]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"output_text","text":"a"}]}}]}""", "a")]
    [InlineData("\uFEFF{\"choices\":[{\"message\":{\"content\":\"bom\"}}]}\n\n", "bom")]
    public void The_content_is_found_wherever_a_server_puts_it(string body, string? content) => Assert.Equal(content, Parse(body).Content);

    [Theory]
    [InlineData("""null""", 0)]
    [InlineData("""7""", 0)]
    [InlineData("""[{"cached_tokens":7}]""", 0)]
    [InlineData("""{"cached_tokens":null}""", 0)]
    [InlineData("""{"cached_tokens":-1}""", 0)]
    [InlineData("""{"cached_tokens":{"cached_tokens":7}}""", 0)]
    [InlineData("""{"cached_tokens":7.0}""", 7)]
    public void Details_of_tokens_are_stepped_over_where_they_are_none(string details, long cached)
    {
        var body = $$$"""{"usage":{"prompt_tokens":9,"prompt_tokens_details":{{{details}}},"completion_tokens":1,"total_tokens":10},"choices":[{"message":{"content":"a"}}]}""";
        Assert.Equal(new TokenUsage(9, 1, 10) { CachedTokens = cached }, Parse(body).Usage);
    }

    [Fact]
    public void A_finish_reason_that_is_not_known_is_kept() =>
        Assert.Equal("model_length", Parse("""{"choices":[{"finish_reason":"model_length","message":{"content":"a"}}]}""").FinishReason?.Value);

    [Fact]
    public void A_finish_reason_that_says_nothing_is_none() =>
        Assert.Null(Parse("""{"choices":[{"finish_reason":"","message":{"content":"a"}}]}""").FinishReason);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("   ", "it is empty")]
    [InlineData("<html><body>Bad gateway</body></html>", "it is a page (HTML or XML), not JSON")]
    [InlineData("[1]", "it is no JSON object")]
    [InlineData("{}", "it has no choices")]
    [InlineData("""{"choices":[]}""", "it has no choices")]
    [InlineData("""{"choices":"none"}""", "it has no choices")]
    [InlineData("""{"choices":[{"message":{"content":"a"}}]} {}""", "'{' is invalid after a single JSON value. Expected end of data. LineNumber: 0 | BytePositionInLine: 42.")]
    [InlineData("""{"choices":[{"message":{"content":"\ud83d"}}]}""", "a text in it is not valid Unicode")]
    public void What_is_no_completion_is_said_to_be_none(string body, string reason)
    {
        var exception = Assert.Throws<ChatTransportException>(() => Parse(body));
        Assert.Equal("the reply is no chat completion: " + reason, exception.Message);
        Assert.Equal(body, exception.Body);
    }

    [Theory]
    [InlineData("""{"error":{"message":"No credits","code":402}}""", "No credits", "402")]
    [InlineData("""{"error":{"message":"Too long","type":"exceed_context_size_error"},"choices":[]}""", "Too long", "exceed_context_size_error")]
    [InlineData("""{"error":"Nothing here"}""", "Nothing here", null)]
    [InlineData("""{"error":7}""", "7", null)]
    [InlineData("""{"message":"Flat","statusCode":"429"}""", "Flat", null)]
    [InlineData("""{"detail":"Not found"}""", "Not found", null)]
    [InlineData("""[{"error":{"message":"Wrapped","code":400}}]""", "Wrapped", "400")]
    [InlineData("""{"choices":[{"finish_reason":"error","message":{"content":"partial"},"error":{"message":"Upstream","code":502}}]}""", "Upstream", "502")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":"partial"},"error":{"message":"Upstream"}}]}""", "Upstream", null)]
    public void An_error_under_a_good_status_is_an_error(string body, string message, string? code)
    {
        var exception = Assert.Throws<ChatTransportException>(() => Parse(body));
        Assert.Equal("the server answered with an error: " + message, exception.Message);
        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public void A_reply_cut_anywhere_gives_the_typed_exception()
    {
        var whole = Encoding.UTF8.GetBytes("""{"id":"é","choices":[{"index":0,"message":{"content":"a\u00e9b","tool_calls":[]},"finish_reason":"stop"}],"usage":{"total_tokens":1}}""");
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<ChatTransportException>(() => ChatCompletion.Parse(cut));
        }
    }

    [Fact]
    public void Any_bytes_give_a_completion_or_the_typed_exception()
    {
        var seed = Encoding.UTF8.GetBytes("""{"id":"x","error":null,"choices":[{"index":0,"message":{"content":[{"type":"text","text":"\ud83d\ude00"}],"refusal":null,"tool_calls":[{}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"total_tokens":-1}}""");
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, seed.Length - 1], Gen.Byte).Sample(
            (i, a, j, b) =>
            {
                var bytes = (byte[])seed.Clone();
                bytes[i] = a;
                bytes[j] = b;
                try
                {
                    ChatCompletion.Parse(bytes);
                }
                catch (ChatTransportException)
                {
                    // One of the two that are allowed.
                }
            },
            iter: 20_000);
    }

    private static ChatCompletion Parse(string body) => ChatCompletion.Parse(Encoding.UTF8.GetBytes(body));
}
