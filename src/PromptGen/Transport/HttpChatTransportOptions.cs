namespace PromptGen;

/// <summary>Where an <see cref="HttpChatTransport"/> sends its requests, how much it takes back, and how long it waits.</summary>
/// <remarks>
/// Waits that are longer than their limit end the exchange with a <see cref="ChatTransportException"/> that names the limit. They come beside
/// <see cref="HttpClient.Timeout"/>, which counts until a reply that is no stream is whole, and until a stream begins.
/// </remarks>
public sealed class HttpChatTransportOptions
{
    /// <summary>The AI/ML API.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://api.aimlapi.com/v1/");

    /// <summary>The key that is sent as <c>Authorization: Bearer</c>; null or empty where the server wants none. It is never shown.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The address that <c>chat/completions</c> is added to, usually one that ends in <c>/v1/</c>.</summary>
    public Uri BaseAddress { get; set; } = DefaultBaseAddress;

    /// <summary>
    /// The most bytes that a reply may have, 64 MiB unless set. A stream has some 300 bytes for each token: this is enough for
    /// 200,000 of them.
    /// </summary>
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long it may take from the request to the first byte of the reply's body; without a limit unless set.</summary>
    public TimeSpan FirstByteTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// How long it may take from one part of the reply's body to the next, 2 minutes unless set. Whatever a server sends counts, also the comments by
    /// which many say that they are still there.
    /// </summary>
    public TimeSpan ChunkTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it may take from the request to the end of the reply, what is done between the pieces of a stream included; without a limit unless set.</summary>
    public TimeSpan TotalTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>What these times are measured by: the machine's clock unless set.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
