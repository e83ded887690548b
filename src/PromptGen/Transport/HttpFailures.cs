using System.Net;
using System.Net.Http.Headers;

namespace PromptGen;

/// <summary>Says what went wrong with an exchange over HTTP: what came, where, and what to do about it. Never the key.</summary>
internal sealed class HttpFailures(Uri endpoint, string? apiKey)
{
    /// <summary>The endpoint without anything that may be secret in an address: no user, no query.</summary>
    private readonly string _endpoint = endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Whether an exception tells of the exchange, not of the program.</summary>
    public static bool IsOfTheExchange(Exception exception) => exception is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>What such an exception means, the caller's own cancellation aside.</summary>
    public ChatTransportException Translate(Exception exception, TimeSpan timeout) => new(
        exception switch
        {
            HttpRequestException failed => $"{_endpoint}: {Describe(failed)}",
            IOException => $"{_endpoint}: the connection broke before the reply was whole. Try again.",
            _ => $"{_endpoint}: no reply within {timeout.TotalSeconds:0.###} seconds. Raise HttpClient.Timeout, or ask for less.",
        },
        exception);

    /// <summary>A reply whose status is an error.</summary>
    public ChatTransportException OfStatus(HttpResponseMessage response, ReadOnlyMemory<byte> reply)
    {
        var error = ErrorBody.Read(reply);
        var body = BodyText.Of(reply.Span);
        var said = error.Message ?? BodyText.Describe(body) ?? body;
        return WithFacts(
            new($"{_endpoint}: {(int)response.StatusCode} {response.StatusCode}: {Excerpt.Of(said)}{Advice(response)}")
            {
                Code = error.Code,
                RequestId = error.RequestId,
                Body = body,
            },
            response);
    }

    /// <summary>A reply whose status is a success and whose body is not.</summary>
    public ChatTransportException OfBody(HttpResponseMessage response, ChatTransportException exception) => WithFacts(
        new($"{_endpoint}: {(int)response.StatusCode}, but {exception.Message}", exception.InnerException)
        {
            Code = exception.Code,
            RequestId = exception.RequestId,
            Body = exception.Body,
        },
        response);

    private static string Advice(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized => " Check HttpChatTransportOptions.ApiKey.",
        HttpStatusCode.Forbidden => " Check the key's rights and the account's credit.",
        HttpStatusCode.NotFound => " Check HttpChatTransportOptions.BaseAddress, which usually ends in /v1/, and the model's name.",
        HttpStatusCode.TooManyRequests => RetryAfter(response) is { } wait ? $" Try again in {wait.TotalSeconds:0} seconds." : " Try again later, or more slowly.",
        >= HttpStatusCode.InternalServerError => " Try again later.",
        _ => "",
    };

    private static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "no such host. Check HttpChatTransportOptions.BaseAddress.",
        HttpRequestError.ConnectionError => $"the server was not reached ({exception.Message}). Check HttpChatTransportOptions.BaseAddress, and that the server runs.",
        HttpRequestError.SecureConnectionError => $"no secure connection ({exception.InnerException?.Message ?? exception.Message}). Check the address's scheme and the server's certificate.",
        HttpRequestError.ResponseEnded => "the connection broke before the reply was whole. Try again.",
        _ => $"the request failed: {exception.Message}",
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

    private string WithoutKey(string text) => apiKey is { Length: >= 4 }
        ? text.Replace(apiKey, "[key]", StringComparison.Ordinal).Replace(apiKey.Replace("/", "\\/", StringComparison.Ordinal), "[key]", StringComparison.Ordinal)
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
}
