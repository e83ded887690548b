using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>
/// Holds a schema to the rules of structured outputs: no keyword beyond those that <see cref="SchemaSampler"/> honours, and where they are
/// strict, closed objects with every property required.
/// </summary>
internal sealed class SchemaValidator
{
    /// <summary>Beyond this, numbers are no longer exact in the doubles that engines count with: 2^53 - 1.</summary>
    private const decimal MaxBound = 9007199254740991;

    /// <summary>More steps down than any real schema needs; one without an end needs more.</summary>
    private const int MaxHeight = 256;

    /// <summary>Every definition may have to be followed from every other one.</summary>
    private const int MaxDefinitions = 1000;

    private static readonly string[] AllTypes = ["object", "array", "string", "integer", "number", "boolean", "null"];

    private static readonly string[] AllKeywords =
    [
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", .. Schema.DefinitionKeywords, "$ref",
        "minimum", "maximum", "minItems", "maxItems", "format", "pattern", "description", "$schema",
    ];

    /// <summary>The references that point to a definition.</summary>
    private readonly HashSet<string> _definitions = new(StringComparer.Ordinal);

    private readonly bool _isStrict;

    private SchemaValidator(bool isStrict) => _isStrict = isStrict;

    /// <summary>Throws where the schema at <paramref name="pointer"/> is not one that can be answered.</summary>
    public static void Check(JsonElement schema, string pointer, bool isStrict)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(pointer, "a JSON schema: an object", schema);
        if (!schema.TryGetProperty("type", out var type))
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, "type"), "\"object\" at the root");
        if (type.ValueKind != JsonValueKind.String || !type.ValueEquals("object"u8))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "type"), "\"object\" at the root", type);

        // Which draft it is changes nothing in what is taken.
        if (schema.TryGetProperty("$schema", out _))
            JsonBody.GetText(schema, "$schema", pointer, "a text");

        var validator = new SchemaValidator(isStrict);
        validator.CheckDefinitions(schema, pointer);
        validator.CheckSchema(schema, pointer, isRoot: true);
        CheckHeights(schema, pointer);
    }

    private void CheckDefinitions(JsonElement schema, string pointer)
    {
        foreach (var keyword in Schema.DefinitionKeywords)
        {
            if (!schema.TryGetProperty(keyword, out var definitions))
                continue;
            if (definitions.ValueKind != JsonValueKind.Object)
                throw RejectedRequestException.At(JsonBody.Child(pointer, keyword), "an object of schemas", definitions);
            if (definitions.EnumerateObject().Count() > MaxDefinitions)
                throw new RejectedRequestException($"{JsonBody.Child(pointer, keyword)}: more than {MaxDefinitions} definitions.");
        }

        // They may refer to each other: all names first.
        foreach (var (reference, _) in Schema.Definitions(schema))
            _definitions.Add(reference);
        foreach (var (reference, definition) in Schema.Definitions(schema))
            CheckSchema(definition, pointer + reference[1..]);
    }

    /// <summary>Without references a schema always ends, so it is the definitions that may not.</summary>
    private static void CheckHeights(JsonElement schema, string pointer)
    {
        var heights = new SchemaHeights(schema);
        foreach (var (reference, definition) in Schema.Definitions(schema))
        {
            if (heights.Of(definition) > MaxHeight)
                throw new RejectedRequestException($"{pointer}{reference[1..]}: every document of it is endless, or deeper than {MaxHeight} steps. Give its recursion an end, such as null or an empty list.");
        }
    }

    private void CheckSchema(JsonElement schema, string pointer, bool isRoot = false)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(pointer, "a JSON schema: an object", schema);
        CheckKeywords(schema, pointer, "", AllKeywords);
        if (schema.TryGetProperty("description", out _))
            JsonBody.GetText(schema, "description", pointer, "a text");

        if (schema.TryGetProperty("$ref", out var reference))
        {
            CheckKeywords(schema, pointer, " beside $ref", "$ref");
            CheckReference(reference, JsonBody.Child(pointer, "$ref"));
        }
        else if (schema.TryGetProperty("anyOf", out var branches))
        {
            CheckKeywords(schema, pointer, " beside anyOf", "anyOf", "description");
            CheckBranches(branches, JsonBody.Child(pointer, "anyOf"));
        }
        else
        {
            CheckTyped(schema, pointer, isRoot);
        }
    }

    private void CheckReference(JsonElement reference, string pointer)
    {
        if (reference.ValueKind != JsonValueKind.String || !_definitions.Contains(reference.GetString()!))
            throw RejectedRequestException.At(pointer, "one of the definitions, like \"#/$defs/Name\"", reference);
    }

    private void CheckBranches(JsonElement branches, string pointer)
    {
        if (branches.ValueKind != JsonValueKind.Array || branches.GetArrayLength() == 0)
            throw RejectedRequestException.At(pointer, "a list of one or more schemas", branches);
        var index = 0;
        foreach (var branch in branches.EnumerateArray())
            CheckSchema(branch, JsonBody.Child(pointer, index++));
    }

    private void CheckTyped(JsonElement schema, string pointer, bool isRoot)
    {
        if (schema.TryGetProperty("type", out var type))
            CheckType(type, JsonBody.Child(pointer, "type"));
        var types = Schema.Types(schema);
        foreach (var keyword in new[] { "enum", "const" })
        {
            if (!schema.TryGetProperty(keyword, out var values))
                continue;
            CheckKeywords(schema, pointer, " beside " + keyword, keyword, "type", "description");
            CheckValues(values, types, JsonBody.Child(pointer, keyword), isList: keyword == "enum");
            return;
        }

        if (types.Length == 0)
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, "type"), "a type, or one of enum, const, anyOf, $ref");
        CheckKeywords(schema, pointer, " for the type " + string.Join(" or ", types), [.. Keywords(types, isRoot)]);

        if (types.Contains("object"))
            CheckObject(schema, pointer);
        if (types.Contains("array"))
            CheckArray(schema, pointer);
        CheckBounds(schema, types, pointer);
        CheckText(schema, pointer);
    }

    private static void CheckText(JsonElement schema, string pointer)
    {
        if (schema.TryGetProperty("format", out var format) && (format.ValueKind != JsonValueKind.String || !SampleText.Formats.Contains(format.GetString())))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "format"), "one of " + string.Join(", ", SampleText.Formats), format);
        if (schema.TryGetProperty("pattern", out var pattern) && (pattern.ValueKind != JsonValueKind.String || !SamplePattern.IsKnown(pattern.GetString()!)))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "pattern"), "a pattern from ^ to $, of characters, classes, groups and counts", pattern);
    }

    private static IEnumerable<string> Keywords(string[] types, bool isRoot) =>
    [
        "type",
        "description",
        .. isRoot ? ["$schema", .. Schema.DefinitionKeywords] : Array.Empty<string>(),
        .. types.Contains("object") ? ["properties", "required", "additionalProperties"] : Array.Empty<string>(),
        .. types.Contains("array") ? ["items", "minItems", "maxItems"] : Array.Empty<string>(),
        .. types.Contains("string") ? ["format", "pattern"] : Array.Empty<string>(),
        .. types.Contains("integer") || types.Contains("number") ? ["minimum", "maximum"] : Array.Empty<string>(),
    ];

    private static void CheckType(JsonElement type, string pointer)
    {
        var expected = "one or more of " + string.Join(", ", AllTypes);
        if (type.ValueKind == JsonValueKind.String && AllTypes.Contains(type.GetString()))
            return;
        if (type.ValueKind != JsonValueKind.Array || type.GetArrayLength() == 0)
            throw RejectedRequestException.At(pointer, expected, type);
        var names = type.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString() : null).ToArray();
        if (names.Any(static name => !AllTypes.Contains(name)) || names.Distinct().Count() != names.Length)
            throw RejectedRequestException.At(pointer, expected, type);
    }

    private static void CheckValues(JsonElement values, string[] types, string pointer, bool isList)
    {
        if (isList && (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0))
            throw RejectedRequestException.At(pointer, "a list of one or more values", values);
        foreach (var value in isList ? [.. values.EnumerateArray()] : new[] { values })
        {
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                throw RejectedRequestException.At(pointer, "texts, numbers, booleans or null", value);
            if (types.Length > 0 && !types.Any(type => HasType(value, type)))
                throw RejectedRequestException.At(pointer, "a value of the type " + string.Join(" or ", types), value);
        }
    }

    private static bool HasType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Null => type == "null",
        _ => type == "number" || (type == "integer" && value.TryGetDecimal(out var number) && decimal.IsInteger(number)),
    };

    private void CheckObject(JsonElement schema, string pointer)
    {
        var isSaid = schema.TryGetProperty("additionalProperties", out var additional);
        if (!isSaid && _isStrict)
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, "additionalProperties"), "false");
        if (isSaid && additional.ValueKind != JsonValueKind.False)
            throw RejectedRequestException.At(JsonBody.Child(pointer, "additionalProperties"), "false", additional);

        var missing = new HashSet<string>(StringComparer.Ordinal);
        if (schema.TryGetProperty("properties", out var properties))
        {
            if (properties.ValueKind != JsonValueKind.Object)
                throw RejectedRequestException.At(JsonBody.Child(pointer, "properties"), "an object of schemas", properties);
            foreach (var property in properties.EnumerateObject())
            {
                missing.Add(property.Name);
                CheckSchema(property.Value, JsonBody.Child(JsonBody.Child(pointer, "properties"), property.Name));
            }
        }

        const string Expected = "a list of all properties, each once";
        if (schema.TryGetProperty("required", out var required))
        {
            if (required.ValueKind != JsonValueKind.Array
                || required.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String || !missing.Remove(name.GetString()!)))
                throw RejectedRequestException.At(JsonBody.Child(pointer, "required"), Expected, required);
        }

        if (missing.Count > 0 && _isStrict)
            throw new RejectedRequestException($"{JsonBody.Child(pointer, "required")}: expected {Expected}; \"{missing.First()}\" is not in it.");
    }

    private void CheckArray(JsonElement schema, string pointer)
    {
        if (!schema.TryGetProperty("items", out var items))
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, "items"), "the schema of the items");
        CheckSchema(items, JsonBody.Child(pointer, "items"));
        var (minimum, maximum) = (CheckCount(schema, "minItems", pointer), CheckCount(schema, "maxItems", pointer));
        if (minimum > maximum)
            throw new RejectedRequestException($"{JsonBody.Child(pointer, "minItems")}: {minimum} is more than the maxItems of {maximum}.");
    }

    private static int? CheckCount(JsonElement schema, string keyword, string pointer)
    {
        if (!schema.TryGetProperty(keyword, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw RejectedRequestException.At(JsonBody.Child(pointer, keyword), "an integer of 0 or more", value);
    }

    private static void CheckBounds(JsonElement schema, string[] types, string pointer)
    {
        foreach (var keyword in new[] { "minimum", "maximum" })
        {
            if (schema.TryGetProperty(keyword, out var value)
                && (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var bound) || Math.Abs(bound) > MaxBound))
                throw RejectedRequestException.At(JsonBody.Child(pointer, keyword), $"a number from -{MaxBound} to {MaxBound}", value);
        }

        var range = NumberRange.FromKeywords(schema);
        if (types.Any(type => type is "integer" or "number" && range.IsEmpty(type == "integer")))
            throw new RejectedRequestException($"{JsonBody.Child(pointer, "minimum")}: nothing lies between {range.Minimum} and the maximum of {range.Maximum}.");
    }

    private static void CheckKeywords(JsonElement schema, string pointer, string where, params ReadOnlySpan<string> known)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!known.Contains(keyword.Name))
                throw new RejectedRequestException($"{JsonBody.Child(pointer, keyword.Name)}: the keyword \"{keyword.Name}\" is not supported{where}, only {string.Join(", ", known.ToArray())}.");
        }
    }
}
