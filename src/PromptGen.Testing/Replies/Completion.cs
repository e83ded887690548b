namespace PromptGen.Testing;

/// <summary>What a completion's body says; where nothing else is said, that of a scripted one.</summary>
internal sealed record Completion
{
    private const int CharactersPerToken = 4;

    public string Id { get; init; } = "chatcmpl-scripted";

    public string Model { get; init; } = "scripted";

    public string? Content { get; init; }

    public string? Refusal { get; init; }

    public string FinishReason { get; init; } = "stop";

    public long PromptTokens { get; init; }

    public long CompletionTokens => TokensOf((Content ?? Refusal ?? "").Length);

    /// <summary>The usual estimate: a token has about four characters.</summary>
    public static long TokensOf(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>The completion as a model leaves it that may say no more than <paramref name="maxTokens"/>.</summary>
    public Completion CutTo(long maxTokens)
    {
        if (Content is null || CompletionTokens <= maxTokens)
            return this;
        return this with { Content = Shortened.To(Content, (int)maxTokens * CharactersPerToken), FinishReason = "length" };
    }
}
