namespace PromptGen;

/// <summary>A call that has ended: all of its attempts, and what became of it.</summary>
public sealed class PromptCall
{
    internal PromptCall(string name, ChatRequest request, PromptOutcome? outcome, Exception? exception, IReadOnlyList<PromptAttempt> attempts, int repairs, TimeSpan duration)
    {
        Name = name;
        Request = request;
        Outcome = outcome;
        Exception = exception;
        Attempts = attempts;
        Repairs = repairs;
        Duration = duration;
    }

    /// <summary>The prompt's name: interface and method.</summary>
    public string Name { get; }

    /// <summary>The request that was sent last. After a repair it ends with the answer before it, and with what was wrong with that.</summary>
    public ChatRequest Request { get; }

    /// <summary>
    /// What became of the prompt; null where that is not known: no answer came, the call was cancelled, or the enumeration of a stream was left early.
    /// </summary>
    public PromptOutcome? Outcome { get; }

    /// <summary>Why there is no value; null where there is one, and where the enumeration of a stream was left early.</summary>
    public Exception? Exception { get; }

    /// <summary>Every reply that came, in their order; empty where none did.</summary>
    public IReadOnlyList<PromptAttempt> Attempts { get; }

    /// <summary>How often an invalid answer was sent back.</summary>
    public int Repairs { get; }

    /// <summary>The tokens of all attempts together, and what they cost; null where the server did not say.</summary>
    public TokenUsage? Usage => PromptAttempt.UsageOf(Attempts);

    /// <summary>How long the call took, of a stream what was done between its pieces included.</summary>
    public TimeSpan Duration { get; }
}
