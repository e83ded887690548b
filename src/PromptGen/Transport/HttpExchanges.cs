using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>The exchanges with one endpoint: a request out, its reply in, within the limits that one set of options has.</summary>
internal sealed class HttpExchanges
{
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptEvents = new("text/event-stream");

    private readonly HttpClient _client;
    private readonly Uri _endpoint;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly int _maxResponseBytes;
    private readonly HttpFailures _failures;
    private readonly TimeProvider _time;
    private readonly ExchangeLimit _firstByte;
    private readonly ExchangeLimit _chunk;
    private readonly ExchangeLimit _total;

    /// <exception cref="ArgumentException">The options have a fault.</exception>
    public HttpExchanges(HttpClient client, HttpChatTransportOptions options)
    {
        // What a class that derives from the options adds to them is held to as well.
        if (Validation.Check(options).FirstOrDefault() is { } wrong)
            throw new ArgumentException(Validation.MessageOf(wrong), nameof(options));
        _client = client;
        BaseAddress = options.BaseAddress;
        _endpoint = EndpointOf(BaseAddress);
        var key = string.IsNullOrEmpty(options.ApiKey) ? null : options.ApiKey;
        _authorization = key is null ? null : new("Bearer", key);
        _failures = new(_endpoint, new(key));
        _maxResponseBytes = options.MaxResponseBytes;
        _time = options.TimeProvider;
        _firstByte = ExchangeLimit.FirstByte(options.FirstByteTimeout);
        _chunk = ExchangeLimit.Chunk(options.ChunkTimeout);
        _total = ExchangeLimit.Total(options.TotalTimeout);
    }

    /// <summary>The endpoint, as telemetry names it.</summary>
    public ChatTransportDescription Description => field ??= new() { ProviderName = ProviderNames.Of(_endpoint.Host), ServerAddress = _endpoint.Host, ServerPort = _endpoint.Port };

    /// <summary>The address that the endpoint is under, as the options have it.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The limit for a whole reply: the client's own ends with the reply's head, and here covers the body too.</summary>
    private ExchangeLimit Whole => _total.IsFinite && (_client.Timeout == Timeout.InfiniteTimeSpan || _total.Limit <= _client.Timeout) ? _total : ExchangeLimit.Client(_client.Timeout);

    /// <inheritdoc cref="IChatTransport.StreamAsync"/>
    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = ExchangeTimer.Start(_time, Whole, _firstByte, _chunk, cancellationToken);
        var (response, content, whole) = await BeginStreamAsync(request, timer, cancellationToken).ConfigureAwait(false);
        using var _ = response;
        if (whole is { } only)
        {
            yield return only;
            yield break;
        }

        // The client's own limit ends where a stream begins.
        timer.Limit(_total);
        var body = new EventStream(content, _maxResponseBytes, timer);
        var reader = new ChatChunkReader();
        var events = SseParser.Create(body, reader.Read).EnumerateAsync(timer.Token).GetAsyncEnumerator(timer.Token);
        var isDone = false;
        try
        {
            var isFinished = false;
            while (await NextAsync(events, response, isFinished, timer, cancellationToken).ConfigureAwait(false) is { } next)
            {
                // Events that are there already would come whether they are wanted or not.
                cancellationToken.ThrowIfCancellationRequested();
                isDone = next.IsDone;
                if (isDone)
                    break;
                isFinished |= next.Chunk.FinishReason is not null;
                yield return next.Chunk;
            }

            // A server that has neither said why it stopped nor that it is done has broken off.
            if (!isDone && !isFinished)
                throw _failures.OfBody(response, ReplyException.BrokenOff());
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

    /// <summary>Sends a request. The reply's text is in pooled memory: most callers need it no longer than it takes to read a value from it.</summary>
    public async ValueTask<ChatReply> SendForReplyAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        using var message = ToMessage(request, stream: false);
        using var timer = ExchangeTimer.Start(_time, Whole, _firstByte, _chunk, cancellationToken);
        try
        {
            using var response = await PostAsync(message, timer).ConfigureAwait(false);
            return await ReadWholeAsync(response, timer).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailures.IsOfTheExchange(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Translate(exception, timer.Expired ?? Waited(exception));
        }
    }

    private static Uri EndpointOf(Uri address)
    {
        var builder = new UriBuilder(address);
        builder.Path = builder.Path.TrimEnd('/') + "/chat/completions";
        return builder.Uri;
    }

    /// <summary>The request, written out: what a prompt's own arguments throw comes from here, as it is.</summary>
    private HttpRequestMessage ToMessage(ChatRequest request, bool stream)
    {
        var body = new PooledBuffer();
        request.WriteTo(body, stream);
        var message = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new PooledContent(body) };
        if (stream)
            message.Headers.Accept.Add(AcceptEvents);
        message.Headers.Accept.Add(AcceptJson);
        message.Headers.Authorization = _authorization;
        return message;
    }

