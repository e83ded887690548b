namespace PromptGen;

/// <summary>
/// Examples that a static member gives, each what is asked and the value that answers it: for the model to follow, as those of
/// <see cref="ExampleAttribute"/> are, among which they go in the order in which the attributes are written down.
/// </summary>
/// <remarks>
/// The member is a property, a field or a method without parameters whose value is an <see cref="IEnumerable{T}"/> of <see cref="PromptExample{T}"/>, of the type that the
/// prompt returns; for a stream of items that is an <see cref="IReadOnlyList{T}"/> of them. It is read each time that a request is written. A value that the prompt's schema does not admit is a
/// <see cref="SchemaViolationException"/> before anything is sent.
/// </remarks>
/// <example>
/// <code>
/// [Prompt("Review {product}."), Examples(nameof(Kettles))]
/// Task&lt;Review&gt; ReviewAsync(string product, CancellationToken cancellationToken = default);
///
/// private static PromptExample&lt;Review&gt;[] Kettles { get; } = [new("Review a kettle.", new("It sings.", 5))];
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ExamplesAttribute : Attribute
{
    /// <summary>Takes the examples of a member of the interface.</summary>
    /// <param name="member">The member's name.</param>
    public ExamplesAttribute(string member) => Member = member;

    /// <summary>Takes the examples of a member of another type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="member">The member's name.</param>
    public ExamplesAttribute(Type type, string member)
    {
        Type = type;
        Member = member;
    }

    /// <summary>The type that has the member; null for the interface itself.</summary>
    public Type? Type { get; }

    /// <summary>The member's name.</summary>
    public string Member { get; }
}
