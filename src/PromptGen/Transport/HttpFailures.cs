using System.Net;
using System.Net.Http.Headers;

namespace PromptGen;

/// <summary>Says what went wrong with an exchange over HTTP: what came, where, and what to do about it. Never the key.</summary>
internal sealed class HttpFailures(Uri endpoint, KeyRedactor key)
{
    /// <summary>The endpoint without anything that may be secret in an address: no user, no query.</summary>
    private readonly string _endpoint = endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>
    /// Whether an exception has to be translated. Handlers and decoders throw what they like because of what a server sent; only a
    /// client that was disposed of is the program's own mistake.
    /// </summary>
    public static bool IsOfTheExchange(Exception exception) => exception is not (ChatTransportException or ObjectDisposedException);

    /// <summary>What such an exception means, the caller's own cancellation aside.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="expired">The limit that was waited beyond; null where it was not the wait that ended the call.</param>
    public ChatTransportException Translate(Exception exception, ExchangeLimit? expired) => new(
        key.Redact(exception switch
        {
            _ when expired is { } limit => $"{_endpoint}: {limit}",
            HttpRequestException failed => $"{_endpoint}: {Describe(failed)}",
            IOException => $"{_endpoint}: the connection broke before the reply was whole. Try again.",
            OperationCanceledException => $"{_endpoint}: the HttpClient, or one of its handlers, cancelled the request.",
            _ => $"{_endpoint}: the exchange failed: {exception.Message}",
        }),
        key.Redact(exception))
    {
        StatusCode = (exception as HttpRequestException)?.StatusCode,
    };

    /// <summary>A reply whose status is an error.</summary>
    public ChatTransportException OfStatus(HttpResponseMessage response, ReadOnlySpan<byte> reply)
    {
        var error = ErrorBody.Read(reply);
        var body = BodyText.Of(reply, key);
        var said = BodyText.Words(error.Message ?? BodyText.Describe(body) ?? body, key);
        return WithHead(
            new($"{_endpoint}: {StatusOf(response)}: {WithAdvice(said, Advice(response))}")
            {
                Code = error.Code,
                RequestId = error.RequestId,
                Body = body,
            },
            response);
    }

    /// <summary>A reply whose status is a success and whose body is not.</summary>
    public ChatTransportException OfBody(HttpResponseMessage response, ReplyException problem) => WithHead(
        new($"{_endpoint}: {(int)response.StatusCode}, but {problem.Describe(key)}", key.Redact(problem.InnerException))
        {
            Code = problem.Error.Code,
            RequestId = problem.Error.RequestId,
            Body = BodyText.Of(problem.Body, key),
        },
        response);

    /// <summary>A server's words, which need not end as a sentence does, and what to do.</summary>
    private static string WithAdvice(string said, string advice) => advice.Length > 0 && said.Length > 0 && !char.IsPunctuation(said[^1]) ? $"{said}.{advice}" : said + advice;

    private static string StatusOf(HttpResponseMessage response)
    {
        var name = response.StatusCode.ToString();
        return char.IsAsciiDigit(name[0]) ? name : $"{(int)response.StatusCode} {name}";
    }

    private static string Advice(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => " Check HttpChatTransportOptions.ApiKey.",
        HttpStatusCode.Forbidden => " Check the key's rights and the account's credit.",
        HttpStatusCode.NotFound => " Check HttpChatTransportOptions.BaseAddress, which usually ends in /v1/, and the model's name.",
        HttpStatusCode.TooManyRequests => RetryAfter(response) is { TotalDays: < 1 } wait
            ? $" Try again in {ExpectedWords.Units((int)Math.Ceiling(wait.TotalSeconds), "second")}."
            : " Try again later, or more slowly.",
        >= HttpStatusCode.InternalServerError => " Try again later.",
        _ => "",
    };

    private static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"no such host ({exception.Message}). Check HttpChatTransportOptions.BaseAddress.",
        HttpRequestError.ConnectionError => $"the server was not reached ({exception.Message}). Check HttpChatTransportOptions.BaseAddress, and that the server runs.",
        HttpRequestError.SecureConnectionError => $"no secure connection ({exception.InnerException?.Message ?? exception.Message}). Check the address's scheme and the server's certificate.",
        HttpRequestError.ResponseEnded => "the connection broke before the reply was whole. Try again.",
        _ => $"the request failed: {exception.Message}",
    };

    /// <summary>The exception with what the reply's head says.</summary>
    private ChatTransportException WithHead(ChatTransportException exception, HttpResponseMessage response) => new(exception.Message, exception.InnerException)
    {
        StatusCode = response.StatusCode,
        Code = Redact(exception.Code),
        RequestId = Redact(exception.RequestId ?? HeaderOf(response.Headers, "x-request-id") ?? HeaderOf(response.Headers, "x-inference-id")),
        RetryAfter = RetryAfter(response),
        Body = exception.Body,
    };

    private string? Redact(string? text) => text is null ? null : key.Redact(text);

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
}
