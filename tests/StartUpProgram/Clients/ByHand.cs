namespace PromptGen.Benchmarks;

internal static class Client
{
    public static Task<Report> ReportAsync(HttpClient client, Uri baseAddress, string key) =>
        new HandWrittenClient(client, new Uri(baseAddress, "chat/completions"), key).ReportAsync();
}
