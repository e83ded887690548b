namespace PromptGen;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">What is said.</param>
public sealed record PromptMessage(PromptRole Role, string Content);
