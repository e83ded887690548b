namespace PromptGen;

/// <summary>A message in the role <c>system</c>, before the prompt.</summary>
/// <param name="template">The message's text, with its placeholders.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, AllowMultiple = true)]
public sealed class SystemRoleAttribute(string template) : RoleAttribute(template);
