namespace PromptGen;

/// <summary>
/// Makes a method of a partial interface a prompt. The template is the user's message; <c>{name}</c> stands for the argument
/// of that name, <c>{{</c> and <c>}}</c> for the braces themselves.
/// </summary>
/// <remarks>
/// The method returns <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/> of <see cref="string"/>, of a record that a
/// JSON schema can describe, or of a <see cref="PromptResult{T}"/> of either.
/// </remarks>
/// <param name="template">The text of the user's message, with its placeholders.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromptAttribute(string template) : PromptParametersAttribute
{
    /// <summary>The text of the user's message, with its placeholders.</summary>
    public string Template { get; } = template;
}
