using System.ComponentModel.DataAnnotations;

namespace PromptGen;

/// <summary>Where an <see cref="HttpChatTransport"/> sends its requests, how much it takes back, and how long it waits.</summary>
/// <remarks>
/// Waits that are longer than their limit end the exchange with a <see cref="ChatTransportException"/> that names the limit. They come beside
/// <see cref="HttpClient.Timeout"/>, which counts until a reply that is no stream is whole, and until a stream begins.
/// </remarks>
public class HttpChatTransportOptions : IValidatableObject
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

    /// <summary>
    /// Looks for what is wrong with these options: an address that is not an absolute http or https address, a key that cannot stand in a header, a bound
    /// or a time that is not positive. Messages begin with the member's name, and have neither its value nor the key.
    /// </summary>
    /// <param name="validationContext">Is not looked at.</param>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            yield return Wrong(nameof(BaseAddress), "must be an absolute http or https address, for example https://api.aimlapi.com/v1/.");
        if (ApiKey is { } key && key.AsSpan().IndexOfAnyExceptInRange('!', '~') is >= 0 and var bad)
            yield return Wrong(nameof(ApiKey), $"has a character at position {bad} (of {key.Length}) that cannot stand in an HTTP header, perhaps a space or a line end that came along with it. Remove it.");
        if (MaxResponseBytes <= 0)
            yield return Wrong(nameof(MaxResponseBytes), "must be positive.");
        if (TimeProvider is null)
            yield return Wrong(nameof(TimeProvider), "must be set.");
        (string Name, TimeSpan Limit)[] limits = [(nameof(FirstByteTimeout), FirstByteTimeout), (nameof(ChunkTimeout), ChunkTimeout), (nameof(TotalTimeout), TotalTimeout)];
        foreach (var (name, limit) in limits)
        {
            if (limit != Timeout.InfiniteTimeSpan && (limit <= TimeSpan.Zero || limit.TotalMilliseconds > int.MaxValue))
                yield return Wrong(name, $"must be positive and at most {int.MaxValue} milliseconds, or Timeout.InfiniteTimeSpan for no limit.");
        }
    }

    /// <summary>What is wrong with a member: its name, and the rest of the sentence.</summary>
    private static ValidationResult Wrong(string member, string what) => new($"{member} {what}", [member]);
}
