using System.Globalization;

namespace PromptGen;

/// <summary>How long one wait of an exchange may be, and what is said of one that was longer.</summary>
/// <param name="Limit">How long it was allowed to be.</param>
/// <param name="Format">What there was to say of it; <c>{0}</c> is the limit in seconds.</param>
internal readonly record struct ExchangeLimit(TimeSpan Limit, string Format)
{
    public bool IsFinite => Limit != Timeout.InfiniteTimeSpan;

    public static ExchangeLimit Client(TimeSpan limit) => new(limit, "no reply within {0:0.###} seconds. Raise HttpClient.Timeout, or ask for less.");

    public static ExchangeLimit FirstByte(TimeSpan limit) => new(limit, "nothing of the reply within {0:0.###} seconds. Raise HttpChatTransportOptions.FirstByteTimeout.");

    public static ExchangeLimit Chunk(TimeSpan limit) => new(limit, "nothing more of the reply for {0:0.###} seconds. Raise HttpChatTransportOptions.ChunkTimeout, or try again.");

    public static ExchangeLimit Total(TimeSpan limit) => new(limit, "the reply was not whole within {0:0.###} seconds. Raise HttpChatTransportOptions.TotalTimeout, or ask for less.");

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Format, Limit.TotalSeconds);
}
