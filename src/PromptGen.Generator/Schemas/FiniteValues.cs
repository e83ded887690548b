namespace PromptGen.Generator.Schemas;

/// <summary>Finds types that no finite document can fill: a member that may not be null leads back to the type itself.</summary>
internal static class FiniteValues
{
    /// <summary>A member that leads back to its own type, and keeps it from having any finite value; null where every type has one.</summary>
    public static (ObjectDefinition Definition, ObjectMember Member)? FindEndless(IReadOnlyList<TypeDefinition> definitions)
    {
        // A type is finite once all that it cannot do without is.
        var finite = new HashSet<string>(StringComparer.Ordinal);
        var open = definitions.ToList();
        while (open.RemoveAll(definition => IsFinite(definition) && finite.Add(definition.Contract)) > 0)
        {
        }

        if (open.Count == 0)
            return null;

        // The first may only lead to one that leads to itself: whoever follows such members comes back somewhere.
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var definition = open[0];
        while (passed.Add(definition.Contract) || definition is not ObjectDefinition)
            definition = open.Find(next => next.Contract == EndlessPart(definition).Contract);
        var type = (ObjectDefinition)definition;
        return (type, type.Members.First(member => !IsFiniteShape(member.Shape)));

        DefinedShape EndlessPart(TypeDefinition type) => Needed(type.Shapes.First(shape => !IsFiniteShape(shape)))!;

        // One finite branch is enough for a union.
        bool IsFinite(TypeDefinition type) => type is UnionDefinition union ? union.Branches.Any(IsFiniteShape) : type.Shapes.All(IsFiniteShape);

        bool IsFiniteShape(TypeShape shape) => Needed(shape) is not { } needed || finite.Contains(needed.Contract);
    }

    /// <summary>The type that a value cannot do without: null ends everything, and so does a list that can be empty.</summary>
    private static DefinedShape? Needed(TypeShape shape) => shape switch
    {
        { IsNullable: true } => null,
        DefinedShape defined => defined,
        ListShape { Count.Minimum: > 0 } list => Needed(list.Item),
        DictionaryShape { Count.Minimum: > 0 } dictionary => Needed(dictionary.Value),
        _ => null,
    };
}
