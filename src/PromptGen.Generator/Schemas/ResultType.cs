using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Schemas;

/// <summary>A type that gets a contract file.</summary>
/// <param name="Definition">The type itself.</param>
/// <param name="Parts">Every definition that its schema needs, where it is a prompt's result; empty where it is only part of one.</param>
internal sealed record ResultType(TypeDefinition Definition, EquatableArray<TypeDefinition> Parts)
{
    public bool IsRoot => Parts.Count > 0;
}
