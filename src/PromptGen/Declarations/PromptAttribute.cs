namespace PromptGen;

/// <summary>
/// Makes a method of a partial interface a prompt. The template is the user's message; <c>{name}</c> stands for the argument
/// of that name, <c>{name.Member}</c> for a property or a field of it, and <c>{{</c> and <c>}}</c> for the braces themselves.
/// </summary>
/// <remarks>
/// <para>
/// Behind a colon stands the format: one that .NET has for the type (<c>{due:yyyy-MM-dd}</c>, <c>{price:F2}</c>), <c>json</c> for
/// any value that a JSON schema can describe (<c>{order:json}</c>), or, for a list, what goes between its items (<c>{tags:, }</c>).
/// All is written in the invariant culture, and null as nothing. An argument is never looked at for placeholders.
/// </para>
/// <para>
/// The method returns <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/> of <see cref="string"/>, of any type that a
/// JSON schema can describe, or of a <see cref="PromptResult{T}"/> of either; or an <see cref="IAsyncEnumerable{T}"/>: of
/// <see cref="string"/> for an answer in text, piece by piece, of anything else for the items of a list, one by one.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromptAttribute : PromptParametersAttribute
{
    /// <summary>Makes a method a prompt whose template is a file: see <see cref="File"/>.</summary>
    public PromptAttribute()
    {
    }

    /// <summary>Makes a method a prompt.</summary>
    /// <param name="template">The text of the user's message, with its placeholders.</param>
    public PromptAttribute(string template) => Template = template;

    /// <summary>The text of the user's message, with its placeholders; null where it is in a file.</summary>
    public string? Template { get; }

    /// <summary>
    /// The file that the template is in, in place of an argument: a path from the source file's folder, or else from the
    /// project's, that ends in <c>.prompt.md</c>. The compiler reads it, and nothing of it is looked for at run time.
    /// </summary>
    public string? File { get; set; }
}
