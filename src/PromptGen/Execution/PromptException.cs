namespace PromptGen;

/// <summary>A prompt that gave no value. What derives from this says why.</summary>
public abstract class PromptException : Exception
{
    private protected PromptException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
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
    internal PromptInvalidException(string prompt, IReadOnlyList<SchemaViolation> violations, string text)
        : base($"{prompt}: the answer is not what was asked for. {SchemaViolation.Sentences(violations)} The answer: {Excerpt.Of(text)}")
    {
        Violations = violations;
        Text = text;
    }

    /// <summary>What is wrong with the answer, in its order, 32 at most.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }

    /// <summary>The answer as it came.</summary>
    public string Text { get; }
}
