using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>
/// Reads the body of a request. Whatever it does not know it refuses, so that a mistake of the client shows here and not first
/// at a paid server.
/// </summary>
internal static class ChatRequestValidator
{
    private const string IntegerFromOne = "an integer of 1 or more";

    public static AcceptedRequest Read(JsonElement body)
    {
        JsonBody.CheckMembers(body, "", "model", "messages", "temperature", "max_tokens", "seed", "stream", "response_format");
        if (JsonBody.GetText(body, "model", "", "a model's id") is not { Length: > 0 } model)
            throw RejectedRequestException.At("/model", "a model's id", body.GetProperty("model"));
        CheckTemperature(body);
        CheckStream(body);
        _ = ReadCount(body, "seed");
        var maxTokens = ReadCount(body, "max_tokens");
        var (question, characters) = ReadMessages(body);
        var (format, schema) = ReadFormat(body);
        return new()
        {
            Model = model,
            Question = question,
            PromptCharacters = characters,
            MaxTokens = maxTokens,
            Format = format,
            Schema = schema,
        };
    }

    private static (string Question, long Characters) ReadMessages(JsonElement body)
    {
        const string Expected = "a list of one or more messages";
        if (!body.TryGetProperty("messages", out var messages))
            throw RejectedRequestException.Missing("/messages", Expected);
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
            throw RejectedRequestException.At("/messages", Expected, messages);

        string? question = null;
        var last = "";
        var characters = 0L;
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var pointer = JsonBody.Child("/messages", index++);
            JsonBody.CheckMembers(message, pointer, "role", "content");
            var role = ReadRole(message, pointer);
            last = JsonBody.GetText(message, "content", pointer, "a text");
            characters += last.Length;
            if (role == "user")
                question = last;
        }

        return (question ?? last, characters);
    }

    private static string ReadRole(JsonElement message, string pointer)
    {
        const string Expected = "one of developer, system, user, assistant";
        return JsonBody.GetText(message, "role", pointer, Expected) is var role and ("developer" or "system" or "user" or "assistant")
            ? role
            : throw RejectedRequestException.At(JsonBody.Child(pointer, "role"), Expected, message.GetProperty("role"));
    }

    private static void CheckTemperature(JsonElement body)
    {
        if (body.TryGetProperty("temperature", out var temperature)
            && (temperature.ValueKind != JsonValueKind.Number || temperature.GetDouble() is not (>= 0 and <= 2)))
            throw RejectedRequestException.At("/temperature", "a number from 0 to 2", temperature);
    }

    private static void CheckStream(JsonElement body)
    {
        if (!body.TryGetProperty("stream", out var stream) || stream.ValueKind == JsonValueKind.False)
            return;
        throw RejectedRequestException.At("/stream", "false, since this server does not stream yet", stream);
    }

    private static long? ReadCount(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 1
            ? count
            : throw RejectedRequestException.At(JsonBody.Child("", name), IntegerFromOne, value);
    }

    private static (AnswerFormat Format, JsonElement Schema) ReadFormat(JsonElement body)
    {
        const string Pointer = "/response_format", Expected = "one of text, json_object, json_schema";
        if (!body.TryGetProperty("response_format", out var format))
            return (AnswerFormat.Text, default);
        if (format.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(Pointer, "an object", format);
        var type = JsonBody.GetText(format, "type", Pointer, Expected);
        switch (type)
        {
            case "text" or "json_object":
                JsonBody.CheckMembers(format, Pointer, "type");
                return (type == "text" ? AnswerFormat.Text : AnswerFormat.JsonObject, default);
            case "json_schema":
                JsonBody.CheckMembers(format, Pointer, "type", "json_schema");
                return format.TryGetProperty("json_schema", out var jsonSchema)
                    ? (AnswerFormat.JsonSchema, ReadJsonSchema(jsonSchema, JsonBody.Child(Pointer, "json_schema")))
                    : throw RejectedRequestException.Missing(JsonBody.Child(Pointer, "json_schema"), "an object");
            default:
                throw RejectedRequestException.At(JsonBody.Child(Pointer, "type"), Expected, format.GetProperty("type"));
        }
    }

    private static JsonElement ReadJsonSchema(JsonElement jsonSchema, string pointer)
    {
        const string ExpectedName = "1 to 64 of A-Z a-z 0-9 _ -";
        JsonBody.CheckMembers(jsonSchema, pointer, "name", "description", "strict", "schema");
        if (!IsName(JsonBody.GetText(jsonSchema, "name", pointer, ExpectedName)))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "name"), ExpectedName, jsonSchema.GetProperty("name"));
        if (jsonSchema.TryGetProperty("description", out _))
            JsonBody.GetText(jsonSchema, "description", pointer, "a text");
        if (jsonSchema.TryGetProperty("strict", out var strict) && strict.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "strict"), "true, false or null", strict);
        if (!jsonSchema.TryGetProperty("schema", out var schema))
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, "schema"), "a JSON schema");
        SchemaValidator.Check(schema, JsonBody.Child(pointer, "schema"));
        return schema;
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
