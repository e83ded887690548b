namespace PromptGen;

/// <summary>A value cannot be written as JSON: its schema does not admit it.</summary>
public sealed class SchemaViolationException : PromptException
{
    internal SchemaViolationException(IReadOnlyList<SchemaViolation> violations, string what = "The value")
        : base($"{what} is not what its schema says. {SchemaViolation.Sentences(violations)}") => Violations = violations;

    /// <summary>What is wrong with the value, in the order of its document, 32 at most.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }
}
