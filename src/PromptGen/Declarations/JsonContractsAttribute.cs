namespace PromptGen;

/// <summary>
/// Asks for contracts of types without a prompt: to read saved answers, to check documents, to write examples. The compiler adds
/// a static property to the class for each type, named as the type is, that gives its <see cref="JsonContract{T}"/>.
/// </summary>
/// <remarks>
/// A type is described as a prompt's result is. A generic type's property is named after all of its parts: <c>ListOfReview</c> for a
/// <c>List&lt;Review&gt;</c>, <c>ReviewArray</c> for a <c>Review[]</c>.
/// </remarks>
/// <param name="types">The types.</param>
/// <example>
/// <code>
/// [JsonContracts(typeof(Review), typeof(List&lt;Review&gt;))]
/// internal static partial class Contracts;
///
/// bool isValid = Contracts.Review.TryRead(bytes, out Review? review, out var violations);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JsonContractsAttribute(params Type[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<Type> Types { get; } = types;

    /// <summary>What the schemas are written in; where nothing is said, the assembly's <see cref="PromptDefaultsAttribute.SchemaDialect"/>.</summary>
    public SchemaDialect SchemaDialect { get; set; }

    /// <summary>How members are named; where nothing is said, the assembly's <see cref="PromptDefaultsAttribute.PropertyNaming"/>.</summary>
    public PropertyNaming PropertyNaming { get; set; }
}
