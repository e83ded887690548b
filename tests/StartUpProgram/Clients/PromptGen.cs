namespace PromptGen.Benchmarks;

internal static class Client
{
    public static Task<Report> ReportAsync(HttpClient client, Uri baseAddress, string key) =>
        IReporter.Create(new HttpChatTransport(client, new() { BaseAddress = baseAddress, ApiKey = key })).ReportAsync(Asked.Product, Asked.Day, Asked.Entries);
}
