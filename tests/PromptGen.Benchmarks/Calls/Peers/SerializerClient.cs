using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PromptGen.Benchmarks.Peers;

/// <summary>The prompts by HttpClient and System.Text.Json, source-generated: records for the wire, strict options for the answer.</summary>
internal sealed class SerializerClient
{
    private readonly HttpClient _client;
    private readonly Uri _endpoint;
    private readonly ResponseFormat _format;

    public SerializerClient(HttpClient client, Uri endpoint, string key)
    {
        _client = client;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _endpoint = endpoint;
        _format = new("json_schema", new("Report", true, JsonElement.Parse(HandWrittenRequests.ReportSchema.Span)));
    }

    public async Task<Report> ReportAsync(CancellationToken cancellationToken = default)
    {
        var body = new Request(Asked.Model, [new("system", Asked.Role), new("user", Asked.Report)], Asked.Temperature, Asked.MaxCompletionTokens) { ResponseFormat = _format };
        using var content = JsonContent.Create(body, WireContext.Default.Request);
        using var response = await _client.PostAsync(_endpoint, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        var completion = await response.Content.ReadFromJsonAsync(WireContext.Default.Completion, cancellationToken);
        return completion is { Choices: [{ FinishReason: "stop", Message: { Refusal: null, Content: { } answer } }, ..] }
            ? JsonSerializer.Deserialize(answer, ReportContext.Default.Report)!
            : throw new FormatException("It is no whole answer.");
    }

    public async IAsyncEnumerable<string> TellAsync()
    {
        var body = new Request(Asked.Model, [new("system", Asked.Role), new("user", Asked.Story)], Asked.Temperature, Asked.MaxCompletionTokens) { Stream = true, StreamOptions = new(true) };
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = JsonContent.Create(body, WireContext.Default.Request) };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var stream = await response.Content.ReadAsStreamAsync();
        var events = SseParser.Create(stream, static (_, data) => data.SequenceEqual("[DONE]"u8) ? null : JsonSerializer.Deserialize(data, WireContext.Default.Chunk));
        await foreach (var item in events.EnumerateAsync())
        {
            if (item.Data is not { } chunk)
                yield break;
            if (chunk.Choices is [{ Delta.Content: { Length: > 0 } piece }, ..])
                yield return piece;
        }
    }
}
