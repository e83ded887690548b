using System.Net;
using System.Net.Http.Headers;

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

    /// <summary>Makes a transport.</summary>
    /// <param name="client">What sends the requests; it stays the caller's to dispose of.</param>
    /// <param name="options">Where they go; null for the AI/ML API without a key. Changes made to it later have no effect.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address, the key cannot stand in a header, or the bound is not positive.</exception>
    public HttpChatTransport(HttpClient client, HttpChatTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new();
        _client = client;
        _endpoint = EndpointOf(options.BaseAddress);
        _apiKey = CheckKey(options.ApiKey);
        _maxResponseBytes = options.MaxResponseBytes > 0
            ? options.MaxResponseBytes
            : throw new ArgumentException($"{nameof(options.MaxResponseBytes)} must be positive.", nameof(options));
    }

    /// <inheritdoc/>
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = new PooledBuffer();
        request.WriteTo(body);
        using var message = ToMessage(body.WrittenMemory);

        // The client's own timeout ends with the reply's head; this one covers the body too.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_client.Timeout);
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            using var reply = await ReadBodyAsync(response, timeout.Token).ConfigureAwait(false);

            // Only now: a call that ended early may still be sending from this memory, so it is left to the collector.
            body.Dispose();
            return response.IsSuccessStatusCode ? ReadCompletion(response, reply) : throw Failed(response, reply);
        }
        catch (HttpRequestException exception)
        {
            throw new ChatTransportException($"{Endpoint}: {Describe(exception)}", exception);
        }
        catch (IOException exception)
        {
            throw new ChatTransportException($"{Endpoint}: the connection broke before the reply was whole. Try again.", exception);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ChatTransportException(
                $"{Endpoint}: no reply within {_client.Timeout.TotalSeconds:0.###} seconds. Raise HttpClient.Timeout, or ask for less.", exception);
        }
    }

    /// <summary>The endpoint without anything that may be secret in an address: no user, no query.</summary>
    private string Endpoint => _endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static Uri EndpointOf(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("BaseAddress must be an absolute http or https address, for example https://api.aimlapi.com/v1/.", nameof(address));
        var builder = new UriBuilder(address);
        builder.Path = builder.Path.TrimEnd('/') + "/chat/completions";
        return builder.Uri;
    }

    private static string? CheckKey(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return null;
        var bad = key.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return bad < 0
            ? key
            : throw new ArgumentException(
                $"The API key has a character at position {bad} (of {key.Length}) that cannot stand in an HTTP header, perhaps a space or a line end that came along with it. Remove it.",
                nameof(key));
    }

    private HttpRequestMessage ToMessage(ReadOnlyMemory<byte> body)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new("application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = content };
        message.Headers.Accept.Add(new("application/json"));
        if (_apiKey is not null)
            message.Headers.Authorization = new("Bearer", _apiKey);
        return message;
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
                throw WithFacts(new($"{Endpoint}: the reply has more than {_maxResponseBytes} bytes. Raise HttpChatTransportOptions.MaxResponseBytes, or set MaxTokens.") { Body = BodyText.Of(buffer.WrittenSpan) }, response);
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private ChatCompletion ReadCompletion(HttpResponseMessage response, PooledBuffer reply)
    {
        try
        {
            return ChatCompletionReader.Read(reply.WrittenSpan);
        }
        catch (ChatTransportException exception)
        {
            throw WithFacts(
                new($"{Endpoint}: {(int)response.StatusCode}, but {exception.Message}", exception.InnerException) { Code = exception.Code, RequestId = exception.RequestId, Body = exception.Body },
                response);
        }
    }

    private ChatTransportException Failed(HttpResponseMessage response, PooledBuffer reply)
    {
        var error = ErrorBody.Read(reply.WrittenMemory);
        var body = BodyText.Of(reply.WrittenSpan);
        var said = error.Message ?? BodyText.Describe(body) ?? body;
        return WithFacts(
            new($"{Endpoint}: {(int)response.StatusCode} {response.StatusCode}: {Excerpt.Of(said)}{Advice(response)}") { Code = error.Code, RequestId = error.RequestId, Body = body },
            response);
    }

    private static string Advice(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => " Check HttpChatTransportOptions.ApiKey.",
        HttpStatusCode.Forbidden => " Check the key's rights and the account's credit.",
        HttpStatusCode.NotFound => " Check HttpChatTransportOptions.BaseAddress, which usually ends in /v1/, and the model's name.",
        HttpStatusCode.TooManyRequests => RetryAfter(response) is { } wait ? $" Try again in {wait.TotalSeconds:0} seconds." : " Try again later, or more slowly.",
        >= HttpStatusCode.InternalServerError => " Try again later.",
        _ => "",
    };

    /// <summary>The exception with what the reply's head says, and without the key, should the server have repeated it.</summary>
    private ChatTransportException WithFacts(ChatTransportException exception, HttpResponseMessage response) =>
        new(WithoutKey(exception.Message), exception.InnerException)
        {
            StatusCode = response.StatusCode,
            Code = exception.Code is null ? null : WithoutKey(exception.Code),
            RequestId = exception.RequestId ?? HeaderOf(response.Headers, "x-request-id") ?? HeaderOf(response.Headers, "x-inference-id"),
            RetryAfter = RetryAfter(response),
            Body = WithoutKey(exception.Body),
        };

    private string WithoutKey(string text) => _apiKey is { Length: >= 4 }
        ? text.Replace(_apiKey, "[key]", StringComparison.Ordinal).Replace(_apiKey.Replace("/", "\\/", StringComparison.Ordinal), "[key]", StringComparison.Ordinal)
        : text;

    private static string? HeaderOf(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? DateTimeOffset.UtcNow),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "no such host. Check HttpChatTransportOptions.BaseAddress.",
        HttpRequestError.ConnectionError => $"the server was not reached ({exception.Message}). Check HttpChatTransportOptions.BaseAddress, and that the server runs.",
        HttpRequestError.SecureConnectionError => $"no secure connection ({exception.InnerException?.Message ?? exception.Message}). Check the address's scheme and the server's certificate.",
        HttpRequestError.ResponseEnded => "the connection broke before the reply was whole. Try again.",
        _ => $"the request failed: {exception.Message}",
    };
}
