using System.Text;
using System.Text.Encodings.Web;

namespace PromptGen.Benchmarks;

/// <summary>What a server sends, with all the members that nobody asked for.</summary>
internal static class Replies
{
    private const string Head = "\"id\":\"chatcmpl-CtBz5XpMZ8Ga1yDB4pWjLCFBwL8cT\",\"object\":\"chat.completion.chunk\",\"created\":1767861023,\"model\":\"gpt-4.1-mini-2025-04-14\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_376a7ccef1\",";

    private static readonly string[] Words = [" the", " kettle", " sang", ",", " and", " grand", "ma", " said", ":", " \"", "Très", " bien", "!", "\"\n", "Nobody", " stirred", "."];

    /// <summary>A whole reply, in pieces as they come off a connection.</summary>
    public static IReadOnlyList<byte[]> Whole(byte[] content)
    {
        const int Piece = 16 * 1024;
        var reply = $$$"""{"id":"chatcmpl-CtBz0qFXbHyz1MnSfzVdYmRdWJ3pk","object":"chat.completion","created":1767861018,"model":"gpt-4.1-mini-2025-04-14","choices":[{"index":0,"message":{"role":"assistant","content":{{{Quote(Encoding.UTF8.GetString(content))}}},"refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":312,"completion_tokens":6021,"total_tokens":6333,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_376a7ccef1"}""";
        return [.. Encoding.UTF8.GetBytes(reply).Chunk(Piece)];
    }

    /// <summary>The text of a streamed reply of so many chunks.</summary>
    public static string Text(int chunks) => string.Concat(Enumerable.Range(0, chunks).Select(static i => Words[i % Words.Length]));

    /// <summary>A streamed reply of so many chunks with text, an event a piece.</summary>
    public static IReadOnlyList<byte[]> Stream(int chunks) => Stream([.. Enumerable.Range(0, chunks).Select(static i => Words[i % Words.Length])]);

    /// <summary>A streamed reply of that text in pieces of so many characters, as tokens are, some events in each read.</summary>
    public static IReadOnlyList<byte[]> Stream(string text, int characters)
    {
        const int Read = 4096;
        return [.. Stream([.. text.Chunk(characters).Select(static piece => new string(piece))]).SelectMany(static piece => piece).Chunk(Read)];
    }

    private static IReadOnlyList<byte[]> Stream(IReadOnlyList<string> pieces) =>
    [
        Chunk("""{"role":"assistant","content":"","refusal":null}"""),
        .. pieces.Select(static piece => Chunk($$"""{"content":{{Quote(piece)}}}""")),
        Chunk("{}", finishReason: "\"stop\""),
        Encoding.UTF8.GetBytes($$$$"""data: {{{{{Head}}}}"choices":[],"usage":{"prompt_tokens":41,"completion_tokens":{{{{pieces.Count}}}},"total_tokens":{{{{41 + pieces.Count}}}},"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}""" + "\n\n"),
        "data: [DONE]\n\n"u8.ToArray(),
    ];

    private static byte[] Chunk(string delta, string finishReason = "null") =>
        Encoding.UTF8.GetBytes($$"""data: {{{Head}}"choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finishReason}}}],"usage":null}""" + "\n\n");

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
