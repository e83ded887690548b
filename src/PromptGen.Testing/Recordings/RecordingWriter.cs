using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Writes recordings: the same bytes for the same exchange, on every machine.</summary>
internal static class RecordingWriter
{
    public static byte[] Write(Recording recording)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, ReplyWriter.Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, RecordingReader.Version);
            if (recording.Prompt is not null)
                json.WriteString("prompt"u8, recording.Prompt);
            json.WritePropertyName("request"u8);
            recording.Request.WriteTo(json);
            WriteReply(json, recording);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void WriteReply(Utf8JsonWriter json, Recording recording)
    {
        if (recording.Refusal is { } refusal)
        {
            json.WritePropertyName("error"u8);
            Write(json, refusal);
        }
        else if (recording.IsStreamed)
        {
            json.WriteStartArray(recording.IsPartial ? "partialStream"u8 : "stream"u8);
            foreach (var chunk in recording.Chunks)
                Write(json, chunk);
            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("reply"u8);
            Write(json, recording.Chunks[0]);
        }
    }

    private static void Write(Utf8JsonWriter json, ChatChunk chunk)
    {
        json.WriteStartObject();
        Write(json, "id", chunk.Id);
        Write(json, "model", chunk.Model);
        Write(json, "text", chunk.Text);
        Write(json, "refusal", chunk.Refusal);
        if (chunk.HasToolCalls)
            json.WriteBoolean("toolCalls"u8, true);
        Write(json, "finishReason", chunk.FinishReason?.Value);
        if (chunk.Usage is { } usage)
        {
            json.WriteStartObject("usage"u8);
            json.WriteNumber("promptTokens"u8, usage.PromptTokens);
            json.WriteNumber("completionTokens"u8, usage.CompletionTokens);
            json.WriteNumber("totalTokens"u8, usage.TotalTokens);
            if (usage.CachedTokens > 0)
                json.WriteNumber("cachedTokens"u8, usage.CachedTokens);
            if (usage.ReasoningTokens > 0)
                json.WriteNumber("reasoningTokens"u8, usage.ReasoningTokens);
            if (usage.Cost is { } cost)
                json.WriteNumber("cost"u8, cost);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChatTransportException refusal)
    {
        json.WriteStartObject();
        json.WriteNumber("status"u8, (int)refusal.StatusCode!);
        json.WriteString("message"u8, refusal.Message);
        Write(json, "code", refusal.Code);
        Write(json, "requestId", refusal.RequestId);
        Write(json, "body", refusal.Body);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
