using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Writes the bodies of replies, in the shapes of the AI/ML API.</summary>
internal static class ReplyWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How JSON is written that people read: indented, with the same line ends on every machine.</summary>
    public static JsonWriterOptions Readable { get; } = Options with { Indented = true, NewLine = "\n" };

    /// <summary>Whatever <paramref name="write"/> writes, minified, as text.</summary>
    public static string Text(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Json(write).Span);

    /// <summary>Whatever <paramref name="write"/> writes, minified.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Completion(Completion completion) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, completion.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, completion.Created);
        json.WriteString("model"u8, completion.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, completion.Content);
        json.WriteString("refusal"u8, completion.Refusal);
        json.WriteEndObject();
        json.WriteString("finish_reason"u8, completion.FinishReason);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, completion);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Error(int status, string message, string path, string requestId) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("message"u8, message);
        json.WriteString("path"u8, path);
        json.WriteString("requestId"u8, requestId);
        json.WriteNumber("statusCode"u8, status);
        json.WriteString("timestamp"u8, DateTime.UtcNow);
        json.WriteEndObject();
    });

    /// <summary>What a completion cost.</summary>
    public static void WriteUsage(Utf8JsonWriter json, Completion completion)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, completion.PromptTokens);
        json.WriteNumber("completion_tokens"u8, completion.CompletionTokens);
        json.WriteNumber("total_tokens"u8, completion.PromptTokens + completion.CompletionTokens);
        json.WriteEndObject();
    }
}
