using PromptGen.Benchmarks.Peers;

namespace PromptGen.Benchmarks;

internal static class Client
{
    public static Task<Report> ReportAsync(HttpClient client, Uri baseAddress, string key) =>
        new OpenAIClient(OpenAIClient.Connect(client, baseAddress, key)).ReportAsync();
}
