using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace PromptGen;

/// <summary>The JSON schema that System.Text.Json has for a type, in the dialect that servers take as far as the type has one in it.</summary>
internal sealed class ExportedSchema
{
    // Names stay readable: nothing of a schema goes into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool _isOpen;

    private ExportedSchema(JsonTypeInfo type)
    {
        var root = type.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
        IsStrict = !_isOpen && root is JsonObject schema && IsType(schema, "object") && !schema.ContainsKey("anyOf");
        using var buffer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
            root.WriteTo(json);
        Utf8 = buffer.WrittenSpan.ToArray();
    }

    /// <summary>The schema, minified, in UTF-8.</summary>
    public byte[] Utf8 { get; }

    /// <summary>Whether all of it is closed: servers refuse to hold an answer to a schema that leaves something open.</summary>
    public bool IsStrict { get; }

    /// <exception cref="InvalidOperationException">The type's metadata is wrong.</exception>
    /// <exception cref="NotSupportedException">There is no metadata for the type, or for one that it is made of.</exception>
    public static ExportedSchema Of(JsonTypeInfo type) => new(type);

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        // Anything: a converter of the user's own, or a JsonElement. Few servers know a schema that is no object.
        if (node is not JsonObject schema)
        {
            _isOpen = true;
            return node.GetValueKind() == JsonValueKind.True ? new JsonObject() : node;
        }

        schema.Remove("default");
        if (schema["properties"] is JsonObject properties)
            schema["required"] = new JsonArray([.. properties.Select(static property => JsonValue.Create(property.Key))]);
        if (schema["anyOf"] is JsonArray branches && schema.Remove("required"))
            DescribeBranches(schema, branches, isRoot: context.Path.IsEmpty);
        _isOpen |= schema.Count == 0 || (IsType(schema, "object") && !schema.ContainsKey("anyOf") && schema["additionalProperties"]?.GetValueKind() != JsonValueKind.False);
        return schema;
    }

    /// <summary>What the exporter says once for all derived types, each is to say for itself: few servers look beside an anyOf.</summary>
    private static void DescribeBranches(JsonObject schema, JsonArray branches, bool isRoot)
    {
        foreach (var branch in branches.OfType<JsonObject>().Where(static branch => !branch.ContainsKey("type") && branch.ContainsKey("properties")))
            branch.Insert(0, "type", "object");

        // A root without a type is refused before anybody looks at its branches.
        if (!isRoot && IsType(schema, "object"))
            schema.Remove("type");
    }

    private static bool IsType(JsonObject schema, string name) => schema["type"] switch
    {
        JsonArray types => types.Any(type => type?.GetValue<string>() == name),
        JsonValue type => type.GetValue<string>() == name,
        _ => false,
    };
}
