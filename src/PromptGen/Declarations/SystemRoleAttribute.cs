namespace PromptGen;

/// <summary>
/// The system message that goes before the prompt: on an interface for all of its prompts, on a method for that prompt
/// alone, in place of the interface's. It is a template like the prompt itself.
/// </summary>
/// <param name="template">The text of the system message, with its placeholders.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class SystemRoleAttribute(string template) : Attribute
{
    /// <summary>The text of the system message, with its placeholders.</summary>
    public string Template { get; } = template;
}
