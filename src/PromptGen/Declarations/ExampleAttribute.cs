namespace PromptGen;

/// <summary>
/// An example of what is asked and how it is answered, for the model to follow: two messages between the roles and whatever was said before,
/// in the roles <c>user</c> and <c>assistant</c>. Several go in the order in which they are written down. The answer is held to the prompt's result
/// type when the prompt is compiled. <see cref="ExamplesAttribute"/> takes them from a member.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ExampleAttribute : Attribute
{
    /// <summary>Makes an example.</summary>
    /// <param name="user">What the user says: text as it is, no template.</param>
    /// <param name="assistant">
    /// What the model is to answer. Where the prompt returns more than text, that is the JSON which the model would have to send: a result that is no object,
    /// such as a list, stands in the member <c>value</c> of one.
    /// </param>
    public ExampleAttribute(string user, string assistant)
    {
        User = user;
        Assistant = assistant;
    }

    /// <summary>What the user says.</summary>
    public string User { get; }

    /// <summary>What the model is to answer.</summary>
    public string Assistant { get; }
}
