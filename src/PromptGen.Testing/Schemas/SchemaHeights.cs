using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>
/// How many steps down a schema takes at least, before a document of it is whole. Objects, lists, choices and references are
/// steps, so whoever always takes the shortest way comes to an end, however the schema refers to itself.
/// </summary>
internal sealed class SchemaHeights
{
    /// <summary>The height of a schema that no finite document satisfies.</summary>
    private const int Endless = int.MaxValue;

    private readonly Dictionary<string, int> _definitions = new(StringComparer.Ordinal);

    public SchemaHeights(JsonElement root)
    {
        var definitions = Schema.Definitions(root).ToList();
        foreach (var (reference, _) in definitions)
            _definitions[reference] = Endless;

        // Each round can only lower a height; the shortest way passes through no definition twice, so the rounds end.
        bool changed;
        do
        {
            changed = false;
            foreach (var (reference, definition) in definitions)
            {
                var height = Of(definition);
                changed |= height < _definitions[reference];
                _definitions[reference] = height;
            }
        }
        while (changed);
    }

    public int Of(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Above(_definitions[reference.GetString()!]);
        if (schema.TryGetProperty("anyOf", out var branches))
            return Above(branches.EnumerateArray().Min(Of));
        return Schema.Values(schema) is null ? Schema.Types(schema).Min(type => Of(schema, type)) : 0;
    }

    /// <summary>The height of those documents that are of one of the schema's types.</summary>
    public int Of(JsonElement schema, string type) => type switch
    {
        "object" => Above(schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => Of(property.Value)).DefaultIfEmpty().Max() : 0),
        "array" => Above(Schema.Count(schema, "minItems") > 0 ? Of(schema.GetProperty("items")) : 0),
        _ => 0,
    };

    private static int Above(int height) => height == Endless ? Endless : height + 1;
}
