using Microsoft.Extensions.AI;
using PromptGen.Benchmarks.Peers;

namespace PromptGen.Benchmarks;

internal static class Client
{
    public static Task<Report> ReportAsync(HttpClient client, Uri baseAddress, string key) =>
        new ExtensionsAIClient(OpenAIClient.Connect(client, baseAddress, key).AsIChatClient()).ReportAsync();
}
