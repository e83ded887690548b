using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;

namespace PromptGen.Benchmarks.Peers;

/// <summary>The prompts by OpenAI's own library, the schema made once, the answer read by System.Text.Json, source-generated.</summary>
internal sealed class OpenAIClient(ChatClient client)
{
    private readonly ChatResponseFormat _format = ChatResponseFormat.CreateJsonSchemaFormat("Report", BinaryData.FromBytes(HandWrittenRequests.ReportSchema), jsonSchemaIsStrict: true);

    /// <summary>The library's client, over an <see cref="HttpClient"/>.</summary>
    public static ChatClient Connect(HttpClient client, Uri baseAddress, string key) =>
        new(Asked.Model, new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = baseAddress, Transport = new HttpClientPipelineTransport(client) });

    public async Task<Report> ReportAsync()
    {
        var options = new ChatCompletionOptions { Temperature = (float)Asked.Temperature, MaxOutputTokenCount = Asked.MaxCompletionTokens, ResponseFormat = _format };
        OpenAI.Chat.ChatCompletion completion = await client.CompleteChatAsync([new SystemChatMessage(Asked.Role), new UserChatMessage(Asked.Report)], options);
        return completion is { FinishReason: ChatFinishReason.Stop, Refusal: null }
            ? JsonSerializer.Deserialize(completion.Content[0].Text, ReportContext.Default.Report)!
            : throw new FormatException("It is no whole answer.");
    }

    public async IAsyncEnumerable<string> TellAsync()
    {
        var options = new ChatCompletionOptions { Temperature = (float)Asked.Temperature, MaxOutputTokenCount = Asked.MaxCompletionTokens };
        await foreach (var update in client.CompleteChatStreamingAsync([new SystemChatMessage(Asked.Role), new UserChatMessage(Asked.Story)], options))
        {
            foreach (var part in update.ContentUpdate)
            {
                if (part.Text.Length > 0)
                    yield return part.Text;
            }
        }
    }
}
