namespace PromptGen;

/// <summary>A message in the role <c>developer</c>, before the prompt: what some providers have in place of <c>system</c>.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, AllowMultiple = true)]
public sealed class DeveloperRoleAttribute : RoleAttribute
{
    /// <summary>Makes a message whose template is a file: see <see cref="RoleAttribute.File"/>.</summary>
    public DeveloperRoleAttribute()
    {
    }

    /// <summary>Makes a message.</summary>
    /// <param name="template">The message's text, with its placeholders.</param>
    public DeveloperRoleAttribute(string template)
        : base(template)
    {
    }
}
