namespace PromptGen;

/// <summary>What became of a prompt whose request was answered.</summary>
public enum PromptOutcome
{
    /// <summary>There is a value, and it is what was asked for.</summary>
    Completed,

    /// <summary>The model would not answer.</summary>
    Refused,

    /// <summary>The token limit cut the answer.</summary>
    Truncated,

    /// <summary>A filter of the provider cut the answer.</summary>
    Filtered,

    /// <summary>The answer is not what was asked for: it violates the schema or a check of your own, is empty, or wants a tool called.</summary>
    Invalid,
}
