using System.Net;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Reads recordings. People edit them, merge them and check them out: whatever is not as it was written is refused.</summary>
internal static class RecordingReader
{
    public const int Version = 1;

    private static readonly string[] Replies = ["reply", "stream", "partialStream", "error"];

    /// <exception cref="RejectedRequestException">It is no recording.</exception>
    public static Recording Read(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonBody.Parse(utf8Json);
        var root = document.RootElement;
        JsonBody.CheckMembers(root, "", ["version", "prompt", "request", .. Replies]);
        if (Number(root, "version", "") is var version && version != Version)
            throw new RejectedRequestException($"/version: {version}, where this version of PromptGen.Testing reads {Version}.");
        var request = Member(root, "request", "", JsonValueKind.Object, "an object").Clone();
        var recording = new Recording { Prompt = Text(root, "prompt", ""), Request = request };
        var replies = Array.FindAll(Replies, name => root.TryGetProperty(name, out _));
        if (replies is not [var kind])
            throw new RejectedRequestException($"It must have one of the members {string.Join(", ", Replies)}, and has {replies.Length}.");
        if (kind != "error" && kind == "reply" == IsStreamed(request))
            throw new RejectedRequestException($"/{kind}: it does not answer the request, whose answer is {(IsStreamed(request) ? "a stream" : "whole")}.");
        return kind switch
        {
            "reply" => recording with { Chunks = [ReadChunk(root.GetProperty(kind), "/reply")] },
            "error" => recording with { Refusal = ReadError(root.GetProperty(kind), "/error") },
            _ => recording with { Chunks = ReadChunks(root, kind), IsStreamed = true, IsPartial = kind == "partialStream" },
        };
    }

    private static bool IsStreamed(JsonElement request) => request.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    private static ChatChunk[] ReadChunks(JsonElement root, string name) =>
        [.. Member(root, name, "", JsonValueKind.Array, "a list of pieces").EnumerateArray().Select((chunk, index) => ReadChunk(chunk, JsonBody.Child(JsonBody.Child("", name), index)))];

    private static ChatChunk ReadChunk(JsonElement chunk, string pointer)
    {
        JsonBody.CheckMembers(chunk, pointer, "id", "model", "text", "refusal", "toolCalls", "finishReason", "usage");
        return new()
        {
            Id = Text(chunk, "id", pointer),
            Model = Text(chunk, "model", pointer),
            Text = Text(chunk, "text", pointer),
            Refusal = Text(chunk, "refusal", pointer),
            HasToolCalls = chunk.TryGetProperty("toolCalls", out var calls) && JsonBody.GetBoolean(calls, JsonBody.Child(pointer, "toolCalls")),
            FinishReason = Text(chunk, "finishReason", pointer) is { } reason ? new FinishReason(reason) : null,
            Usage = chunk.TryGetProperty("usage", out var usage) ? ReadUsage(usage, JsonBody.Child(pointer, "usage")) : null,
        };
    }

    private static TokenUsage ReadUsage(JsonElement usage, string pointer)
    {
        JsonBody.CheckMembers(usage, pointer, "promptTokens", "completionTokens", "totalTokens", "cachedTokens", "reasoningTokens", "cost");
        decimal? cost = null;
        if (usage.TryGetProperty("cost", out var value))
        {
            cost = value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var spent)
                ? spent
                : throw RejectedRequestException.At(JsonBody.Child(pointer, "cost"), "a number", value);
        }

        return new(Number(usage, "promptTokens", pointer), Number(usage, "completionTokens", pointer), Number(usage, "totalTokens", pointer))
        {
            CachedTokens = Count("cachedTokens"),
            ReasoningTokens = Count("reasoningTokens"),
            Cost = cost,
        };

        long Count(string name) => usage.TryGetProperty(name, out _) ? Number(usage, name, pointer) : 0;
    }

    private static ChatTransportException ReadError(JsonElement error, string pointer)
    {
        JsonBody.CheckMembers(error, pointer, "status", "message", "code", "requestId", "body");
        var status = Number(error, "status", pointer);
        if (status is < 100 or > 599)
            throw RejectedRequestException.At(JsonBody.Child(pointer, "status"), "an HTTP status", error.GetProperty("status"));
        return new(JsonBody.GetText(error, "message", pointer, "a text"))
        {
            StatusCode = (HttpStatusCode)status,
            Code = Text(error, "code", pointer),
            RequestId = Text(error, "requestId", pointer),
            Body = Text(error, "body", pointer) ?? "",
        };
    }

    private static string? Text(JsonElement element, string name, string pointer) =>
        element.TryGetProperty(name, out _) ? JsonBody.GetText(element, name, pointer, "a text") : null;

    private static long Number(JsonElement element, string name, string pointer)
    {
        const string Expected = "a whole number";
        var value = Member(element, name, pointer, JsonValueKind.Number, Expected);
        return value.TryGetInt64(out var number) ? number : throw RejectedRequestException.At(JsonBody.Child(pointer, name), Expected, value);
    }

    private static JsonElement Member(JsonElement element, string name, string pointer, JsonValueKind kind, string expected)
    {
        if (!element.TryGetProperty(name, out var value))
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, name), expected);
        return value.ValueKind == kind ? value : throw RejectedRequestException.At(JsonBody.Child(pointer, name), expected, value);
    }
}
