using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Makes the messages and options of a chat client a request.</summary>
internal static class ChatOptionsReader
{
    /// <exception cref="NotSupportedException">The messages or the options have something that no transport carries.</exception>
    public static ChatRequest ToRequest(IEnumerable<ChatMessage> messages, ChatOptions? options, string? defaultModel, IChatClient client)
    {
        options ??= new();
        Refuse(options.Tools is { Count: > 0 }, nameof(options.Tools), "PromptGen asks for answers, and has no tool called");
        Refuse(options.ConversationId is not null, nameof(options.ConversationId), "the whole conversation is sent each time");
        Refuse(options.ContinuationToken is not null, nameof(options.ContinuationToken), "an answer that broke off is asked for anew");
        Refuse(options.AllowBackgroundResponses == true, nameof(options.AllowBackgroundResponses), "an answer is waited for");
        var schema = options.ResponseFormat is ChatResponseFormatJson { Schema: not null } json ? new SentSchema(json, AdditionalParameters.IsStrict(options.AdditionalProperties)) : null;
        return new(MessageMap.ToPromptMessages(options.Instructions, messages), ParametersOf(options, schema, defaultModel, client), schema);
    }

    private static ChatParameters ParametersOf(ChatOptions options, SentSchema? schema, string? defaultModel, IChatClient client)
    {
        var given = options.RawRepresentationFactory?.Invoke(client) as ChatParameters ?? ChatParameters.None;
        var additional = AdditionalParameters.Read(options.AdditionalProperties);
        return given.Over(additional).Over(new()
        {
            Model = options.ModelId ?? defaultModel,
            Temperature = options.Temperature,
            TopP = options.TopP,
            TopK = options.TopK,
            FrequencyPenalty = options.FrequencyPenalty,
            PresencePenalty = options.PresencePenalty,
            Seed = options.Seed,
            MaxTokens = options.MaxOutputTokens,
            Stop = options.StopSequences is { Count: > 0 } stop ? [.. stop] : null,
            ReasoningEffort = ReasoningEfforts.ToWire(options.Reasoning?.Effort),
            ResponseFormat = FormatOf(options.ResponseFormat, schema),
        });
    }

    private static ResponseFormat? FormatOf(ChatResponseFormat? format, SentSchema? schema) => format switch
    {
        null => null,
        ChatResponseFormatJson => schema is null ? ResponseFormat.JsonObject : ResponseFormat.JsonSchema,
        _ => ResponseFormat.Text,
    };

    private static void Refuse(bool isSet, string name, string why)
    {
        if (isSet)
            throw new NotSupportedException($"ChatOptions.{name} is not supported over a transport of PromptGen: {why}. Leave it unset.");
    }
}
