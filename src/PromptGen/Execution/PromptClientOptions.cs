namespace PromptGen;

/// <summary>How a client of a prompt interface sends its prompts.</summary>
public sealed class PromptClientOptions
{
    /// <summary>Parameters for every prompt that does not set its own, for example the model of an environment.</summary>
    public ChatParameters Parameters { get; init; } = ChatParameters.None;
}
