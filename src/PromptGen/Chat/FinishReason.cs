namespace PromptGen;

/// <summary>Why the model stopped. An open set: a reason that is not named here is kept as it came.</summary>
public readonly record struct FinishReason
{
    private readonly string? _value;

    /// <summary>Makes a reason.</summary>
    /// <param name="value">The reason as it stands on the wire.</param>
    public FinishReason(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The answer is whole: <c>stop</c>.</summary>
    public static FinishReason Stop { get; } = new("stop");

    /// <summary>The token limit cut the answer: <c>length</c>.</summary>
    public static FinishReason Length { get; } = new("length");

    /// <summary>A filter of the provider cut the answer: <c>content_filter</c>.</summary>
    public static FinishReason ContentFilter { get; } = new("content_filter");

    /// <summary>The model wants a tool called: <c>tool_calls</c>.</summary>
    public static FinishReason ToolCalls { get; } = new("tool_calls");

    /// <summary>The reason as it stands on the wire; empty for the default.</summary>
    public string Value => _value ?? "";

    /// <summary>The reason as it stands on the wire.</summary>
    public override string ToString() => Value;

    internal static FinishReason From(string value) => value switch
    {
        "stop" => Stop,
        "length" => Length,
        "content_filter" => ContentFilter,
        "tool_calls" => ToolCalls,
        _ => new(value),
    };
}
