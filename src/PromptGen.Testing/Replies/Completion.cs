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

    /// <summary>When it was made, in seconds since 1970; all chunks of one completion have the same.</summary>
    public long Created { get; init; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public long PromptTokens { get; init; }

    public long CompletionTokens => TokensOf((Content ?? Refusal ?? "").Length);

    /// <summary>The usual estimate: a token has about four characters.</summary>
    public static long TokensOf(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>The completion as a model leaves it that stops before the first of <paramref name="stops"/>.</summary>
    public Completion StoppedAt(IReadOnlyList<string> stops)
    {
        var content = Content;
        foreach (var stop in stops)
        {
            if (content?.IndexOf(stop, StringComparison.Ordinal) is >= 0 and { } start)
                content = content[..start];
        }

        return this with { Content = content };
    }

    /// <summary>The completion as a model leaves it that may say no more than <paramref name="maxTokens"/>.</summary>
    public Completion CutTo(long maxTokens)
    {
        if (Content is null || CompletionTokens <= maxTokens)
            return this;

        // Not every model documents that a limit has to leave something.
        var content = maxTokens > 0 ? Shortened.To(Content, (int)maxTokens * CharactersPerToken) : "";
        return this with { Content = content, FinishReason = "length" };
    }
}
