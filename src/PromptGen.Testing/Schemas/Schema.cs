using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Reads the keywords of a schema that was checked already.</summary>
internal static class Schema
{
    /// <summary>What definitions may stand under: in today's drafts, and in the older ones that generators of schemas still write.</summary>
    public static readonly string[] DefinitionKeywords = ["$defs", "definitions"];

    /// <summary>The types that a schema allows, of which there is one unless it says otherwise.</summary>
    public static string[] Types(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return [];
        return type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [.. type.EnumerateArray().Select(static item => item.GetString()!)];
    }

    /// <summary>The values that a schema lists; null where it lists none.</summary>
    public static JsonElement[]? Values(JsonElement schema)
    {
        if (schema.TryGetProperty("const", out var value))
            return [value];
        return schema.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray()] : null;
    }

    /// <summary>All definitions of a schema, each with the reference that points to it, for example <c>#/$defs/Node</c>.</summary>
    public static IEnumerable<(string Reference, JsonElement Definition)> Definitions(JsonElement root)
    {
        foreach (var keyword in DefinitionKeywords)
        {
            if (!root.TryGetProperty(keyword, out var definitions))
                continue;
            foreach (var definition in definitions.EnumerateObject())
                yield return ("#" + JsonBody.Child("/" + keyword, definition.Name), definition.Value);
        }
    }

    public static int? Count(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var count) ? count.GetInt32() : null;

    public static bool IsNull(JsonElement schema) => Types(schema) is ["null"];
}
