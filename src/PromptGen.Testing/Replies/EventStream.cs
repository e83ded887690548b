using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Completions as server-sent events, one chunk of the completion in each.</summary>
internal static class EventStream
{
    public const string ContentType = "text/event-stream";

    private const int MaxPieceLength = 6;

    /// <summary>A stream with one event for each of <paramref name="pieces"/>, which make up the content.</summary>
    public static ScriptedReply Of(Completion completion, IEnumerable<string> pieces, bool includesUsage) => new()
    {
        ContentType = ContentType,
        Headers = new Dictionary<string, string> { ["Cache-Control"] = "no-cache" },
        Chunks =
        [
            Chunk(completion, includesUsage, Delta("role", "assistant")),
            .. pieces.Select(piece => Chunk(completion, includesUsage, Delta("content", piece))),
            Chunk(completion, includesUsage, static _ => { }, completion.FinishReason),
            .. includesUsage ? [Usage(completion)] : Array.Empty<ReadOnlyMemory<byte>>(),
            "data: [DONE]\n\n"u8.ToArray(),
        ],
    };

    /// <summary>A text in pieces of a few characters. A surrogate pair stays whole.</summary>
    public static IEnumerable<string> Pieces(string text, SampleRandom random)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + 1 + random.Below(MaxPieceLength));
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
                end++;
            yield return text[start..end];
            start = end;
        }
    }

    private static Action<Utf8JsonWriter> Delta(string name, string value) => json => json.WriteString(name, value);

    private static ReadOnlyMemory<byte> Chunk(Completion completion, bool includesUsage, Action<Utf8JsonWriter> writeDelta, string? finishReason = null) => Event(completion, json =>
    {
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        writeDelta(json);
        json.WriteEndObject();
        json.WriteString("finish_reason"u8, finishReason);
        json.WriteEndObject();
        json.WriteEndArray();

        // Where the last chunk has it, all others say that they do not.
        if (includesUsage)
            json.WriteNull("usage"u8);
    });

    private static ReadOnlyMemory<byte> Usage(Completion completion) => Event(completion, json =>
    {
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        ReplyWriter.WriteUsage(json, completion);
    });

    private static ReadOnlyMemory<byte> Event(Completion completion, Action<Utf8JsonWriter> writeRest)
    {
        var json = ReplyWriter.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, completion.Id);
            json.WriteString("object"u8, "chat.completion.chunk"u8);
            json.WriteNumber("created"u8, completion.Created);
            json.WriteString("model"u8, completion.Model);
            writeRest(json);
            json.WriteEndObject();
        });
        return (byte[])[.. "data: "u8, .. json.Span, .. "\n\n"u8];
    }
}
