using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>Messages as OpenTelemetry's conventions have them on spans: JSON, of what is no text only that it was there.</summary>
internal static class TelemetryMessages
{
    public static string Of(IReadOnlyList<PromptMessage> messages) => Write(json =>
    {
        foreach (var message in messages)
        {
            WriteStart(json, message.Role);
            WritePart(json, "text", message.Content);
            foreach (var attachment in message.Attachments)
                WritePart(json, attachment is PromptImage ? "image" : "file", null);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    public static string Of(ChatCompletion completion) => Write(json =>
    {
        WriteStart(json, PromptRole.Assistant);
        if (completion.Content is { } content)
            WritePart(json, "text", content);
        if (completion.Refusal is { } refusal)
            WritePart(json, "refusal", refusal);
        json.WriteEndArray();
        if (completion.FinishReason is { } reason)
            json.WriteString("finish_reason"u8, reason.Value);
        json.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> writeMessages)
    {
        using var buffer = new PooledBuffer();
        var json = JsonWriters.Take(buffer);
        json.WriteStartArray();
        writeMessages(json);
        json.WriteEndArray();
        json.Flush();
        JsonWriters.Keep(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStart(Utf8JsonWriter json, PromptRole role)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Value);
        json.WriteStartArray("parts"u8);
    }

    private static void WritePart(Utf8JsonWriter json, string type, string? content)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (content is not null)
            json.WriteString("content"u8, content);
        json.WriteEndObject();
    }
}
