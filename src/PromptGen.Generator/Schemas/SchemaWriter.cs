using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Schemas;

/// <summary>
/// Writes the schema that is sent, in the dialect that OpenAI-compatible servers share: closed objects, every member required,
/// null as a type of its own, <c>$defs</c> for what is used more than once. Bounds of integers are keywords; those of other
/// numbers go into the description, since engines reject them or let values slip past.
/// </summary>
internal sealed class SchemaWriter
{
    private const int MaxNameLength = 64;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, TypeDefinition> _definitions;
    private readonly Dictionary<string, string> _shared;

    private SchemaWriter(IReadOnlyList<TypeDefinition> definitions, Dictionary<string, string> shared)
    {
        _definitions = definitions.ToDictionary(static definition => definition.Contract);
        _shared = shared;
    }

    /// <summary>The schema of <paramref name="root"/>, minified.</summary>
    public static string Write(TypeDefinition root, IReadOnlyList<TypeDefinition> definitions)
    {
        var shared = SharedDefinitions(root, definitions);
        var writer = new SchemaWriter(definitions, shared);
        writer.WriteDefinition(root);
        if (shared.Count > 0)
        {
            writer._text.Length--;
            writer._text.Append(",\"$defs\":{");
            writer.WriteJoined(definitions.Where(definition => shared.ContainsKey(definition.Contract)), definition =>
            {
                writer._text.Append(JsonText.Quote(shared[definition.Contract])).Append(':');
                writer.WriteDefinition(definition);
            });
            writer._text.Append("}}");
        }

        return writer._text.ToString();
    }

