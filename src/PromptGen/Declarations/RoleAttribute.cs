namespace PromptGen;

/// <summary>
/// A message that goes before the prompt: on an interface for all of its prompts, on a method for that prompt alone. A method
/// that has any has only its own. Several go in the order in which they are written down.
/// </summary>
public abstract class RoleAttribute : Attribute
{
    private protected RoleAttribute()
    {
    }

    private protected RoleAttribute(string template) => Template = template;

    /// <summary>The message's text, with its placeholders: a template like the prompt itself; null where it is in a file.</summary>
    public string? Template { get; }

    /// <inheritdoc cref="PromptAttribute.File"/>
    public string? File { get; set; }
}
