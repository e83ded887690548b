namespace PromptGen.Generator.Schemas;

/// <summary>Finds types that no finite document can fill: a member that may not be null leads back to the type itself.</summary>
internal static class FiniteValues
{
    /// <summary>A member that leads back to its own type, and keeps it from having any finite value; null where every type has one.</summary>
    public static (ObjectDefinition Definition, ObjectMember Member)? FindEndless(IReadOnlyList<TypeDefinition> definitions)
    {
        // A type is finite once all that it cannot do without is; lists can be empty, and null ends everything.
        var finite = new HashSet<string>(definitions.OfType<EnumDefinition>().Select(static definition => definition.Contract), StringComparer.Ordinal);
        var open = definitions.OfType<ObjectDefinition>().ToList();
        while (open.RemoveAll(definition => definition.Members.All(IsFinite) && finite.Add(definition.Contract)) > 0)
        {
        }

        if (open.Count == 0)
            return null;

        // The first may only lead to one that leads to itself: whoever follows such members comes back somewhere.
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var definition = open[0];
        while (passed.Add(definition.Contract))
            definition = open.Find(next => next.Contract == ((DefinedShape)EndlessMember(definition).Shape).Contract);
        return (definition, EndlessMember(definition));

        ObjectMember EndlessMember(ObjectDefinition type) => type.Members.First(member => !IsFinite(member));

        bool IsFinite(ObjectMember member) =>
            member.Shape is not DefinedShape { IsNullable: false } defined || finite.Contains(defined.Contract);
    }
}
