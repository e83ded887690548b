using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>
/// How servers are asked for an answer of a schema, where that is left to PromptGen: in the strongest form that they have. What a
/// server has refused is remembered for as long as its transport lives, model by model.
/// </summary>
internal static class ResponseFormats
{
    private static readonly ConditionalWeakTable<IChatTransport, ConcurrentDictionary<string, ResponseFormat>> Refused = [];

    /// <summary>The form to ask in: what the model is known to have, or what its server was found to have.</summary>
    public static ResponseFormat Choose(IChatTransport? transport, string? model, ResponseFormat known) =>
        transport is not null && Refused.TryGetValue(transport, out var models) && models.TryGetValue(model ?? "", out var found)
            ? Weaker(known, found)
            : known;

    /// <summary>The next weaker form, where it was the form that the server refused; null where it was something else.</summary>
    public static ResponseFormat? StepDown(IChatTransport transport, ChatRequest request, ChatTransportException exception)
    {
        if (request.Contract is null || exception.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity) || !IsAboutTheFormat(exception))
            return null;
        ResponseFormat? next = request.Format switch
        {
            ResponseFormat.JsonSchema => ResponseFormat.JsonObject,
            ResponseFormat.JsonObject => ResponseFormat.PromptOnly,
            _ => null,
        };
        if (next is { } found)
            Refused.GetOrCreateValue(transport).AddOrUpdate(request.Parameters.Model ?? "", found, (_, other) => Weaker(found, other));
        return next;
    }

    /// <summary>Servers say it in many words, and most of them quote the parameter.</summary>
    private static bool IsAboutTheFormat(ChatTransportException exception)
    {
        foreach (var word in (ReadOnlySpan<string>)["response_format", "response format", "json_schema", "json schema", "json_object", "structured output"])
        {
            if (exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase) || exception.Body.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static ResponseFormat Weaker(ResponseFormat one, ResponseFormat other) => Strength(one) < Strength(other) ? one : other;

    private static int Strength(ResponseFormat format) => format switch { ResponseFormat.JsonSchema => 2, ResponseFormat.JsonObject => 1, _ => 0 };
}
