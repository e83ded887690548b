using System.Globalization;

namespace PromptGen.Generator.Schemas;

/// <summary>How large a schema is that servers enforce: the limits that OpenAI documents for structured outputs; others have none, or higher ones.</summary>
internal static class SchemaLimits
{
    private const int MaxDepth = 10;
    private const int MaxProperties = 5_000;
    private const int MaxValues = 1_000;
    private const int MaxCharacters = 120_000;

    /// <summary>What there is too much of in a schema; null where nothing is.</summary>
    /// <param name="definitions">All types of the schema, that of the result first.</param>
    public static string? FindExcess(IReadOnlyList<TypeDefinition> definitions)
    {
        var depth = DepthOf(definitions);
        var shapes = definitions.SelectMany(static definition => definition.Shapes).SelectMany(WithParts).ToList();
        var properties = definitions.SelectMany(NamesOf).ToList();
        var values = definitions.OfType<EnumDefinition>().SelectMany(static definition => definition.JsonNames).Concat(shapes.OfType<TextShape>().SelectMany(static text => text.Rules.Allowed)).ToList();
        var count = properties.Count + (2 * shapes.OfType<DictionaryShape>().Count());
        var characters = properties.Concat(values).Concat(definitions.Select(static definition => definition.Name)).Sum(static text => text.Length);
        return depth > MaxDepth ? Say(depth, "levels of objects", MaxDepth)
            : count > MaxProperties ? Say(count, "members", MaxProperties)
            : values.Count > MaxValues ? Say(values.Count, "values of enums", MaxValues)
            : characters > MaxCharacters ? Say(characters, "characters in names and values", MaxCharacters)
            : null;
    }

    private static string Say(int count, string what, int limit) => string.Format(CultureInfo.InvariantCulture, "it has {0:N0} {1}, and servers take {2:N0}", count, what, limit);

    /// <summary>How many objects lie in one another; a type that contains itself is one, since it is referred to.</summary>
    private static int DepthOf(IReadOnlyList<TypeDefinition> definitions)
    {
        var byContract = definitions.ToDictionary(static definition => definition.Contract);
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        return Of(definitions[0]);

        int Of(TypeDefinition definition)
        {
            if (depths.TryGetValue(definition.Contract, out var known))
                return known;
            depths.Add(definition.Contract, 0);
            var own = definition is ObjectDefinition or WrappedDefinition ? 1 : 0;
            return depths[definition.Contract] = own + definition.Shapes.Select(Below).DefaultIfEmpty(0).Max();
        }

        int Below(TypeShape shape) => shape switch
        {
            DefinedShape defined => Of(byContract[defined.Contract]),
            DictionaryShape => 1 + shape.Parts.Max(Below),
            _ => shape.Parts.Select(Below).DefaultIfEmpty(0).Max(),
        };
    }

    private static IEnumerable<string> NamesOf(TypeDefinition definition) => definition switch
    {
        ObjectDefinition type => type.JsonNames,
        WrappedDefinition => [WrappedDefinition.Member],
        _ => [],
    };

    private static IEnumerable<TypeShape> WithParts(TypeShape shape) => shape.Parts.SelectMany(WithParts).Prepend(shape);
}
