namespace PromptGen.Testing;

/// <summary>How a <see cref="LocalChatServer"/> behaves.</summary>
public sealed class LocalChatServerOptions
{
    /// <summary>The only key that is accepted; null or empty to accept any. A request without a key is refused either way.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What the made-up answers are drawn from, any number: the same request and seed give the same answer. 0 unless set.</summary>
    public int Seed { get; set; }
}
