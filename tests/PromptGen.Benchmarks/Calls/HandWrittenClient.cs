using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>
/// The client that a careful programmer writes for just these prompts: requests that are there already, pooled buffers, no more of
/// the reply read than is needed. Everything else is measured over it.
/// </summary>
internal sealed partial class HandWrittenClient(HttpClient client, Uri endpoint, string key)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptEvents = new("text/event-stream");

    private readonly AuthenticationHeaderValue _authorization = new("Bearer", key);

    public async Task<Report> ReportAsync(CancellationToken cancellationToken = default)
    {
        using var request = MakeRequest(HandWrittenRequests.Report, AcceptJson);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length == buffer.Length)
                    buffer = EventLines.Grow(buffer);
            }

            return ReadReport(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async IAsyncEnumerable<string> TellAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = MakeRequest(HandWrittenRequests.Story, AcceptEvents);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var lines = new EventLines();
        while (true)
        {
            while (lines.TryRead(out var data))
            {
                if (ReadPiece(data.Span) is { Length: > 0 } piece)
                    yield return piece;
            }

            if (lines.IsDone)
                yield break;
            lines.Advance(await body.ReadAsync(lines.Space(), cancellationToken).ConfigureAwait(false));
        }
    }

    private static Report ReadReport(ReadOnlySpan<byte> reply)
    {
        var json = new Utf8JsonReader(reply);
        byte[]? content = null;
        var length = 0;
        var isWhole = false;
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (json.ValueTextEquals("content"u8) && json.CurrentDepth == 4)
                {
                    json.Read();
                    content = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
                    length = json.CopyString(content);
                }
                else if (json.ValueTextEquals("refusal"u8) && json.CurrentDepth == 4)
                {
                    json.Read();
                    Require(json.TokenType == JsonTokenType.Null);
                }
                else if (json.ValueTextEquals("finish_reason"u8) && json.CurrentDepth == 3)
                {
                    json.Read();
                    isWhole = json.ValueTextEquals("stop"u8);
                }
            }

            Require(isWhole && content is not null);
            return HandWrittenReader.Read(content.AsSpan(0, length));
        }
        finally
        {
            if (content is not null)
                ArrayPool<byte>.Shared.Return(content);
        }
    }

    private static string? ReadPiece(ReadOnlySpan<byte> chunk)
    {
        var json = new Utf8JsonReader(chunk);
        string? piece = null;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 4 || !json.ValueTextEquals("content"u8))
                continue;
            json.Read();
            piece = json.GetString();
        }

        return piece;
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new FormatException("It is no whole answer.");
    }

    private HttpRequestMessage MakeRequest(ReadOnlyMemory<byte> body, MediaTypeWithQualityHeaderValue accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Accept.Add(accept);
        request.Headers.Authorization = _authorization;
        return request;
    }
}
