using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Schemas;

/// <summary>A type that gets a contract file.</summary>
/// <param name="Definition">The type itself.</param>
/// <param name="Parts">Every definition that its schema needs, where it is a prompt's result; empty where it is only part of one.</param>
/// <param name="Dialect">What its schema is written in.</param>
internal sealed record ResultType(TypeDefinition Definition, EquatableArray<TypeDefinition> Parts, SchemaDialect Dialect = SchemaDialect.Portable)
{
    public bool IsRoot => Parts.Count > 0;

    /// <summary>The class of the file: one for each dialect, since a contract has one schema.</summary>
    public string Contract => Dialect == SchemaDialect.Portable ? Definition.Contract : $"{Definition.Contract}_{Dialect}";

    /// <summary>Whether the reader and the writer are in the file too: they are the same in all dialects.</summary>
    public bool HasReader => Dialect == SchemaDialect.Portable;
}
