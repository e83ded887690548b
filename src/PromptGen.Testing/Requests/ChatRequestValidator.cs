using System.Text.Json;
using PromptGen.Models;

namespace PromptGen.Testing;

/// <summary>
/// Reads the body of a request. Whatever it does not know it refuses, so that a mistake of the client shows here and not first
/// at a paid server. A model that is in the catalog is held to its own facts, any other to what some model takes.
/// </summary>
internal static class ChatRequestValidator
{
    private static readonly string[] Members = ["model", "messages", "stream", "response_format", .. ModelVocabulary.Parameters];

    public static AcceptedRequest Read(JsonElement body)
    {
        JsonBody.CheckMembers(body, "", Members);
        if (JsonBody.GetText(body, "model", "", "a model's id") is not { Length: > 0 } model)
            throw RejectedRequestException.At("/model", "a model's id", body.GetProperty("model"));
        var facts = ModelCatalog.Default.Find(model) ?? ModelCatalog.Default.Possible!;
        var isStreamed = ReadStream(body);
        ParameterValidator.Check(body, facts);
        var (question, characters) = MessageReader.Read(body, facts);
        var (format, schema) = ResponseFormatReader.Read(body, facts);
        if (format != AnswerFormat.JsonSchema && PromptedSchema.Find(question) is { } prompted)
            (format, schema) = (AnswerFormat.JsonSchema, prompted);
        return new()
        {
            Model = model,
            Question = question,
            PromptCharacters = characters,
            MaxTokens = ReadMaxTokens(body),
            Stops = ReadStops(body),
            Format = format,
            Schema = schema,
            IsStreamed = isStreamed,
            IncludesUsage = ReadIncludesUsage(body, isStreamed),
        };
    }

    private static bool ReadStream(JsonElement body) =>
        body.TryGetProperty("stream", out var stream) && JsonBody.GetBoolean(stream, "/stream");

    private static bool ReadIncludesUsage(JsonElement body, bool isStreamed)
    {
        const string Pointer = "/stream_options";
        if (!body.TryGetProperty("stream_options", out var options))
            return false;
        if (!isStreamed)
            throw new RejectedRequestException($"{Pointer}: only together with \"stream\":true.");
        JsonBody.CheckMembers(options, Pointer, "include_usage");
        return options.TryGetProperty("include_usage", out var includesUsage)
            ? JsonBody.GetBoolean(includesUsage, JsonBody.Child(Pointer, "include_usage"))
            : throw RejectedRequestException.Missing(JsonBody.Child(Pointer, "include_usage"), "true or false");
    }

    private static long? ReadMaxTokens(JsonElement body)
    {
        var (isOld, isNew) = (body.TryGetProperty("max_tokens", out var maxTokens), body.TryGetProperty("max_completion_tokens", out var maxCompletionTokens));
        if (isOld && isNew)
            throw new RejectedRequestException("/max_completion_tokens: not together with max_tokens.");
        return isOld ? maxTokens.GetInt64() : isNew ? maxCompletionTokens.GetInt64() : null;
    }

    private static string[] ReadStops(JsonElement body)
    {
        if (!body.TryGetProperty("stop", out var stop) || stop.ValueKind == JsonValueKind.Null)
            return [];
        return stop.ValueKind == JsonValueKind.String ? [stop.GetString()!] : [.. stop.EnumerateArray().Select(static text => text.GetString()!)];
    }
}
