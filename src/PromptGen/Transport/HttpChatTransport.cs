using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>
/// Carries requests to an OpenAI-compatible endpoint over HTTP. It sends each request once: retries, proxies and the like belong
/// to the <see cref="HttpClient"/> and its handlers.
/// </summary>
public sealed class HttpChatTransport : IChatTransport
{
    private readonly HttpClient _client;
    private readonly Uri _endpoint;
    private readonly string? _apiKey;
    private readonly int _maxResponseBytes;
    private readonly HttpFailures _failures;

    /// <summary>Makes a transport.</summary>
    /// <param name="client">What sends the requests; it stays the caller's to dispose of.</param>
    /// <param name="options">Where they go; null for the AI/ML API without a key. Changes made to it later have no effect.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address, the key cannot stand in a header, or the bound is not positive.</exception>
    public HttpChatTransport(HttpClient client, HttpChatTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new();
        _client = client;
        _endpoint = EndpointOf(options);
        _apiKey = KeyOf(options);
        _failures = new(_endpoint, _apiKey);
        _maxResponseBytes = options.MaxResponseBytes > 0
            ? options.MaxResponseBytes
            : throw new ArgumentException($"{nameof(options.MaxResponseBytes)} must be positive.", nameof(options));
    }

    /// <inheritdoc/>
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        // The client's own timeout ends with the reply's head; this one covers the body too.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_client.Timeout);
        try
        {
            using var response = await PostAsync(request, stream: false, timeout.Token).ConfigureAwait(false);
            return await ReadWholeAsync(response, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailures.IsOfTheExchange(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Translate(exception, _client.Timeout);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (response, whole) = await BeginStreamAsync(request, cancellationToken).ConfigureAwait(false);
        using var _ = response;
        if (whole is { } only)
        {
            yield return only;
            yield break;
        }

        var body = new EventStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _maxResponseBytes);
        var reader = new ChatChunkReader();
        var events = SseParser.Create(body, reader.Read).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isDone = false;
        try
        {
            var isFinished = false;
            while (await NextAsync(events, response, cancellationToken).ConfigureAwait(false) is { } next)
            {
                isDone = next.IsDone;
                if (isDone)
                    break;
                isFinished |= next.Chunk.FinishReason is not null;
                yield return next.Chunk;
            }

            // A server that has neither said why it stopped nor that it is done has broken off.
            if (!isDone && !isFinished)
                throw _failures.OfBody(response, new("the stream broke off before the answer was whole. Try again."));
            if (reader.TakeRest() is { } rest)
                yield return new() { Text = rest };
        }
        finally
        {
            // After [DONE] the connection may be used again, if the server ends the reply soon; a call that ends early closes it.
            await events.DisposeAsync().ConfigureAwait(false);
            if (!isDone && !body.IsAtEnd)
                await body.AbortAsync().ConfigureAwait(false);
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static Uri EndpointOf(HttpChatTransportOptions options)
    {
        var address = options.BaseAddress;
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("BaseAddress must be an absolute http or https address, for example https://api.aimlapi.com/v1/.", nameof(options));
        var builder = new UriBuilder(address);
        builder.Path = builder.Path.TrimEnd('/') + "/chat/completions";
        return builder.Uri;
    }

    private static string? KeyOf(HttpChatTransportOptions options)
    {
        var key = options.ApiKey;
        if (string.IsNullOrEmpty(key))
            return null;
        var bad = key.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return bad < 0
            ? key
            : throw new ArgumentException(
                $"The API key has a character at position {bad} (of {key.Length}) that cannot stand in an HTTP header, perhaps a space or a line end that came along with it. Remove it.",
                nameof(options));
    }

    /// <summary>Sends the request, and gives the reply where its status is a success. The body is still to come.</summary>
    private async Task<HttpResponseMessage> PostAsync(ChatRequest request, bool stream, CancellationToken cancellationToken)
    {
        var body = new PooledBuffer();
        request.WriteTo(body, stream);
        using var message = ToMessage(body.WrittenMemory, stream);
        var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

        // Only now: a call that ended early may still be sending from this memory, so it is left to the collector.
        body.Dispose();
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        using (var reply = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false))
            throw _failures.OfStatus(response, reply.WrittenMemory);
    }

    private HttpRequestMessage ToMessage(ReadOnlyMemory<byte> body, bool stream)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = content };
        if (stream)
            message.Headers.Accept.Add(new("text/event-stream"));
        message.Headers.Accept.Add(new("application/json"));
        if (_apiKey is not null)
            message.Headers.Authorization = new("Bearer", _apiKey);
        return message;
    }

    private async Task<ChatCompletion> ReadWholeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reply = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        try
        {
            return ChatCompletionReader.Read(reply.WrittenSpan);
        }
        catch (ChatTransportException exception)
        {
            throw _failures.OfBody(response, exception);
        }
    }

    private async Task<PooledBuffer> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer();
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            do
            {
                read = await stream.ReadAsync(buffer.GetMemory(1024), cancellationToken).ConfigureAwait(false);
                buffer.Advance(read);
            }
            while (read > 0 && buffer.WrittenCount <= _maxResponseBytes);

            // An error is an error however long its page is.
            if (read > 0 && response.IsSuccessStatusCode)
                throw _failures.OfBody(response, BodyText.TooLong(_maxResponseBytes, buffer.WrittenSpan));
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Sends the request for a stream. Some servers answer it whole all the same: then that is the only chunk.</summary>
    private async Task<(HttpResponseMessage Response, ChatChunk? Whole)> BeginStreamAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await PostAsync(request, stream: true, cancellationToken).ConfigureAwait(false);

            // A reply that does not say what it is, is a stream.
            var type = response.Content.Headers.ContentType?.MediaType;
            return type is null || type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
                ? (response, null)
                : (response, ChatChunk.Of(await ReadWholeAsync(response, cancellationToken).ConfigureAwait(false)));
        }
        catch (Exception exception)
        {
            response?.Dispose();
            if (!HttpFailures.IsOfTheExchange(exception))
                throw;
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Translate(exception, _client.Timeout);
        }
    }

    /// <summary>The stream's next event; null at its end.</summary>
    private async ValueTask<StreamEvent?> NextAsync(
        IAsyncEnumerator<SseItem<StreamEvent>> events, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false) ? events.Current.Data : null;
        }
        catch (ChatTransportException exception)
        {
            throw _failures.OfBody(response, exception);
        }
        catch (Exception exception) when (HttpFailures.IsOfTheExchange(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Translate(exception, _client.Timeout);
        }
    }
}
