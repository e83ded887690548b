namespace PromptGen;

/// <summary>A message in the role <c>system</c>, before the prompt.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, AllowMultiple = true)]
public sealed class SystemRoleAttribute : RoleAttribute
{
    /// <summary>Makes a message whose template is a file: see <see cref="RoleAttribute.File"/>.</summary>
    public SystemRoleAttribute()
    {
    }

    /// <summary>Makes a message.</summary>
    /// <param name="template">The message's text, with its placeholders.</param>
    public SystemRoleAttribute(string template)
        : base(template)
    {
    }
}
