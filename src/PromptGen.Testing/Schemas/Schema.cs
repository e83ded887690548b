using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Reads the keywords of a schema that was checked already.</summary>
internal static class Schema
{
    private const string ReferencePrefix = "#/$defs/";

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

    /// <summary>The name in <c>$defs</c> that <paramref name="reference"/> points to; null where it points elsewhere.</summary>
    public static string? ReferredName(string reference) =>
        reference.StartsWith(ReferencePrefix, StringComparison.Ordinal) ? reference[ReferencePrefix.Length..] : null;

    public static int? Count(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var count) ? count.GetInt32() : null;

    public static bool IsNull(JsonElement schema) => Types(schema) is ["null"];
}
