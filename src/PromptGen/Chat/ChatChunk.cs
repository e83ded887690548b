namespace PromptGen;

/// <summary>A piece of an answer that comes as a stream. What a piece does not say is null.</summary>
public readonly record struct ChatChunk
{
    /// <summary>The next piece of the answer's text.</summary>
    public string? Text { get; init; }

    /// <summary>The next piece of what the model says instead of an answer.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether the model asks for a tool to be called. PromptGen offers none, so no answer comes with it.</summary>
    public bool HasToolCalls { get; init; }

    /// <summary>Why the model stopped, in the last piece.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The tokens of the call, usually after the last piece.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The completion's id, in the first piece.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answers, in the first piece. It need not be the one that was asked for.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it says a piece of text, if that, and nothing else: most pieces do.</summary>
    internal bool IsTextAlone => Refusal is null && Id is null && Model is null && FinishReason is null && Usage is null && !HasToolCalls;

    /// <summary>What this piece and those before it say beside the texts, and what the next one adds: most of it is said once, in any of them.</summary>
    internal ChatChunk Then(in ChatChunk next) => new()
    {
        Id = Id ?? next.Id,
        Model = Model ?? next.Model,
        FinishReason = next.FinishReason ?? FinishReason,
        Usage = TokenUsage.Latest(Usage, next.Usage),
        HasToolCalls = HasToolCalls || next.HasToolCalls,
    };

    /// <summary>A whole answer as one piece, for a transport that does not get it in several.</summary>
    /// <param name="completion">The answer.</param>
    /// <returns>A chunk with all that the answer says.</returns>
    public static ChatChunk Of(ChatCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return new()
        {
            Text = completion.Content,
            Refusal = completion.Refusal,
            HasToolCalls = completion.HasToolCalls,
            FinishReason = completion.FinishReason,
            Usage = completion.Usage,
            Id = completion.Id,
            Model = completion.Model,
        };
    }
}
