using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptGen.Benchmarks.Peers;

/// <summary>The prompts by Microsoft.Extensions.AI.</summary>
internal sealed partial class ExtensionsAIClient(IChatClient client)
{
    private readonly ChatResponseFormat _format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(HandWrittenRequests.ReportSchema.Span), "Report");

    /// <summary>With the schema made once, by hand, and the answer read by System.Text.Json, source-generated.</summary>
    public async Task<Report> ReportAsync()
    {
        var options = MakeOptions();
        options.ResponseFormat = _format;
        var response = await client.GetResponseAsync([new(ChatRole.System, Asked.Role), new(ChatRole.User, Asked.Report)], options);
        return response.FinishReason == ChatFinishReason.Stop
            ? JsonSerializer.Deserialize(response.Text, ReportContext.Default.Report)!
            : throw new FormatException("It is no whole answer.");
    }

    /// <summary>As its documentation has it: the schema is made of the type.</summary>
    public async Task<Report> ReportByTypeAsync() =>
        (await client.GetResponseAsync<Report>([new(ChatRole.System, Asked.Role), new(ChatRole.User, Asked.Report)], MakeOptions())).Result;

    public async IAsyncEnumerable<string> TellAsync()
    {
        await foreach (var update in client.GetStreamingResponseAsync([new(ChatRole.System, Asked.Role), new(ChatRole.User, Asked.Story)], MakeOptions()))
        {
            if (update.Text is { Length: > 0 } piece)
                yield return piece;
        }
    }

    private static ChatOptions MakeOptions() => new() { Temperature = (float)Asked.Temperature, MaxOutputTokens = Asked.MaxCompletionTokens };
}
