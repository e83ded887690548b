namespace PromptGen;

/// <summary>Who speaks in a message. An open set: a role that is not named here is kept and sent as it is.</summary>
/// <param name="Value">The role as it stands on the wire.</param>
public readonly record struct PromptRole(string Value)
{
    /// <summary>Instructions that stand above the conversation: <c>system</c>.</summary>
    public static PromptRole System { get; } = new("system");

    /// <summary>Instructions of the application's developer: <c>developer</c>.</summary>
    public static PromptRole Developer { get; } = new("developer");

    /// <summary>The one who asks: <c>user</c>.</summary>
    public static PromptRole User { get; } = new("user");

    /// <summary>The model: <c>assistant</c>.</summary>
    public static PromptRole Assistant { get; } = new("assistant");

    /// <summary>The role as it stands on the wire.</summary>
    public override string ToString() => Value;
}
