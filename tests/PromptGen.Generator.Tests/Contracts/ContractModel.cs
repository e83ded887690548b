using System.Globalization;
using System.Numerics;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>What a contract was made from, and what it says of a document beyond its schema.</summary>
internal sealed class ContractModel(IReadOnlyList<TypeDefinition> definitions)
{
    private readonly Dictionary<string, TypeDefinition> _definitions = definitions.ToDictionary(static definition => definition.Contract);

    /// <summary>What the type is made of, the type itself first.</summary>
    public IReadOnlyList<TypeDefinition> Definitions => definitions;

    public TypeDefinition Root => definitions[0];

    public TypeDefinition this[DefinedShape shape] => _definitions[shape.Contract];

    /// <summary>The document with numbers as they are compared: those of doubles and floats after conversion, the others as they are.</summary>
    public JsonTree Convert(JsonTree document) => Map(document, static (shape, node) => (shape, node) switch
    {
        (NumberShape { Kind: NumberKind.Double }, JsonNumberText { Raw: var raw }) when DoubleOf(raw) is var value && double.IsFinite(value) => JsonTree.Number(value.ToString("R", CultureInfo.InvariantCulture)),
        (NumberShape { Kind: NumberKind.Single }, JsonNumberText { Raw: var raw }) when SingleOf(raw) is var value && float.IsFinite(value) => JsonTree.Number(value.ToString("R", CultureInfo.InvariantCulture)),
        _ => node,
    });

    /// <summary>Whether every value is one that its C# type has.</summary>
    public bool IsInValueSpace(JsonTree document)
    {
        var isIn = true;
        Map(document, (shape, node) =>
        {
            isIn &= (shape, node) switch
            {
                (NumberShape number, JsonNumberText { Raw: var raw }) => IsInValueSpace(number.Kind, raw),
                (FormShape form, JsonText { Value: var text }) => IsInValueSpace(form.Form, text) && IsInRange(form, text),
                (TextShape { Rules.Format: TextFormat.Url }, JsonText { Value: var text }) => Uri.TryCreate(text, UriKind.Absolute, out _),
                _ => true,
            };
            return node;
        });
        return isIn;
    }

    /// <summary>Whether items of sets, keys of dictionaries and names of flags are there once, as C# values.</summary>
    public bool IsUnique(JsonTree document)
    {
        var isUnique = true;
        Map(document, (shape, node) =>
        {
            isUnique &= (shape, node) switch
            {
                (ListShape set, JsonList list) when set.Kind.IsSet() => AreUnique(set.Item, list.Items),
                (DictionaryShape dictionary, JsonList list) => AreUnique(dictionary.Key, list.Items.Select(static item => (item as JsonObject)?[Pair.Key]).OfType<JsonTree>()),
                (DefinedShape defined, JsonList list) when this[defined] is EnumDefinition { IsFlags: true } => list.Items.Distinct().Count() == list.Items.Count,
                _ => true,
            };
            return node;
        });
        return isUnique;
    }

    private static bool AreUnique(TypeShape shape, IEnumerable<JsonTree> items)
    {
        var values = items.Select(item => ValueOf(shape, item)).ToList();
        return values.Distinct().Count() == values.Count;
    }

    /// <summary>What tells a value from others of its type.</summary>
    private static object ValueOf(TypeShape shape, JsonTree node) => (shape, node) switch
    {
        (NumberShape { Kind: NumberKind.Double }, JsonNumberText { Raw: var raw }) => DoubleOf(raw),
        (NumberShape { Kind: NumberKind.Single }, JsonNumberText { Raw: var raw }) => SingleOf(raw),
        (_, JsonNumberText { Raw: var raw }) => ExactNumber.Parse(raw),
        (FormShape { Form: TextForm.DateTime or TextForm.DateTimeOffset }, JsonText { Value: var text }) when MomentOf(text) is { } moment => moment.UtcTicks,
        (FormShape { Form: TextForm.TimeOnly or TextForm.TimeSpan }, JsonText { Value: var text }) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : text,
        (FormShape { Form: TextForm.Guid }, JsonText { Value: var text }) => text.ToUpperInvariant(),
        _ => node,
    };

