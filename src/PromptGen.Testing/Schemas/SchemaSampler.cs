using System.Text;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Makes up a document that a schema allows. The schema is one that <see cref="SchemaValidator"/> let pass.</summary>
internal sealed class SchemaSampler
{
    /// <summary>Below so many levels only what has to be there is written, so that recursion ends.</summary>
    private const int MaxDepth = 4;

    /// <summary>After so many values, the same.</summary>
    private const int ManyValues = 5_000;

    /// <summary>No document has more values: a few definitions that double each other can ask for billions.</summary>
    private const int MaxValues = 50_000;

    private readonly Dictionary<string, JsonElement> _definitions;
    private readonly SchemaHeights _heights;
    private readonly SampleRandom _random;
    private readonly Utf8JsonWriter _json;
    private int _values;

    private SchemaSampler(JsonElement root, SampleRandom random, Utf8JsonWriter json)
    {
        _definitions = Schema.Definitions(root).ToDictionary(static definition => definition.Reference, static definition => definition.Definition, StringComparer.Ordinal);
        _heights = new(root);
        _random = random;
        _json = json;
    }

    /// <summary>A document, minified.</summary>
    /// <exception cref="RejectedRequestException">The smallest documents are too large already.</exception>
    public static string Sample(JsonElement schema, SampleRandom random) =>
        Encoding.UTF8.GetString(ReplyWriter.Json(json => new SchemaSampler(schema, random, json).Write(schema, "", 0)).Span);

    /// <param name="schema">What the value has to be.</param>
    /// <param name="member">The name of the member that the value, or the list around it, belongs to.</param>
    /// <param name="depth">The objects, lists and choices around the value.</param>
    private void Write(JsonElement schema, string member, int depth)
    {
        if (++_values > MaxValues)
            throw new RejectedRequestException($"The schema asks for a document of more than {MaxValues} values.");
        if (schema.TryGetProperty("$ref", out var reference))
            Write(_definitions[reference.GetString()!], member, depth);
        else if (schema.TryGetProperty("anyOf", out var branches))
            Write(Choose([.. branches.EnumerateArray()], Schema.IsNull, _heights.Of, depth), member, depth + 1);
        else if (Schema.Values(schema) is { } values)
            _random.Pick(values).WriteTo(_json);
        else
            WriteType(schema, Choose(Schema.Types(schema), static type => type == "null", type => _heights.Of(schema, type), depth), member, depth);
    }

    private void WriteType(JsonElement schema, string type, string member, int depth)
    {
        switch (type)
        {
            case "object":
                WriteObject(schema, depth + 1);
                break;
            case "array":
                WriteArray(schema, member, depth + 1);
                break;
            case "string":
                _json.WriteStringValue(Text(schema, member));
                break;
            case "integer":
                _json.WriteNumberValue(NumberRange.Of(schema, isInteger: true).Integer(_random));
                break;
            case "number":
                _json.WriteNumberValue(NumberRange.Of(schema, isInteger: false).Number(_random));
                break;
            case "boolean":
                _json.WriteBooleanValue(_random.Below(2) == 0);
                break;
            default:
                _json.WriteNullValue();
                break;
        }
    }

    private string Text(JsonElement schema, string member)
    {
        if (DescribedBounds.EndOf(schema) is { } end)
            return end;
        if (schema.TryGetProperty("pattern", out var pattern))
            return SamplePattern.Sample(pattern.GetString()!, _random);
        if (schema.TryGetProperty("format", out var format))
            return SampleText.OfFormat(format.GetString()!, _random);
        return schema.TryGetProperty("description", out var description)
            ? DescribedBounds.Fit(SampleText.Described(description.GetString()!, member, _random), schema)
            : SampleText.For(member, _random);
    }

    private void WriteObject(JsonElement schema, int depth)
    {
        _json.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                _json.WritePropertyName(property.Name);
                Write(property.Value, property.Name, depth);
            }
        }

        _json.WriteEndObject();
    }

    private void WriteArray(JsonElement schema, string member, int depth)
    {
        var described = DescribedBounds.CountOf(schema, "item");
        var fewest = Schema.Count(schema, "minItems") ?? described.Least;
        var count = fewest;
        if (!MustEnd(depth))
        {
            var most = Schema.Count(schema, "maxItems") ?? described.Most;
            count = (int)_random.Between(Math.Min(Math.Max(fewest, 1), most), Math.Min(Math.Max(fewest, 3), most));
        }

        var items = schema.GetProperty("items");
        _json.WriteStartArray();
        for (var i = 0; i < count; i++)
            Write(items, member, depth);
        _json.WriteEndArray();
    }

    /// <summary>One of the ways to go on: null one time in four, and where the document must end, one of the shortest.</summary>
    private T Choose<T>(T[] choices, Func<T, bool> isNull, Func<T, int> height, int depth)
    {
        if (MustEnd(depth))
        {
            var least = choices.Min(height);
            choices = [.. choices.Where(choice => height(choice) == least)];
        }

        var nulls = choices.Where(isNull).ToArray();
        if (nulls.Length > 0 && (nulls.Length == choices.Length || _random.Below(4) == 0))
            return nulls[0];
        return _random.Pick([.. choices.Where(choice => !isNull(choice))]);
    }

    private bool MustEnd(int depth) => depth > MaxDepth || _values > ManyValues;
}
