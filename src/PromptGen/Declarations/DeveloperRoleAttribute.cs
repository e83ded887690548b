namespace PromptGen;

/// <summary>A message in the role <c>developer</c>, before the prompt: what some providers have in place of <c>system</c>.</summary>
/// <param name="template">The message's text, with its placeholders.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, AllowMultiple = true)]
public sealed class DeveloperRoleAttribute(string template) : RoleAttribute(template);
