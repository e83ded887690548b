namespace PromptGen.Generator.Schemas;

/// <summary>Finds types that no finite document can fill: a member that may not be null leads back to the type itself.</summary>
internal static class FiniteValues
{
    /// <summary>A member that keeps its type from having any finite value; null where every type has one.</summary>
    public static (ObjectDefinition Definition, ObjectMember Member)? FindEndless(IReadOnlyList<TypeDefinition> definitions)
    {
        // A type is finite once all that it cannot do without is; lists can be empty, and null ends everything.
        var finite = new HashSet<string>(definitions.OfType<EnumDefinition>().Select(static definition => definition.Contract), StringComparer.Ordinal);
        var open = definitions.OfType<ObjectDefinition>().ToList();
        while (open.RemoveAll(definition => definition.Members.All(IsFinite) && finite.Add(definition.Contract)) > 0)
        {
        }

        return open.Count == 0 ? null : (open[0], open[0].Members.First(member => !IsFinite(member)));

        bool IsFinite(ObjectMember member) =>
            member.Shape is not DefinedShape { IsNullable: false } defined || finite.Contains(defined.Contract);
    }
}
