using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>One exchange: what was sent, and what came.</summary>
internal sealed record Recording
{
    private const int KeyLength = 16;

    /// <summary>The prompt's name; null for a request of none.</summary>
    public required string? Prompt { get; init; }

    /// <summary>The request's body, without what was scrubbed.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>What came: of a stream its pieces, else the one completion. Empty where the server refused the request.</summary>
    public IReadOnlyList<ChatChunk> Chunks { get; init; } = [];

    public bool IsStreamed { get; init; }

    /// <summary>Whether nobody waited for the end of the stream.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What the server said against the request; null where it answered.</summary>
    public ChatTransportException? Refusal { get; init; }

    /// <summary>What a request is known by: 16 hexadecimal digits.</summary>
    public static string KeyOf(JsonElement request) =>
        Convert.ToHexString(SHA256.HashData(ReplyWriter.Json(request.WriteTo).Span))[..KeyLength].ToLowerInvariant();

    /// <summary>The body of a request, each of its texts scrubbed.</summary>
    public static JsonElement BodyOf(ChatRequest request, bool isStreamed, Func<string, string>? scrub)
    {
        var body = new ArrayBufferWriter<byte>();
        request.WriteTo(body, isStreamed);
        using var document = JsonDocument.Parse(body.WrittenMemory);
        if (scrub is null)
            return document.RootElement.Clone();
        using var scrubbed = JsonDocument.Parse(ReplyWriter.Json(json => WriteScrubbed(json, document.RootElement, scrub)));
        return scrubbed.RootElement.Clone();
    }

    /// <summary>The recording without what must not be written of the reply.</summary>
    public Recording Scrubbed(Func<string, string>? scrub)
    {
        if (scrub is null)
            return this;
        return this with
        {
            Chunks = Scrubbed(Chunks, scrub),
            Refusal = Refusal is null ? null : new(scrub(Refusal.Message))
            {
                StatusCode = Refusal.StatusCode,
                Code = Refusal.Code,
                RequestId = Refusal.RequestId,
                RetryAfter = Refusal.RetryAfter,
                Body = scrub(Refusal.Body),
            },
        };
    }

    /// <summary>A secret may be spread over pieces: where there is one, the first piece of text has the whole.</summary>
    private static ChatChunk[] Scrubbed(IReadOnlyList<ChatChunk> chunks, Func<string, string> scrub)
    {
        var text = Whole(chunks, static chunk => chunk.Text);
        var refusal = Whole(chunks, static chunk => chunk.Refusal);
        var (cleanText, cleanRefusal) = (text is null ? null : scrub(text), refusal is null ? null : scrub(refusal));
        var scrubbed = chunks.ToArray();
        if (cleanText != text)
            Replace(scrubbed, static chunk => chunk.Text is not null, (chunk, isFirst) => chunk with { Text = isFirst ? cleanText : null });
        if (cleanRefusal != refusal)
            Replace(scrubbed, static chunk => chunk.Refusal is not null, (chunk, isFirst) => chunk with { Refusal = isFirst ? cleanRefusal : null });
        return scrubbed;
    }

    private static string? Whole(IReadOnlyList<ChatChunk> chunks, Func<ChatChunk, string?> part) =>
        chunks.Any(chunk => part(chunk) is not null) ? string.Concat(chunks.Select(part)) : null;

    private static void Replace(ChatChunk[] chunks, Predicate<ChatChunk> isOne, Func<ChatChunk, bool, ChatChunk> replace)
    {
        var first = Array.FindIndex(chunks, isOne);
        for (var i = first; i < chunks.Length; i++)
        {
            if (isOne(chunks[i]))
                chunks[i] = replace(chunks[i], i == first);
        }
    }

    private static void WriteScrubbed(Utf8JsonWriter json, JsonElement element, Func<string, string> scrub)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    WriteScrubbed(json, member.Value, scrub);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    WriteScrubbed(json, item, scrub);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(scrub(element.GetString()!));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}
