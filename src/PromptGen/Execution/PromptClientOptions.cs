namespace PromptGen;

/// <summary>How a client of a prompt interface sends its prompts.</summary>
public sealed class PromptClientOptions
{
    /// <summary>How often an invalid answer is sent back unless anything says otherwise.</summary>
    internal const int DefaultMaxRepairs = 1;

    /// <summary>Parameters for every prompt that does not set its own, for example the model of an environment.</summary>
    public ChatParameters Parameters { get; init; } = ChatParameters.None;

    /// <summary>
    /// How often an invalid answer is sent back to the model with what is wrong with it, for every prompt that does not set its own
    /// <see cref="PromptParametersAttribute.MaxRepairs"/>: 0 for never, 1 where this is null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? MaxRepairs
    {
        get;
        init => field = value is not < 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRepairs must be 0 or more.");
    }

    /// <summary>
    /// The most tokens that the attempts of one call may use together; null for any number. The first attempt is always made. A
    /// repair is not where it would go beyond this if it used as much as the attempt before it; tokens that the server does not
    /// count are taken to be one for every four bytes of text.
    /// </summary>
    public long? TokenBudget { get; init; }

    /// <summary>Checks of values that a schema cannot say. Each checks the results of its own type, and none of others.</summary>
    public IReadOnlyList<IPromptValidator> Validators
    {
        get;
        init => field = value is null || value.Contains(null!) ? throw new ArgumentException("A validator is null.", nameof(value)) : [.. value];
    }

    = [];

    /// <summary>
    /// Whether spans show what is written and answered, as <c>gen_ai.input.messages</c> and <c>gen_ai.output.messages</c>, and the messages of errors, which
    /// may quote it. Off unless set: who sees spans should not see everything.
    /// </summary>
    public bool CaptureMessageContent { get; init; }

    /// <summary>Are told of every call when it has ended.</summary>
    /// <exception cref="ArgumentException">An observer is null.</exception>
    public IReadOnlyList<IPromptObserver> Observers
    {
        get;
        init => field = value is null || value.Contains(null!) ? throw new ArgumentException("An observer is null.", nameof(value)) : [.. value];
    }

    = [];
}
