using PromptGen.Benchmarks.Peers;

namespace PromptGen.Benchmarks;

internal static class Client
{
    public static Task<Report> ReportAsync(HttpClient client, Uri baseAddress, string key) =>
        new SerializerClient(client, new Uri(baseAddress, "chat/completions"), key).ReportAsync();
}
