namespace PromptGen;

/// <summary>Makes results: for the library, and for fakes of a prompt interface.</summary>
public static class PromptResult
{
    private const string Unnamed = "The prompt";

    /// <summary>A result with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="completion">The completion that it was read from, if any.</param>
    public static PromptResult<T> Completed<T>(T value, ChatCompletion? completion = null) => new(value, completion);

    /// <summary>A result without a value: the model would not answer.</summary>
    /// <param name="refusal">What it said instead.</param>
    public static PromptResult<T> Refused<T>(string refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Refused<T>(Unnamed, refusal, null);
    }

    /// <summary>A result without a value: the token limit cut the answer.</summary>
    /// <param name="text">The answer as far as it came.</param>
    public static PromptResult<T> Truncated<T>(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Truncated<T>(Unnamed, text, null);
    }

    /// <summary>A result without a value: a filter of the provider cut the answer.</summary>
    /// <param name="text">The answer as far as it came.</param>
    public static PromptResult<T> Filtered<T>(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Filtered<T>(Unnamed, text, null);
    }

    /// <summary>A result without a value: the answer is not what was asked for.</summary>
    /// <param name="violations">What is wrong with it.</param>
    /// <param name="text">The answer as it came.</param>
    public static PromptResult<T> Invalid<T>(IReadOnlyList<SchemaViolation> violations, string text)
    {
        ArgumentNullException.ThrowIfNull(violations);
        ArgumentNullException.ThrowIfNull(text);
        return Invalid<T>(Unnamed, [.. violations], text, null);
    }

    internal static PromptResult<T> Refused<T>(string prompt, string refusal, ChatCompletion? completion) =>
        new(PromptOutcome.Refused, new PromptRefusedException(prompt, refusal), completion);

    internal static PromptResult<T> Truncated<T>(string prompt, string text, ChatCompletion? completion) =>
        new(PromptOutcome.Truncated, new PromptTruncatedException(prompt, text), completion);

    internal static PromptResult<T> Filtered<T>(string prompt, string text, ChatCompletion? completion) =>
        new(PromptOutcome.Filtered, new PromptFilteredException(prompt, text), completion);

    internal static PromptResult<T> Invalid<T>(
        string prompt, IReadOnlyList<SchemaViolation> violations, string text, ChatCompletion? completion, IReadOnlyList<ReplyAdjustment>? adjustments = null, int? itemIndex = null) =>
        new(PromptOutcome.Invalid, new PromptInvalidException(prompt, violations, text, itemIndex), completion, adjustments);
}
