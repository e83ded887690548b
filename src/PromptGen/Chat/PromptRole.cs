namespace PromptGen;

/// <summary>Who speaks in a message. An open set: a role that is not named here is kept and sent as it is.</summary>
public readonly record struct PromptRole
{
    private readonly string? _value;

    /// <summary>Makes a role.</summary>
    /// <param name="value">The role as it stands on the wire.</param>
    public PromptRole(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Instructions that stand above the conversation: <c>system</c>.</summary>
    public static PromptRole System { get; } = new("system");

    /// <summary>Instructions of the application's developer: <c>developer</c>.</summary>
    public static PromptRole Developer { get; } = new("developer");

    /// <summary>The one who asks: <c>user</c>.</summary>
    public static PromptRole User { get; } = new("user");

    /// <summary>The model: <c>assistant</c>.</summary>
    public static PromptRole Assistant { get; } = new("assistant");

    /// <summary>The role as it stands on the wire; empty for the default.</summary>
    public string Value => _value ?? "";

    /// <summary>The role as it stands on the wire.</summary>
    public override string ToString() => Value;
}