    /// <summary>The name that a type goes by on the wire: at most 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static string WireName(string name)
    {
        var wire = new string([.. name.Take(MaxNameLength).Select(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' ? c : '_')]);
        return wire.Length == 0 ? "_" : wire;
    }

    /// <summary>The definitions that stand in <c>$defs</c>, with their names: those used twice or more, and those that contain themselves.</summary>
    private static Dictionary<string, string> SharedDefinitions(TypeDefinition root, IReadOnlyList<TypeDefinition> definitions)
    {
        // The root stands at the top; one use inside makes it a second one.
        var uses = definitions.ToDictionary(static definition => definition.Contract, definition => definition == root ? 1 : 0);
        foreach (var shape in definitions.OfType<ObjectDefinition>().SelectMany(static definition => definition.Members).Select(static member => Innermost(member.Shape)))
        {
            if (shape is DefinedShape defined)
                uses[defined.Contract]++;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in definitions.Where(definition => uses[definition.Contract] > 1))
        {
            var wireName = WireName(definition.Name);
            var name = wireName;
            for (var i = 2; !names.Add(name); i++)
            {
                var number = i.ToString(CultureInfo.InvariantCulture);
                name = wireName.Substring(0, Math.Min(wireName.Length, MaxNameLength - number.Length)) + number;
            }

            shared.Add(definition.Contract, name);
        }

        return shared;
    }

    private static TypeShape Innermost(TypeShape shape) => shape is ListShape list ? Innermost(list.Item) : shape;

    private void WriteDefinition(TypeDefinition definition)
    {
        if (definition is EnumDefinition enumeration)
        {
            _text.Append("{\"type\":\"string\",\"enum\":[");
            WriteJoined(enumeration.Members, member => _text.Append(JsonText.Quote(member)));
            _text.Append("]}");
            return;
        }

        var members = ((ObjectDefinition)definition).Members;
        _text.Append("{\"type\":\"object\",\"properties\":{");
        WriteJoined(members, member =>
        {
            _text.Append(JsonText.Quote(member.JsonName)).Append(':');
            WriteShape(member.Shape);
        });
        _text.Append("},\"required\":[");
        WriteJoined(members, member => _text.Append(JsonText.Quote(member.JsonName)));
        _text.Append("],\"additionalProperties\":false}");
    }

    private void WriteShape(TypeShape shape)
    {
        // A bare type can say null beside itself; whatever has more to it needs a branch of its own.
        var bare = shape switch
        {
            TextShape => "string",
            BooleanShape => "boolean",
            NumberShape { Kind: NumberKind.Int64, Range: { Minimum: null, Maximum: null } } => "integer",
            NumberShape { Range: { Minimum: null, Maximum: null }, Kind: NumberKind.Single or NumberKind.Double or NumberKind.Decimal } => "number",
            _ => null,
        };
        if (bare is not null)
        {
            _text.Append(shape.IsNullable ? $"{{\"type\":[\"{bare}\",\"null\"]}}" : $"{{\"type\":\"{bare}\"}}");
            return;
        }

        if (shape.IsNullable)
            _text.Append("{\"anyOf\":[");
        switch (shape)
        {
            case NumberShape number:
                WriteNumber(number);
                break;
            case FormShape form:
                _text.Append("{\"type\":\"string\",").Append(KeywordsOf(form.Form)).Append('}');
                break;
            case ListShape list:
                _text.Append("{\"type\":\"array\",\"items\":");
                WriteShape(list.Item);
                _text.Append('}');
                break;
            case DefinedShape defined when _shared.TryGetValue(defined.Contract, out var name):
                _text.Append("{\"$ref\":").Append(JsonText.Quote("#/$defs/" + name)).Append('}');
                break;
            case DefinedShape defined:
                WriteDefinition(_definitions[defined.Contract]);
                break;
        }

        if (shape.IsNullable)
            _text.Append(",{\"type\":\"null\"}]}");
    }

    private void WriteNumber(NumberShape number)
    {
        var range = number.Range;
        if (number.Kind.IsInteger())
        {
            _text.Append("{\"type\":\"integer\"");
            var (least, most) = number.Kind.Limits();
            WriteBound("minimum", range.Minimum ?? least.ToString(CultureInfo.InvariantCulture));
            WriteBound("maximum", range.Maximum ?? most.ToString(CultureInfo.InvariantCulture));
            _text.Append('}');
            return;
        }

        string?[] bounds =
        [
            range.Minimum is null ? null : (range.ExclusiveMinimum ? "more than " : "at least ") + range.Minimum,
            range.Maximum is null ? null : (range.ExclusiveMaximum ? "less than " : "at most ") + range.Maximum,
        ];
        var words = string.Join(" and ", bounds.Where(static bound => bound is not null));
        _text.Append("{\"type\":\"number\",\"description\":").Append(JsonText.Quote(char.ToUpperInvariant(words[0]) + words.Substring(1) + ".")).Append('}');
    }

    /// <summary>
    /// What is said of a form: the formats and patterns that engines enforce, and in words what they do not. A time has no format: theirs
    /// wants an offset.
    /// </summary>
    private static string KeywordsOf(TextForm form) => form switch
    {
        TextForm.DateTime or TextForm.DateTimeOffset => "\"format\":\"date-time\"",
        TextForm.DateOnly => "\"format\":\"date\"",
        TextForm.Guid => "\"format\":\"uuid\"",
        TextForm.TimeOnly => Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$"),
        TextForm.TimeSpan => Pattern("^-?([0-9]{1,8}\\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$") + ",\"description\":\"A duration: hours, minutes and seconds, with days before them where there are any.\"",
        TextForm.Int128 => Pattern("^(0|-?[1-9][0-9]{0,38})$"),
        TextForm.BigInteger => Pattern("^(0|-?[1-9][0-9]{0,999})$"),
        TextForm.UInt128 => Pattern("^(0|[1-9][0-9]{0,38})$"),
        TextForm.Char => "\"description\":\"One character.\"",
        TextForm.Uri => "\"description\":\"An absolute URI.\"",
        _ => "\"description\":\"Bytes in base64.\"",
    };

    private static string Pattern(string pattern) => "\"pattern\":" + JsonText.Quote(pattern);

    /// <summary>A bound of an integer. Beyond 2^53 engines compute with doubles, or abort: there the reader alone holds it.</summary>
    private void WriteBound(string keyword, string? bound)
    {
        if (bound is not null && Math.Abs(decimal.Parse(bound, CultureInfo.InvariantCulture)) <= 9007199254740991)
            _text.Append(",\"").Append(keyword).Append("\":").Append(bound);
    }

    private void WriteJoined<T>(IEnumerable<T> items, Action<T> write)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                _text.Append(',');
            first = false;
            write(item);
        }
    }
}
