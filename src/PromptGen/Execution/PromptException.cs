namespace PromptGen;

/// <summary>A prompt that gave no value. What derives from this says why.</summary>
public abstract class PromptException : Exception
{
    private protected PromptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Every reply that came to the prompt, in their order, each as the server sent it; empty where none did.</summary>
    public IReadOnlyList<PromptAttempt> Attempts { get; internal set; } = [];

    /// <summary>The tokens of all attempts together, and what they cost; null where the server did not say.</summary>
    public TokenUsage? Usage => PromptAttempt.UsageOf(Attempts);
}

/// <summary>The model would not answer.</summary>
public sealed class PromptRefusedException : PromptException
{
    internal PromptRefusedException(string prompt, string refusal)
        : base($"{prompt}: the model refused: {Excerpt.Of(refusal)}") => Refusal = refusal;

    /// <summary>What the model said instead of an answer.</summary>
    public string Refusal { get; }
}

/// <summary>The token limit cut the answer.</summary>
public sealed class PromptTruncatedException : PromptException
{
    internal PromptTruncatedException(string prompt, string text)
        : base($"{prompt}: the token limit cut the answer after {text.Length} characters. Raise MaxTokens, or ask for less: {Excerpt.Of(text)}") =>
        Text = text;

    /// <summary>The answer as far as it came.</summary>
    public string Text { get; }
}

/// <summary>A filter of the provider cut the answer.</summary>
public sealed class PromptFilteredException : PromptException
{
    internal PromptFilteredException(string prompt, string text)
        : base($"{prompt}: the provider's content filter stopped the answer after {text.Length} characters. Change what is asked, or ask another provider.") =>
        Text = text;

    /// <summary>The answer as far as it came.</summary>
    public string Text { get; }
}

/// <summary>The answer is not what was asked for.</summary>
public sealed class PromptInvalidException : PromptException
{
    internal PromptInvalidException(string prompt, IReadOnlyList<SchemaViolation> violations, string text, int? itemIndex = null)
        : base($"{prompt}: {(itemIndex is { } index ? $"item {index} of the stream" : "the answer")} is not what was asked for. {SchemaViolation.Sentences(violations)} The answer: {Excerpt.Of(text)}")
    {
        Violations = violations;
        Text = text;
        ItemIndex = itemIndex;
    }

    /// <summary>What is wrong with the answer, in its order, 32 at most.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }

    /// <summary>The answer as it came; of a stream, as far as it came.</summary>
    public string Text { get; }

    /// <summary>The item of a stream that is not what was asked for, counted from 0; null where it is the answer as a whole.</summary>
    public int? ItemIndex { get; }
}
