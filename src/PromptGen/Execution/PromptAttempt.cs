namespace PromptGen;

/// <summary>One reply to a prompt, as it came and as it was read.</summary>
public sealed class PromptAttempt
{
    internal PromptAttempt(ChatCompletion completion, PromptOutcome outcome, IReadOnlyList<SchemaViolation> violations, IReadOnlyList<ReplyAdjustment> adjustments)
    {
        Completion = completion;
        Outcome = outcome;
        Violations = violations;
        Adjustments = adjustments;
    }

    /// <summary>The reply as the server sent it: its text, its finish reason, its tokens.</summary>
    public ChatCompletion Completion { get; }

    /// <summary>What became of it.</summary>
    public PromptOutcome Outcome { get; }

    /// <summary>What is wrong with it; empty unless it is invalid.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }

    /// <summary>What was taken off the reply before it was read, in its order.</summary>
    public IReadOnlyList<ReplyAdjustment> Adjustments { get; }

    /// <summary>The tokens of several attempts together; null where the server said them of none.</summary>
    internal static TokenUsage? UsageOf(IReadOnlyList<PromptAttempt> attempts)
    {
        TokenUsage? sum = null;
        foreach (var attempt in attempts)
            sum = TokenUsage.Add(sum, attempt.Completion.Usage);
        return sum;
    }
}
