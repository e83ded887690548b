using System.Globalization;

namespace PromptGen.Generator.Schemas;

/// <summary>Writes what single values have to be: as keywords, where a dialect has them, and else in words.</summary>
internal sealed class ValueSchemas(SchemaDialect dialect)
{
    private const string DurationWords = "A duration: hours, minutes and seconds, with days before them where there are any.";

    /// <summary>Beyond 2^53 engines compute with doubles, or abort.</summary>
    private const decimal MaxExact = 9007199254740991;

    private readonly bool _isFull = dialect == SchemaDialect.Full;
    private readonly bool _hasBounds = dialect != SchemaDialect.Portable;

    public SchemaNode Write(TypeShape shape) => shape switch
    {
        BooleanShape => new("boolean"),
        NumberShape number => Number(number),
        FormShape form => Form(form.Form).Say(WordsOf(form.Range)),
        TextShape text => Text(text.Rules),
        _ => throw new InvalidOperationException(shape.ToString()),
    };

    /// <summary>Adds how many items there are.</summary>
    public SchemaNode Count(SchemaNode list, CountRange count) =>
        AddCount(list, "minItems", "maxItems", count, "item");

    private SchemaNode Number(NumberShape number)
    {
        var range = number.Range;
        if (number.Kind.IsInteger())
        {
            var (least, most) = number.Kind.Limits();
            var integer = new SchemaNode("integer");
            AddBound(integer, "minimum", range.Minimum ?? least.ToString(CultureInfo.InvariantCulture));
            AddBound(integer, "maximum", range.Maximum ?? most.ToString(CultureInfo.InvariantCulture));
            return integer;
        }

        var node = new SchemaNode("number");
        if (!_hasBounds)
            return node.Say(WordsOf(range));
        if (range.Minimum is not null)
            node.Add(range.ExclusiveMinimum ? "exclusiveMinimum" : "minimum", range.Minimum);
        if (range.Maximum is not null)
            node.Add(range.ExclusiveMaximum ? "exclusiveMaximum" : "maximum", range.Maximum);
        return node;
    }

    private static string? WordsOf(ValueRange range)
    {
        string?[] bounds =
        [
            range.Minimum is null ? null : (range.ExclusiveMinimum ? "more than " : "at least ") + range.Minimum,
            range.Maximum is null ? null : (range.ExclusiveMaximum ? "less than " : "at most ") + range.Maximum,
        ];
        return Sentence(string.Join(" and ", bounds.OfType<string>()));
    }

    private SchemaNode Text(TextRules rules)
    {
        var text = new SchemaNode("string");
        AddCount(text, "minLength", "maxLength", rules.Length, "character");
        if (rules.Pattern is { } pattern)
        {
            if (_hasBounds || EcmaPattern.IsPortable(pattern))
                text.Add("pattern", JsonText.Quote(pattern));
            else
                text.Say($"Matches the regular expression {pattern}");
        }

        if (rules.Allowed.Count > 0)
            text.Add("enum", JsonText.List(rules.Allowed.Select(JsonText.Quote)));
        if (rules.Denied.Count > 0)
        {
            var denied = JsonText.List(rules.Denied.Select(JsonText.Quote));
            if (_isFull)
                text.Add("not", $"{{\"enum\":{denied}}}");
            else
                text.Say($"None of {string.Join(", ", rules.Denied.Select(JsonText.Quote))}.");
        }

        return rules.Format switch
        {
            TextFormat.Email => text.Add("format", "\"email\""),
            TextFormat.Url => _isFull ? text.Add("format", "\"uri\"").Add("pattern", JsonText.Quote("^(https?|ftp)://")) : text.Say("A URL that begins with http://, https:// or ftp://."),
            TextFormat.Base64 => _isFull ? text.Add("contentEncoding", "\"base64\"") : text.Say("Bytes in base64."),
            _ => text,
        };
    }

    /// <summary>
    /// What is said of a form: the formats and patterns that engines enforce, and in words what they do not. A time has no format: theirs
    /// wants an offset.
    /// </summary>
    private SchemaNode Form(TextForm form)
    {
        var text = new SchemaNode("string");
        return form switch
        {
            TextForm.DateTime or TextForm.DateTimeOffset => text.Add("format", "\"date-time\""),
            TextForm.DateOnly => text.Add("format", "\"date\""),
            TextForm.Guid => text.Add("format", "\"uuid\""),
            TextForm.TimeOnly => Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$"),
            TextForm.TimeSpan => Pattern("^-?([0-9]{1,8}\\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$").Say(DurationWords),
            TextForm.Int128 => Pattern("^(0|-?[1-9][0-9]{0,38})$"),
            TextForm.BigInteger => Pattern("^(0|-?[1-9][0-9]{0,999})$"),
            TextForm.UInt128 => Pattern("^(0|[1-9][0-9]{0,38})$"),
            TextForm.Char when _isFull => text.Add("minLength", "1").Add("maxLength", "1"),
            TextForm.Char => text.Say("One character."),
            TextForm.Uri when _isFull => text.Add("format", "\"uri\""),
            TextForm.Uri => text.Say("An absolute URI."),
            _ when _isFull => text.Add("contentEncoding", "\"base64\""),
            _ => text.Say("Bytes in base64."),
        };

        SchemaNode Pattern(string pattern) => text.Add("pattern", JsonText.Quote(pattern));
    }

    private SchemaNode AddCount(SchemaNode node, string minimum, string maximum, CountRange count, string unit)
    {
        if (!_hasBounds)
            return node.Say(WordsOf(count, unit));
        if (count.Minimum is { } least)
            node.Add(minimum, Digits(least));
        if (count.Maximum is { } most)
            node.Add(maximum, Digits(most));
        return node;
    }

    private static string? WordsOf(CountRange count, string unit) => count switch
    {
        { Minimum: { } least, Maximum: { } most } when least == most => $"Exactly {Units(most, unit)}.",
        { Minimum: { } least, Maximum: { } most } => $"{Digits(least)} to {Units(most, unit)}.",
        { Minimum: { } least } => $"At least {Units(least, unit)}.",
        { Maximum: { } most } => $"At most {Units(most, unit)}.",
        _ => null,
    };

    private static string Units(int count, string unit) => $"{Digits(count)} {unit}{(count == 1 ? "" : "s")}";

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A bound of an integer; where engines cannot count that far the reader alone holds it.</summary>
    private void AddBound(SchemaNode node, string keyword, string bound)
    {
        if (_isFull || Math.Abs(decimal.Parse(bound, CultureInfo.InvariantCulture)) <= MaxExact)
            node.Add(keyword, bound);
    }

    private static string? Sentence(string words) => words.Length == 0 ? null : char.ToUpperInvariant(words[0]) + words.Substring(1) + ".";
}
