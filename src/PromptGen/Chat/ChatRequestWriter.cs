using System.Buffers;
using System.Text.Json;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>Writes a <see cref="ChatRequest"/> as JSON.</summary>
internal static class ChatRequestWriter
{

    public static void Write(ChatRequest request, Action<PromptWriter>? render, IBufferWriter<byte> destination, bool stream)
    {
        var json = JsonWriters.Take(destination);
        json.WriteStartObject();
        if (request.Parameters.Model is { } model)
            json.WriteString("model"u8, model);

        json.WriteStartArray("messages"u8);
        if (render is not null)
        {
            PromptWriter.WriteMessages(render, request.Instruction, json);
        }
        else
        {
            foreach (var message in request.Messages)
                WriteMessage(json, message);
        }

        json.WriteEndArray();
        if (stream)
            WriteStream(json, request.Parameters);
        WriteParameters(json, request.Parameters);
        if (request.Format is { } format and not ResponseFormat.PromptOnly)
            WriteResponseFormat(json, format, request.Contract);
        if (request.Parameters.Extra is { } extra)
        {
            foreach (var (name, value) in extra)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.Flush();
        JsonWriters.Keep(json);
    }

    /// <summary>A message whose text is a string.</summary>
    public static void WriteMessage(Utf8JsonWriter json, PromptMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        if (message.Attachments.Count == 0)
        {
            json.WriteString("content"u8, message.Content);
        }
        else
        {
            WriteStartParts(json);
            json.WriteString("text"u8, message.Content);
            WriteEndParts(json, message.Attachments);
        }

        json.WriteEndObject();
    }

    /// <summary>A message whose text is UTF-8 already.</summary>
    public static void WriteMessage(Utf8JsonWriter json, PromptRole role, ReadOnlySpan<byte> content, IReadOnlyList<PromptAttachment> attachments)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Value);
        if (attachments.Count == 0)
        {
            json.WriteString("content"u8, content);
        }
        else
        {
            WriteStartParts(json);
            json.WriteString("text"u8, content);
            WriteEndParts(json, attachments);
        }

        json.WriteEndObject();
    }

    private static void WriteStartParts(Utf8JsonWriter json)
    {
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
    }

    private static void WriteEndParts(Utf8JsonWriter json, IReadOnlyList<PromptAttachment> attachments)
    {
        json.WriteEndObject();
        foreach (var attachment in attachments)
            attachment.WriteTo(json);
        json.WriteEndArray();
    }

    private static void WriteStream(Utf8JsonWriter json, ChatParameters parameters)
    {
        json.WriteBoolean("stream"u8, true);
        if (parameters.IncludeUsage == false)
            return;
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, ChatParameters parameters)
    {
        WriteNumber(json, "temperature"u8, parameters.Temperature);
        WriteNumber(json, "top_p"u8, parameters.TopP);
        WriteInteger(json, "top_k"u8, parameters.TopK);
        WriteNumber(json, "min_p"u8, parameters.MinP);
        WriteNumber(json, "top_a"u8, parameters.TopA);
        WriteNumber(json, "frequency_penalty"u8, parameters.FrequencyPenalty);
        WriteNumber(json, "presence_penalty"u8, parameters.PresencePenalty);
        WriteNumber(json, "repetition_penalty"u8, parameters.RepetitionPenalty);
        WriteInteger(json, "seed"u8, parameters.Seed);
        WriteStop(json, parameters.Stop);
        if (parameters.ReasoningEffort is { } effort)
            json.WriteString("reasoning_effort"u8, effort);
        WriteInteger(json, "max_tokens"u8, parameters.MaxTokens);
        WriteInteger(json, "max_completion_tokens"u8, parameters.MaxCompletionTokens);
    }

    private static void WriteStop(Utf8JsonWriter json, IReadOnlyList<string>? stop)
    {
        switch (stop)
        {
            case null or { Count: 0 }:
                break;
            case [var only]:
                json.WriteString("stop"u8, only);
                break;
            default:
                json.WriteStartArray("stop"u8);
                foreach (var text in stop)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
        }
    }

    private static void WriteInteger(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } given)
            json.WriteNumber(name, given);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is not { } given)
            return;
        if (WrittenNumber.IsFloat(given))
            json.WriteNumber(name, (float)given);
        else
            json.WriteNumber(name, given);
    }

    private static void WriteResponseFormat(Utf8JsonWriter json, ResponseFormat format, JsonContract? contract)
    {
        json.WriteStartObject("response_format"u8);
        if (format == ResponseFormat.JsonSchema)
        {
            json.WriteString("type"u8, "json_schema"u8);
            json.WriteStartObject("json_schema"u8);
            json.WriteString("name"u8, contract!.Name);
            if (contract.Description is { } description)
                json.WriteString("description"u8, description);
            json.WriteBoolean("strict"u8, contract.IsStrict);
            json.WritePropertyName("schema"u8);
            json.WriteRawValue(contract.Schema, skipInputValidation: true);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("type"u8, format == ResponseFormat.JsonObject ? "json_object"u8 : "text"u8);
        }

        json.WriteEndObject();
    }
}
