using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The sample with a web page, as a program that runs until it is disposed of.</summary>
public sealed class WebReviewProgram : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private static readonly string Program = Path.Combine(Repository.Root, "samples", "WebReview", "bin", CommandLine.Configuration, "net10.0", "WebReview.dll");

    private readonly HttpClient _client = new();
    private Process? _process;

    /// <summary>The key that it finds in its environment; null for none.</summary>
    internal string? Key { get; init; }

    /// <summary>The address that it asks where it has a key; null for the service's.</summary>
    internal Uri? BaseAddress { get; init; }

    /// <summary>Where its page is.</summary>
    internal Uri Address => _client.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        // Nothing is found by way of the folder that it is started from.
        var start = new ProcessStartInfo("dotnet", [Program, "--urls", "http://127.0.0.1:0"]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true };
        start.Environment["AIMLAPI_KEY"] = Key;
        if (BaseAddress is not null)
            start.Environment["PromptGen__BaseAddress"] = BaseAddress.ToString();
        _process = Process.Start(start)!;
        var line = await ReadToAsync(Listening);
        _client.BaseAddress = new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Reads what it logs up to a line with these words. The test's own timeout ends a wait for what never comes.</summary>
    internal async Task<string> ReadToAsync(string words)
    {
        var read = "";
        while (await _process!.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
                return line;
            read += line + "\n";
        }

        throw new EndOfStreamException($"The program ended before it said \"{words}\":\n{read}");
    }

    /// <summary>Gets what is at a path.</summary>
    internal async Task<string> GetAsync(string path) => await _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Sends a request for a review, and gives the reply as soon as it begins.</summary>
    internal async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "reviews") { Content = new StringContent(body, null, contentType) };
        request.Headers.Host = host;
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>A whole review.</summary>
    internal async Task<IReadOnlyList<JsonElement>> ReviewAsync(string text, string mistake, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { text, mistake }));
        return await EventsAsync(response).ToListAsync(cancellationToken);
    }

    /// <summary>What a review tells, each thing when it is told.</summary>
    internal static async IAsyncEnumerable<JsonElement> EventsAsync(HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
            yield return JsonElement.Parse(item.Data);
    }
}
