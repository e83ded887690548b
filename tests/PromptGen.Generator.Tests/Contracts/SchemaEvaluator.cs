using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>
/// JSON Schema, draft 2020-12, to the letter, as far as full schemas use it. Formats and encodings are asserted, each by a grammar of
/// its own, or left out, as validators leave them out that know none.
/// </summary>
internal sealed partial class SchemaEvaluator(JsonTree schema, bool assertsFormats)
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    private readonly JsonObject _root = (JsonObject)schema;

    public bool Accepts(JsonTree document) => Accepts(_root, document);

    private bool Accepts(JsonObject schema, JsonTree value) => schema.Members.All(keyword => keyword.Name switch
    {
        "description" or "$defs" => true,
        "$ref" => Accepts(Resolve(((JsonText)keyword.Value).Value), value),
        "type" => keyword.Value is JsonList types ? types.Items.Any(type => IsOfType(value, type)) : IsOfType(value, keyword.Value),
        "anyOf" => Schemas(keyword.Value).Any(branch => Accepts(branch, value)),
        "not" => !Accepts((JsonObject)keyword.Value, value),
        "enum" => ((JsonList)keyword.Value).Items.Any(item => Equal(item, value)),
        "properties" => value is not JsonObject properties || ((JsonObject)keyword.Value).Members.All(member => properties[member.Name] is not { } own || Accepts((JsonObject)member.Value, own)),
        "required" => value is not JsonObject required || ((JsonList)keyword.Value).Items.All(name => required[((JsonText)name).Value] is not null),
        "additionalProperties" => value is not JsonObject all || all.Members.All(member => schema["properties"] is JsonObject known && known[member.Name] is not null),
        "items" => value is not JsonList items || items.Items.All(item => Accepts((JsonObject)keyword.Value, item)),
        "minItems" => value is not JsonList least || least.Items.Count >= Count(keyword.Value),
        "maxItems" => value is not JsonList most || most.Items.Count <= Count(keyword.Value),
        "minLength" => value is not JsonText shortest || CodePoints(shortest.Value) >= Count(keyword.Value),
        "maxLength" => value is not JsonText longest || CodePoints(longest.Value) <= Count(keyword.Value),
        "pattern" => value is not JsonText matched || PatternOf(((JsonText)keyword.Value).Value).IsMatch(Wide(matched.Value)),
        "minimum" => value is not JsonNumberText low || Compare(low, keyword.Value) >= 0,
        "maximum" => value is not JsonNumberText high || Compare(high, keyword.Value) <= 0,
        "exclusiveMinimum" => value is not JsonNumberText above || Compare(above, keyword.Value) > 0,
        "exclusiveMaximum" => value is not JsonNumberText below || Compare(below, keyword.Value) < 0,
        "format" => !assertsFormats || value is not JsonText formatted || HasFormat(((JsonText)keyword.Value).Value, formatted.Value),
        "contentEncoding" => !assertsFormats || value is not JsonText encoded || IsBase64(encoded.Value),
        _ => throw new InvalidOperationException($"No full schema has a '{keyword.Name}'."),
    });

    private JsonObject Resolve(string reference)
    {
        const string Definitions = "#/$defs/";
        Assert.StartsWith(Definitions, reference, StringComparison.Ordinal);
        return (JsonObject)((JsonObject)_root["$defs"]!)[reference[Definitions.Length..]]!;
    }

    private static IEnumerable<JsonObject> Schemas(JsonTree list) => ((JsonList)list).Items.Cast<JsonObject>();

    private static bool IsOfType(JsonTree value, JsonTree type) => ((JsonText)type).Value switch
    {
        "null" => value.IsNull,
        "boolean" => value is JsonLiteral && !value.IsNull,
        "string" => value is JsonText,
        "number" => value is JsonNumberText,
        "integer" => value is JsonNumberText number && ExactNumber.Parse(number.Raw).IsInteger,
        "array" => value is JsonList,
        "object" => value is JsonObject,
        var other => throw new InvalidOperationException($"There is no type '{other}'."),
    };

    private static bool Equal(JsonTree left, JsonTree right) => (left, right) switch
    {
        (JsonNumberText a, JsonNumberText b) => ExactNumber.Parse(a.Raw) == ExactNumber.Parse(b.Raw),
        (JsonText a, JsonText b) => a == b,
        (JsonLiteral a, JsonLiteral b) => a == b,
        _ => false,
    };

    private static int Count(JsonTree value) => int.Parse(((JsonNumberText)value).Raw, CultureInfo.InvariantCulture);

    private static int Compare(JsonNumberText value, JsonTree bound) => ExactNumber.Parse(value.Raw).CompareTo(ExactNumber.Parse(((JsonNumberText)bound).Raw));

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    /// <summary>The text with each character beyond U+FFFF as one of a private area: an ECMA pattern with the flag <c>u</c> takes it for one.</summary>
    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            wide.Append(rune.IsBmp ? (char)rune.Value : '\uE000');
        return wide.ToString();
    }

    /// <summary>The pattern for .NET. <c>$</c> is the end, and not what comes before a line's end.</summary>
    private static Regex PatternOf(string pattern) => Patterns.GetOrAdd(pattern, static pattern => new(pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern, RegexOptions.CultureInvariant));

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => Moment().Match(text) is { Success: true } match && IsDate(match.Groups["date"].Value),
        "date" => Date().IsMatch(text) && IsDate(text),
        "uuid" => Uuid().IsMatch(text),
        "email" => text.Length <= 254 && Email().IsMatch(text),
        "uri" => Uri().IsMatch(text),
        _ => throw new InvalidOperationException($"No full schema has the format '{format}'."),
    };

    private static bool IsDate(string text)
    {
        var parts = text.Split('-').Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0);
        var days = new[] { 31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
        return parts[1] is >= 1 and <= 12 && parts[2] >= 1 && parts[2] <= days[parts[1] - 1];
    }

    /// <summary>Base64 with its padding, and nothing in the bits that are left over.</summary>
    private static bool IsBase64(string text) => Base64().IsMatch(text);

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-5][0-9])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\A(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Email();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*:[^ \n\t]*\z")]
    private static partial Regex Uri();

    [GeneratedRegex(@"\A([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Base64();
}
