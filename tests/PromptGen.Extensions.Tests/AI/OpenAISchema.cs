using Microsoft.Extensions.AI;

namespace PromptGen.Extensions.Tests;

/// <summary>Gives OpenAI's library the schema itself, past what its chat client makes of it.</summary>
public static class OpenAISchema
{
    public static void SendAsItIs(ChatRequest request, ChatOptions options)
    {
        if (request is { Format: ResponseFormat.JsonSchema, Contract: { } contract })
            options.RawRepresentationFactory = _ => new OpenAI.Chat.ChatCompletionOptions
            {
                ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
                    contract.Name, BinaryData.FromBytes(contract.Schema.ToArray()), jsonSchemaIsStrict: contract.IsStrict),
            };
    }
}
