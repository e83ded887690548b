using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Schemas;

/// <summary>A type that is described once, however often it is used: what schema, reader and writer are all made from.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified: the definition's identity.</param>
/// <param name="Name">The type's own name, for schemas and messages.</param>
/// <param name="Description">What is said of it, to the model; null where nothing is.</param>
internal abstract record TypeDefinition(string TypeName, string Contract, string Name, string? Description)
{
    /// <summary>What it is made of.</summary>
    public virtual IEnumerable<TypeShape> Shapes => [];
}

/// <summary>An enum: one of its members' names, or a list of them where they are flags.</summary>
internal sealed record EnumDefinition(string TypeName, string Contract, string Name, string? Description, EquatableArray<EnumMember> Members, bool IsFlags)
    : TypeDefinition(TypeName, Contract, Name, Description)
{
    public IEnumerable<string> JsonNames => Members.Select(static member => member.JsonName);
}

/// <summary>A member of an enum.</summary>
internal sealed record EnumMember(string Name, string JsonName, string? Description);

/// <summary>A record, a class, a structure or a tuple.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified.</param>
/// <param name="Name">The type's own name.</param>
/// <param name="Description">What is said of it; null where nothing is.</param>
/// <param name="Members">Its members, in the document's order.</param>
/// <param name="IsTuple">Whether it is a tuple, which has no constructor to be called.</param>
/// <param name="Discriminator">What tells it from the others of a union; null where it is in none.</param>
/// <param name="IsValidatable">Whether it checks itself: it implements <c>IValidatableObject</c>.</param>
internal sealed record ObjectDefinition(
    string TypeName, string Contract, string Name, string? Description, EquatableArray<ObjectMember> Members, bool IsTuple = false, Discriminator? Discriminator = null, bool IsValidatable = false)
    : TypeDefinition(TypeName, Contract, Name, Description)
{
    public override IEnumerable<TypeShape> Shapes => Members.Select(static member => member.Shape);

    /// <summary>The names in the document, in their order: what tells the type comes first.</summary>
    public IEnumerable<string> JsonNames => (Discriminator is null ? [] : new[] { Discriminator.Name }).Concat(Members.Select(static member => member.JsonName));
}

/// <summary>A member of an object.</summary>
/// <param name="Name">The C# property or field.</param>
/// <param name="JsonName">The name in the document.</param>
/// <param name="Shape">What it holds.</param>
/// <param name="Description">What is said of it, to the model; null where nothing is.</param>
/// <param name="Parameter">Its place in the constructor; null where that does not take it.</param>
/// <param name="InInitializer">Whether the object initializer sets it.</param>
internal sealed record ObjectMember(string Name, string JsonName, TypeShape Shape, string? Description, int? Parameter, bool InInitializer);

/// <summary>What tells one type of a union from the others: a member of the object.</summary>
/// <param name="Name">The member's name in the document.</param>
/// <param name="Value">Its value: a text, or an integer in decimal digits.</param>
/// <param name="IsInteger">Whether the value is an integer.</param>
internal sealed record Discriminator(string Name, string Value, bool IsInteger);

/// <summary>One of several objects, told apart by a discriminator.</summary>
/// <param name="TypeName">The C# type, fully qualified.</param>
/// <param name="Contract">The class that reads it, fully qualified.</param>
/// <param name="Name">The type's own name.</param>
/// <param name="Description">What is said of it; null where nothing is.</param>
/// <param name="Branches">The objects: definitions that have a discriminator.</param>
/// <param name="Discriminators">Those of the branches, in their order.</param>
internal sealed record UnionDefinition(
    string TypeName, string Contract, string Name, string? Description, EquatableArray<DefinedShape> Branches, EquatableArray<Discriminator> Discriminators)
    : TypeDefinition(TypeName, Contract, Name, Description)
{
    public override IEnumerable<TypeShape> Shapes => Branches;
}

/// <summary>A result that is no object: in a document it is the one member of an object, since servers want one.</summary>
internal sealed record WrappedDefinition(string TypeName, string Contract, string Name, TypeShape Value)
    : TypeDefinition(TypeName, Contract, Name, null)
{
    /// <summary>The member's name in the document.</summary>
    public const string Member = "value";

    public override IEnumerable<TypeShape> Shapes => [Value];

    /// <summary>The shape of its items, where it is a list that can be read item by item; null where it is not.</summary>
    public TypeShape? Item => Value is ListShape { Kind: ListKind.List, IsNullable: false } list && list.TypeName.StartsWith("global::System.Collections.Generic.IReadOnlyList<", StringComparison.Ordinal) ? list.Item : null;
}
