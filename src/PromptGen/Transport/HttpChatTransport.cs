namespace PromptGen;

/// <summary>
/// Carries requests to an OpenAI-compatible endpoint over HTTP. It sends each request once: retries, proxies and the like belong
/// to the <see cref="HttpClient"/> and its handlers.
/// </summary>
public sealed class HttpChatTransport : IDescribedChatTransport
{
    private readonly HttpClient _client;
    private readonly Func<HttpChatTransportOptions>? _options;
    private Made _made;

    /// <summary>Makes a transport.</summary>
    /// <param name="client">What sends the requests; it stays the caller's to dispose of.</param>
    /// <param name="options">Where they go; null for the AI/ML API without a key. Changes made to it later have no effect.</param>
    /// <exception cref="ArgumentException">The address is not an absolute http or https address, the key cannot stand in a header, or a bound or a time is not positive.</exception>
    public HttpChatTransport(HttpClient client, HttpChatTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _made = Make(options ?? new());
    }

    private HttpChatTransport(HttpClient client, Func<HttpChatTransportOptions> options)
    {
        _client = client;
        _options = options;
        _made = Make(options());
    }

    /// <summary>The address that requests go to now, as the options have it.</summary>
    /// <exception cref="ArgumentException">The options changed, and have a fault.</exception>
    public Uri BaseAddress => Current().BaseAddress;

    /// <summary>Makes a transport whose options may change while it is used, for example a key that is replaced.</summary>
    /// <param name="client">What sends the requests; it stays the caller's to dispose of.</param>
    /// <param name="options">
    /// Gives the options. It is asked at the start of each exchange, from many threads; another object than the last time is what the exchange goes by, the
    /// same one counts as unchanged.
    /// </param>
    /// <exception cref="ArgumentException">The options have a fault, as for the constructor; an exchange throws this too, before anything is sent.</exception>
    public static HttpChatTransport Create(HttpClient client, Func<HttpChatTransportOptions> options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        return new(client, options);
    }

    /// <inheritdoc/>
    public ChatTransportDescription Description => Current().Description;

    /// <inheritdoc/>
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (await SendForReplyAsync(request, cancellationToken).ConfigureAwait(false)).Keep();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Stream(this, request, cancellationToken);
    }

    /// <summary>Sends a request. The reply's text is in pooled memory: most callers need it no longer than it takes to read a value from it.</summary>
    internal ValueTask<ChatReply> SendForReplyAsync(ChatRequest request, CancellationToken cancellationToken) => Current().SendForReplyAsync(request, cancellationToken);

    private HttpExchanges Current()
    {
        var made = _made;
        if (_options is null)
            return made.Exchanges;
        var options = _options();
        if (options != made.Options)
            _made = made = Make(options);
        return made.Exchanges;
    }

    private Made Make(HttpChatTransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options, new(_client, options));
    }

    /// <summary>What was made of which options.</summary>
    private sealed record Made(HttpChatTransportOptions Options, HttpExchanges Exchanges);

    /// <summary>A stream that is asked for each time that it is enumerated, with the options of that time.</summary>
    private sealed class Stream(HttpChatTransport transport, ChatRequest request, CancellationToken cancellationToken) : IAsyncEnumerable<ChatChunk>
    {
        public IAsyncEnumerator<ChatChunk> GetAsyncEnumerator(CancellationToken enumeration = default) =>
            transport.Current().StreamAsync(request, cancellationToken).GetAsyncEnumerator(enumeration);
    }
}
