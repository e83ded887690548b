namespace PromptGen;

/// <summary>The tokens of a call, as the server counted them. Servers are known to miscount: do not bill by it.</summary>
/// <param name="PromptTokens">Tokens of the request.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">Tokens in all.</param>
public readonly record struct TokenUsage(long PromptTokens, long CompletionTokens, long TotalTokens)
{
    /// <summary>Of the prompt's tokens, those that the server had from an earlier call, which cost less; 0 where it does not say.</summary>
    /// <remarks>It is <c>usage.prompt_tokens_details.cached_tokens</c>.</remarks>
    public long CachedTokens { get; init; }

    /// <summary>Of the answer's tokens, those that the model thought in and did not show; 0 where the server does not say.</summary>
    /// <remarks>It is <c>usage.completion_tokens_details.reasoning_tokens</c>. Some servers leave it out of <see cref="CompletionTokens"/>.</remarks>
    public long ReasoningTokens { get; init; }

    /// <summary>What the call cost, in US dollars; null where the server does not say, as most do not.</summary>
    /// <remarks>The AI/ML API says it as <c>meta.usage.usd_spent</c>, OpenRouter as <c>usage.cost</c>.</remarks>
    public decimal? Cost { get; init; }

    /// <summary>Both together. What only one of them says is what both are known to have used.</summary>
    internal static TokenUsage? Add(TokenUsage? first, TokenUsage? second) => (first, second) switch
    {
        ({ } one, { } other) => new(Add(one.PromptTokens, other.PromptTokens), Add(one.CompletionTokens, other.CompletionTokens), Add(one.TotalTokens, other.TotalTokens))
        {
            CachedTokens = Add(one.CachedTokens, other.CachedTokens),
            ReasoningTokens = Add(one.ReasoningTokens, other.ReasoningTokens),
            Cost = one.Cost is null ? other.Cost : one.Cost + (other.Cost ?? 0),
        },
        _ => first ?? second,
    };

    /// <summary>What a stream says last, where it says anything: the tokens and the costs may come apart.</summary>
    internal static TokenUsage? Latest(TokenUsage? before, TokenUsage? now) => (before, now) switch
    {
        ({ } earlier, { PromptTokens: 0, CompletionTokens: 0, TotalTokens: 0 } later) => earlier with { Cost = later.Cost ?? earlier.Cost },
        ({ Cost: { } cost }, { Cost: null } later) => later with { Cost = cost },
        _ => now ?? before,
    };

    /// <summary>A server may claim any number of tokens.</summary>
    private static long Add(long first, long second) => first > long.MaxValue - second ? long.MaxValue : first + second;
}
