using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>A weaker form to ask in.</summary>
/// <param name="Format">The form.</param>
/// <param name="Schema">The schema that it is for; null for any.</param>
internal readonly record struct FormatStep(ResponseFormat Format, JsonContract? Schema);

/// <summary>
/// How servers are asked for an answer of a schema, where that is left to PromptGen: in the strongest form that they have. What a
/// server has refused is remembered for as long as its transport lives, model by model; where it was one schema that it would not take, for
/// that schema alone.
/// </summary>
internal static class ResponseFormats
{
    /// <summary>By model and schema; of what holds for every schema that is null.</summary>
    private static readonly ConditionalWeakTable<IChatTransport, ConcurrentDictionary<(string Model, JsonContract? Schema), ResponseFormat>> Refused = [];

    /// <summary>What is said of a form that is not taken: in many words, and most servers quote the parameter.</summary>
    private static readonly string[] FormatWords = ["response_format", "response format", "json_schema", "json schema", "json_object", "structured output"];

    /// <summary>What is said of a form that is taken, and a schema that is not.</summary>
    private static readonly string[] SchemaWords = ["invalid schema", "schema is invalid", "invalid_json_schema", "not a valid schema"];

    /// <summary>The form to ask in: what the model is known to have, or what its server was found to have.</summary>
    public static ResponseFormat Choose(IChatTransport? transport, string? model, JsonContract? schema, ResponseFormat known)
    {
        if (transport is null || !Refused.TryGetValue(transport, out var refused))
            return known;
        if (refused.TryGetValue((model ?? "", null), out var found))
            known = Weaker(known, found);
        return refused.TryGetValue((model ?? "", schema), out found) ? Weaker(known, found) : known;
    }

    /// <summary>The next weaker form, where it was the form that the server refused; null where it was something else.</summary>
    public static FormatStep? StepDown(ChatRequest request, ChatTransportException exception)
    {
        if (request.Contract is null || exception.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity) || !Says(exception, FormatWords))
            return null;
        var schema = Says(exception, SchemaWords) ? request.Contract : null;
        return request.Format switch
        {
            ResponseFormat.JsonSchema => new(ResponseFormat.JsonObject, schema),
            ResponseFormat.JsonObject => new(ResponseFormat.PromptOnly, schema),
            _ => null,
        };
    }

    /// <summary>Remembers a step that helped. One that did not was not about the form, whatever was said: servers quote the whole request.</summary>
    public static void Remember(IChatTransport transport, string? model, FormatStep? step)
    {
        if (step is { } helped)
            Refused.GetOrCreateValue((transport as ObservedTransport)?.Inner ?? transport).AddOrUpdate((model ?? "", helped.Schema), static (_, format) => format, static (_, other, format) => Weaker(format, other), helped.Format);
    }

    /// <summary>Whether a server's words have some of ours.</summary>
    private static bool Says(ChatTransportException exception, string[] words) => Array.Exists(
        words, word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase) || exception.Body.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static ResponseFormat Weaker(ResponseFormat one, ResponseFormat other) => Strength(one) < Strength(other) ? one : other;

    private static int Strength(ResponseFormat format) => format switch { ResponseFormat.JsonSchema => 2, ResponseFormat.JsonObject => 1, _ => 0 };
}
