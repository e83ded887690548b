using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>Writes a <see cref="ChatRequest"/> as JSON.</summary>
internal static class ChatRequestWriter
{
    // The body is application/json, never a part of a page: quotes, backslashes and control characters are escaped, letters are not.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Write(ChatRequest request, Action<PromptWriter>? render, IBufferWriter<byte> destination)
    {
        using var json = new Utf8JsonWriter(destination, Options);
        json.WriteStartObject();
        if (request.Parameters.Model is { } model)
            json.WriteString("model"u8, model);

        json.WriteStartArray("messages"u8);
        if (render is null)
        {
            foreach (var message in request.Messages)
                WriteMessage(json, message);
        }
        else
        {
            PromptWriter.WriteMessages(render, json);
        }

        json.WriteEndArray();
        WriteParameters(json, request.Parameters);
        if (request.Contract is { } contract)
            WriteResponseFormat(json, contract);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteMessage(Utf8JsonWriter json, PromptMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        json.WriteString("content"u8, message.Content);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, ChatParameters parameters)
    {
        if (parameters.Temperature is { } temperature)
            WriteNumber(json, "temperature"u8, temperature);
        if (parameters.MaxTokens is { } maxTokens)
            json.WriteNumber("max_tokens"u8, maxTokens);
    }

    private static void WriteResponseFormat(Utf8JsonWriter json, JsonContract contract)
    {
        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteStartObject("json_schema"u8);
        json.WriteString("name"u8, contract.Name);
        json.WriteBoolean("strict"u8, true);
        json.WritePropertyName("schema"u8);
        json.WriteRawValue(contract.Schema, skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A number as the user wrote it: <c>0.1f</c> is 0.1 on the wire, not the double that it became on the way.</summary>
    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        if ((float)value == value)
            json.WriteNumber(name, (float)value);
        else
            json.WriteNumber(name, value);
    }
}
