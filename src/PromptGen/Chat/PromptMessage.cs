namespace PromptGen;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">What is said.</param>
public sealed record PromptMessage(PromptRole Role, string Content)
{
    /// <summary>What is said.</summary>
    public string Content { get; init; } = Content ?? throw new ArgumentNullException(nameof(Content));

    /// <summary>What goes with the text: images and files, sent after it as parts of the content. Usually in a user's message alone.</summary>
    public IReadOnlyList<PromptAttachment> Attachments { get; init; } = [];

    /// <summary>A message of the system.</summary>
    /// <param name="content">What is said.</param>
    public static PromptMessage System(string content) => new(PromptRole.System, content);

    /// <summary>A message of the user.</summary>
    /// <param name="content">What is said.</param>
    public static PromptMessage User(string content) => new(PromptRole.User, content);

    /// <summary>A message of the model, for example an earlier answer.</summary>
    /// <param name="content">What is said.</param>
    public static PromptMessage Assistant(string content) => new(PromptRole.Assistant, content);
}
