using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using NJsonSchema;

namespace PromptGen.Benchmarks.Peers;

/// <content>The answer held to its schema by a library for that, as those do who want the constraints to hold.</content>
internal sealed partial class ExtensionsAIClient
{
    private readonly JsonSchema _schema = JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(HandWrittenRequests.ReportSchema.Span)).GetAwaiter().GetResult();

    /// <summary>With the schema made once, by hand; checked, then read by System.Text.Json, source-generated.</summary>
    public async Task<Report> ReportCheckedAsync()
    {
        var options = MakeOptions();
        options.ResponseFormat = _format;
        var response = await client.GetResponseAsync([new(ChatRole.System, Asked.Role), new(ChatRole.User, Asked.Report)], options);
        return response.FinishReason == ChatFinishReason.Stop && _schema.Validate(response.Text).Count == 0
            ? JsonSerializer.Deserialize(response.Text, ReportContext.Default.Report)!
            : throw new FormatException("It is no whole answer.");
    }
}
