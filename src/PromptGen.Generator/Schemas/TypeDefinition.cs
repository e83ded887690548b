using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Schemas;

/// <summary>A named type of the user's: what schema, reader and writer are all made from.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified: the definition's identity.</param>
/// <param name="Name">The type's own name, for schemas and messages.</param>
internal abstract record TypeDefinition(string TypeName, string Contract, string Name);

internal sealed record EnumDefinition(string TypeName, string Contract, string Name, EquatableArray<string> Members)
    : TypeDefinition(TypeName, Contract, Name);

internal sealed record ObjectDefinition(string TypeName, string Contract, string Name, EquatableArray<ObjectMember> Members)
    : TypeDefinition(TypeName, Contract, Name);

/// <summary>A member of an object.</summary>
/// <param name="Name">The C# property.</param>
/// <param name="JsonName">The name in the document.</param>
/// <param name="Shape">What it holds.</param>
/// <param name="InConstructor">Whether the constructor takes it; those that it takes come first, in its order.</param>
/// <param name="InInitializer">Whether the object initializer sets it.</param>
internal sealed record ObjectMember(string Name, string JsonName, TypeShape Shape, bool InConstructor, bool InInitializer);