    /// <summary>Sends the request, and gives the reply where its status is a success. The body is still to come.</summary>
    private async ValueTask<HttpResponseMessage> PostAsync(HttpRequestMessage message, ExchangeTimer timer)
    {
        var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timer.Token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        using (var reply = await ReadBodyAsync(response, timer).ConfigureAwait(false))
            throw _failures.OfStatus(response, reply.WrittenSpan);
    }

    /// <summary>How long the client waited, where it says that this was too long; null where something else ended the call.</summary>
    private ExchangeLimit? Waited(Exception exception) => exception is TimeoutException || exception.InnerException is TimeoutException ? ExchangeLimit.Client(_client.Timeout) : null;

    private async ValueTask<ChatReply> ReadWholeAsync(HttpResponseMessage response, ExchangeTimer timer)
    {
        using var body = await ReadBodyAsync(response, timer).ConfigureAwait(false);
        var texts = new PooledBuffer(body.WrittenCount + JsonStringScan.Slack);
        try
        {
            return new(ChatCompletionReader.Read(body.WrittenSpan, texts), texts);
        }
        catch (ReplyException exception)
        {
            texts.Dispose();
            throw _failures.OfBody(response, exception);
        }
    }

    private async ValueTask<PooledBuffer> ReadBodyAsync(HttpResponseMessage response, ExchangeTimer timer)
    {
        // Where reading fails the memory is left to the collector: a stream may still write to what it was given.
        var buffer = new PooledBuffer();
        using var stream = await response.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false);
        int read;
        do
        {
            read = await timer.ReadAsync(stream, buffer.GetMemory(1024), timer.Token).ConfigureAwait(false);
            buffer.Advance(read);
        }
        while (read > 0 && buffer.WrittenCount <= _maxResponseBytes);

        // An error is an error however long its page is.
        return read > 0 && response.IsSuccessStatusCode
            ? throw _failures.OfBody(response, ReplyException.TooLong(_maxResponseBytes, buffer.WrittenSpan))
            : buffer;
    }

    /// <summary>Sends the request for a stream. Some servers answer it whole all the same: then that is the only chunk.</summary>
    private async Task<(HttpResponseMessage Response, Stream Content, ChatChunk? Whole)> BeginStreamAsync(
        ChatRequest request, ExchangeTimer timer, CancellationToken cancellationToken)
    {
        using var message = ToMessage(request, stream: true);
        HttpResponseMessage? response = null;
        try
        {
            response = await PostAsync(message, timer).ConfigureAwait(false);

            // A reply that does not say what it is, is a stream.
            var type = response.Content.Headers.ContentType?.MediaType;
            return type is null || type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase)
                ? (response, await response.Content.ReadAsStreamAsync(timer.Token).ConfigureAwait(false), null)
                : (response, Stream.Null, ChatChunk.Of((await ReadWholeAsync(response, timer).ConfigureAwait(false)).Keep()));
        }
        catch (Exception exception)
        {
            response?.Dispose();
            if (!HttpFailures.IsOfTheExchange(exception))
                throw;
            cancellationToken.ThrowIfCancellationRequested();
            throw _failures.Translate(exception, timer.Expired ?? Waited(exception));
        }
    }

    /// <summary>The stream's next event; null at its end, which may be a broken connection once the answer is whole.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StreamEvent?> NextAsync(
        IAsyncEnumerator<SseItem<StreamEvent>> events, HttpResponseMessage response, bool isFinished, ExchangeTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false) ? events.Current.Data : null;
        }
        catch (ReplyException exception)
        {
            throw _failures.OfBody(response, exception);
        }
        catch (Exception exception) when (HttpFailures.IsOfTheExchange(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return isFinished && exception is (IOException or HttpRequestException) ? null : throw _failures.Translate(exception, timer.Expired ?? Waited(exception));
        }
    }
}
