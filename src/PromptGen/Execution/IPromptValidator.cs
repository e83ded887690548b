namespace PromptGen;

/// <summary>A check of values that a schema cannot say. What implements this checks nothing yet: implement <see cref="IPromptValidator{T}"/>.</summary>
public interface IPromptValidator;

/// <summary>
/// Checks the values that prompts of one type of result come to. What it finds makes an answer invalid, as what violates the schema
/// does: the model is told of it and may answer again.
/// </summary>
/// <typeparam name="T">The type of the values: that of a prompt's result, or of a stream's items.</typeparam>
/// <remarks>One instance serves every call, from many threads. What it throws is passed on to the caller as it is.</remarks>
public interface IPromptValidator<in T> : IPromptValidator
{
    /// <summary>Looks for what is wrong with a value that the schema admits.</summary>
    /// <param name="value">The value.</param>
    /// <returns>What is wrong with it, as <see cref="SchemaViolation.Finding"/> makes it; nothing where it is as it should be.</returns>
    IEnumerable<SchemaViolation> Validate(T value);
}
