using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Makes a request's parameters and its contract the options of a chat client.</summary>
/// <param name="configure">What adds to the options; null for nothing.</param>
/// <param name="takesAll">Whether the client takes every parameter, those as additional properties that ChatOptions has no member for.</param>
internal sealed class ChatOptionsWriter(Action<ChatRequest, ChatOptions>? configure, bool takesAll)
{
    /// <summary>Each contract's schema, parsed once.</summary>
    private static readonly ConditionalWeakTable<JsonContract, ChatResponseFormatJson> Formats = [];

    /// <exception cref="NotSupportedException">A parameter is set that does not reach the client.</exception>
    public ChatOptions Write(ChatRequest request)
    {
        var parameters = request.Parameters;
        var options = new ChatOptions
        {
            ModelId = parameters.Model,
            Temperature = (float?)parameters.Temperature,
            TopP = (float?)parameters.TopP,
            TopK = parameters.TopK,
            FrequencyPenalty = (float?)parameters.FrequencyPenalty,
            PresencePenalty = (float?)parameters.PresencePenalty,
            Seed = parameters.Seed,
            MaxOutputTokens = parameters.MaxTokens ?? parameters.MaxCompletionTokens,
            StopSequences = parameters.Stop is { Count: > 0 } stop ? [.. stop] : null,
            Reasoning = ReasoningEfforts.Of(parameters.ReasoningEffort) is { } effort ? new() { Effort = effort } : null,
        };
        WriteFormat(options, request);
        if (takesAll)
            WriteRest(options, parameters);
        else if (configure is null)
            RefuseRest(parameters);
        configure?.Invoke(request, options);
        return options;
    }

    private static void WriteFormat(ChatOptions options, ChatRequest request)
    {
        switch (request.Format)
        {
            case ResponseFormat.Text:
                options.ResponseFormat = ChatResponseFormat.Text;
                break;
            case ResponseFormat.JsonObject:
                options.ResponseFormat = ChatResponseFormat.Json;
                break;
            case ResponseFormat.JsonSchema:
                options.ResponseFormat = Formats.GetValue(request.Contract!, static contract => Parse(contract));
                if (request.Contract!.IsStrict)
                    (options.AdditionalProperties ??= [])[AdditionalParameters.Strict] = true;
                break;
        }
    }

    private static ChatResponseFormatJson Parse(JsonContract contract)
    {
        var json = new Utf8JsonReader(contract.Schema);
        return ChatResponseFormat.ForJsonSchema(JsonElement.ParseValue(ref json), contract.Name, contract.Description);
    }

    private static void WriteRest(ChatOptions options, ChatParameters parameters)
    {
        foreach (var (name, value) in AdditionalParameters.Of(parameters))
            (options.AdditionalProperties ??= [])[name] = value;
        if (AdditionalParameters.LimitOf(parameters) is { } limit)
            (options.AdditionalProperties ??= [])[limit.Key] = limit.Value;
    }

    private static void RefuseRest(ChatParameters parameters)
    {
        var rest = string.Join(", ", AdditionalParameters.Of(parameters).Select(static parameter => parameter.Key));
        if (rest.Length > 0)
            throw new NotSupportedException($"ChatOptions has no place for what the request sets: {rest}. Leave it out, or say it in the chat client's own way by the configure argument of AsIChatTransport.");
    }
}
