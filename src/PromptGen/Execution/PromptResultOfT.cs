using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace PromptGen;

/// <summary>What became of a prompt whose request was answered: a value, or why there is none.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>Return this from a prompt's method to look at the outcome instead of catching exceptions.</remarks>
public sealed class PromptResult<T>
{
    private readonly T? _value;
    private IReadOnlyList<PromptAttempt> _earlier = [];
    private IReadOnlyList<PromptAttempt>? _attempts;

    internal PromptResult(T value, ChatCompletion? completion, IReadOnlyList<ReplyAdjustment>? adjustments = null)
    {
        Outcome = PromptOutcome.Completed;
        _value = value;
        Completion = completion;
        Adjustments = adjustments ?? [];
    }

    internal PromptResult(PromptOutcome outcome, PromptException exception, ChatCompletion? completion, IReadOnlyList<ReplyAdjustment>? adjustments = null)
    {
        Outcome = outcome;
        Exception = exception;
        Completion = completion;
        Adjustments = adjustments ?? [];
        exception.Attempts = Attempts;
    }

    /// <summary>What became of the prompt.</summary>
    public PromptOutcome Outcome { get; }

    /// <summary>The value.</summary>
    /// <exception cref="PromptException">There is none; the exception is the one that <see cref="Exception"/> holds.</exception>
    public T Value
    {
        get
        {
            if (Exception is not null)
                ExceptionDispatchInfo.Throw(Exception);
            return _value!;
        }
    }

    /// <summary>Why there is no value; null where there is one.</summary>
    public PromptException? Exception { get; }

    /// <summary>What is wrong with an invalid answer; empty for any other outcome.</summary>
    public IReadOnlyList<SchemaViolation> Violations => Exception is PromptInvalidException invalid ? invalid.Violations : [];

    /// <summary>What was taken off the last reply before it was read, in its order; empty where the whole reply is the answer.</summary>
    public IReadOnlyList<ReplyAdjustment> Adjustments { get; }

    /// <summary>The last completion as the server sent it; null where a fake made the result.</summary>
    public ChatCompletion? Completion { get; }

    /// <summary>Every reply, in their order: the one that this is the result of comes last. Empty where a fake made the result.</summary>
    public IReadOnlyList<PromptAttempt> Attempts => _attempts ??= Completion is null ? [] : [.. _earlier, new(Completion, Outcome, Violations, Adjustments)];

    /// <summary>The tokens of all attempts together, and what they cost; null where the server did not say.</summary>
    public TokenUsage? Usage => PromptAttempt.UsageOf(Attempts);

    /// <summary>The value, if there is one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return Outcome == PromptOutcome.Completed;
    }

    /// <summary>This result with the replies that came before the one that it was read from. Nobody has seen it yet.</summary>
    internal PromptResult<T> After(IReadOnlyList<PromptAttempt> earlier)
    {
        _earlier = earlier;
        _attempts = null;
        if (Exception is not null)
            Exception.Attempts = Attempts;
        return this;
    }
}
