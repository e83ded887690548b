namespace PromptGen;

/// <summary>Where an <see cref="HttpChatTransport"/> sends its requests, and how much it takes back.</summary>
public sealed class HttpChatTransportOptions
{
    /// <summary>The AI/ML API.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://api.aimlapi.com/v1/");

    /// <summary>The key that is sent as <c>Authorization: Bearer</c>; null or empty where the server wants none. It is never shown.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The address that <c>chat/completions</c> is added to, usually one that ends in <c>/v1/</c>.</summary>
    public Uri BaseAddress { get; set; } = DefaultBaseAddress;

    /// <summary>The most bytes that a reply may have, 16 MiB unless set.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;
}
