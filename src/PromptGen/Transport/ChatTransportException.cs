using System.Net;

namespace PromptGen;

/// <summary>A request that brought no completion: the server was not reached, it answered with an error, or its answer could not be read.</summary>
public sealed class ChatTransportException : PromptException
{
    /// <summary>Makes an exception, for transports and fakes.</summary>
    /// <param name="message">What went wrong, where, and what to do about it.</param>
    /// <param name="innerException">What caused it.</param>
    public ChatTransportException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The status of the reply; null where there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The server's own code of the error, for example <c>invalid_api_key</c>; null where it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The id that the server gave the request, for its support to look up; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the server asks to wait before the next request; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reply's body, its first 16,384 characters, the key left out; empty where there was none.</summary>
    public string Body { get; init; } = "";

    /// <summary>The answer of a stream as far as it came before it broke; empty where nothing came, and where it is no stream.</summary>
    public string PartialText { get; internal set; } = "";
}