    private static bool IsInValueSpace(NumberKind kind, string raw)
    {
        var value = ExactNumber.Parse(raw);
        return kind switch
        {
            NumberKind.Double => double.IsFinite(DoubleOf(raw)),
            NumberKind.Single => float.IsFinite(SingleOf(raw)),

            // 96 bits for the digits, and at most 28 of them behind the point; zeros at the end may be left away.
            NumberKind.Decimal => value.Exponent is >= -28 and < 29 && BigInteger.Abs(value.Exponent > 0 ? value.Digits * BigInteger.Pow(10, value.Exponent) : value.Digits) < BigInteger.One << 96,
            _ => value.IsInteger,
        };
    }

    private static bool IsInValueSpace(TextForm form, string text) => form switch
    {
        TextForm.Char => text.Length == 1,
        TextForm.DateTime or TextForm.DateTimeOffset => MomentOf(text) is not null,
        TextForm.DateOnly => !text.StartsWith("0000", StringComparison.Ordinal),
        TextForm.TimeSpan => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
        TextForm.Int128 => BigInteger.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= Int128.MinValue && value <= Int128.MaxValue,
        TextForm.UInt128 => BigInteger.TryParse(text, CultureInfo.InvariantCulture, out var value) && value <= UInt128.MaxValue,
        TextForm.Uri => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => true,
    };

    /// <summary>No keyword bounds what is written as a text.</summary>
    private static bool IsInRange(FormShape form, string text)
    {
        if (form.Range == default)
            return true;
        var (value, minimum, maximum) = (Ticks(text), Ticks(form.Range.Minimum!), Ticks(form.Range.Maximum!));
        return value is null || ((form.Range.ExclusiveMinimum ? value > minimum : value >= minimum) && (form.Range.ExclusiveMaximum ? value < maximum : value <= maximum));

        long? Ticks(string text) => form.Form is TextForm.TimeOnly or TextForm.TimeSpan
            ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.Ticks : null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcTicks : null;
    }

    private static DateTimeOffset? MomentOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static double DoubleOf(string raw) => double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static float SingleOf(string raw) => float.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The document with each value changed whose place has a shape, the innermost first.</summary>
    private JsonTree Map(JsonTree document, Func<TypeShape, JsonTree, JsonTree> change)
    {
        return Define(Root, document);

        JsonTree Value(TypeShape shape, JsonTree node) => change(shape, (shape, node) switch
        {
            (_, { IsNull: true }) => node,
            (ListShape list, JsonList items) => JsonTree.List(items.Items.Select(item => Value(list.Item, item))),
            (DictionaryShape dictionary, JsonList entries) => JsonTree.List(entries.Items.Select(entry => Members(entry, name => name == Pair.Key ? dictionary.Key : name == Pair.Value ? dictionary.Value : null))),
            (DefinedShape defined, _) => Define(this[defined], node),
            _ => node,
        });

        JsonTree Define(TypeDefinition definition, JsonTree node) => definition switch
        {
            WrappedDefinition wrapped => Members(node, name => name == WrappedDefinition.Member ? wrapped.Value : null),
            ObjectDefinition type => Members(node, name => type.Members.FirstOrDefault(member => member.JsonName == name)?.Shape),
            UnionDefinition union => BranchOf(union, node) is { } branch ? Define(this[branch], node) : node,
            _ => node,
        };

        JsonTree Members(JsonTree node, Func<string, TypeShape?> shapeOf) => node is JsonObject value
            ? JsonTree.Object(value.Members.Select(member => (member.Name, shapeOf(member.Name) is { } shape ? Value(shape, member.Value) : member.Value)))
            : node;
    }

    private static DefinedShape? BranchOf(UnionDefinition union, JsonTree node)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            var discriminator = union.Discriminators[i];
            if (node is JsonObject value && value[discriminator.Name] is { } found && (discriminator.IsInteger
                ? found is JsonNumberText number && ExactNumber.Parse(number.Raw) == ExactNumber.Parse(discriminator.Value)
                : found is JsonText text && text.Value == discriminator.Value))
                return union.Branches[i];
        }

        return null;
    }
}
