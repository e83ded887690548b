using System.Text.Json;
using PromptGen.Models;

namespace PromptGen.Testing;

/// <summary>Reads what form an answer has to have.</summary>
internal static class ResponseFormatReader
{
    private const string Name = "response_format", Pointer = "/" + Name, Expected = "one of text, json_object, json_schema";

    public static (AnswerFormat Format, JsonElement Schema) Read(JsonElement body, ModelFacts facts)
    {
        if (!body.TryGetProperty(Name, out var format))
            return (AnswerFormat.Text, default);
        if (facts.Formats.IsEmpty)
            throw RejectedRequestException.UnsupportedParameter(Name);
        if (format.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(Pointer, "an object", format);
        var type = JsonBody.GetText(format, "type", Pointer, Expected);
        if (!ModelVocabulary.Formats.Contains(type))
            throw RejectedRequestException.At(JsonBody.Child(Pointer, "type"), Expected, format.GetProperty("type"));
        if (!facts.Formats.Contains(type))
            throw RejectedRequestException.UnsupportedValue(Name + ".type", type);
        if (type != "json_schema")
        {
            JsonBody.CheckMembers(format, Pointer, "type");
            return (type == "text" ? AnswerFormat.Text : AnswerFormat.JsonObject, default);
        }

        JsonBody.CheckMembers(format, Pointer, "type", "json_schema");
        return format.TryGetProperty("json_schema", out var jsonSchema)
            ? (AnswerFormat.JsonSchema, ReadJsonSchema(jsonSchema, JsonBody.Child(Pointer, "json_schema")))
            : throw RejectedRequestException.Missing(JsonBody.Child(Pointer, "json_schema"), "an object");
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
        SchemaValidator.Check(schema, JsonBody.Child(pointer, "schema"), isStrict: strict.ValueKind != JsonValueKind.False);
        return schema;
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
