using System.Globalization;
using System.Text.RegularExpressions;
using PromptGen.Generator.Schemas;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Examples;

/// <summary>
/// Holds an answer that is written down in the source to the type that it has to be of. Nothing is refused that the emitted reader would take. A
/// few texts are let pass that it would not: forms whose exact grammar only the runtime has.
/// </summary>
internal sealed class AnswerChecker
{
    /// <summary>How many problems are told: the rest may be gone with them.</summary>
    private const int MaxProblems = 10;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, TypeDefinition> _definitions;
    private readonly List<TextProblem> _problems = [];

    private AnswerChecker(IEnumerable<TypeDefinition> definitions) => _definitions = definitions.ToDictionary(static definition => definition.Contract, StringComparer.Ordinal);

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="definitions">What its type is made of, the type itself first.</param>
    public static IReadOnlyList<TextProblem> Check(string text, IReadOnlyList<TypeDefinition> definitions)
    {
        var (value, problem) = JsonParser.Parse(text);
        if (value is null)
            return [problem!.Value];
        var checker = new AnswerChecker(definitions);
        checker.Check(definitions[0], value);
        return checker._problems;
    }

    /// <summary>What is wrong with an answer of which nothing is known but that it is JSON.</summary>
    public static TextProblem? CheckSyntax(string text) => JsonParser.Parse(text).Problem;

    private void Check(TypeDefinition definition, JsonNode value)
    {
        switch (definition)
        {
            case EnumDefinition { IsFlags: true } flags:
                CheckList(value, item => CheckName(flags, item), default, isSet: true);
                break;
            case EnumDefinition names:
                CheckName(names, value);
                break;
            case WrappedDefinition when value is not JsonObject:
                Note(value.Range, $"an object with the member \"{WrappedDefinition.Member}\" should stand here, and this in it");
                break;
            case WrappedDefinition wrapped:
                CheckObject(value, [(WrappedDefinition.Member, wrapped.Value)]);
                break;
            case ObjectDefinition type:
                CheckObject(value, type.Members.Select(static member => (member.JsonName, member.Shape)), type.Discriminator);
                break;
            case UnionDefinition union:
                CheckUnion(union, value);
                break;
        }
    }

    private void Check(TypeShape shape, JsonNode value)
    {
        if (value is JsonNull && shape.IsNullable)
            return;
        switch (shape)
        {
            case TextShape text:
                CheckText(text.Rules, value);
                break;
            case BooleanShape:
                Require(value is JsonBoolean, value, "true or false");
                break;
            case NumberShape number:
                CheckNumber(number, value);
                break;
            case FormShape form:
                CheckForm(form, value);
                break;
            case ListShape list:
                CheckList(value, item => Check(list.Item, item), list.Count, list.Kind.IsSet());
                break;
            case DictionaryShape dictionary:
                CheckList(value, item => CheckObject(item, [(Pair.Key, dictionary.Key), (Pair.Value, dictionary.Value)]), dictionary.Count);
                break;
            case DefinedShape defined when _definitions.TryGetValue(defined.Contract, out var definition):
                Check(definition, value);
                break;
        }
    }

    private void CheckObject(JsonNode value, IEnumerable<(string Name, TypeShape Shape)> members, Discriminator? discriminator = null)
    {
        if (value is not JsonObject found)
        {
            Note(value.Range, "an object should stand here");
            return;
        }

        var shapes = members.ToDictionary(static member => member.Name, static member => (TypeShape?)member.Shape, StringComparer.Ordinal);
        if (discriminator is not null)
            shapes[discriminator.Name] = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in found.Members)
        {
            if (!shapes.TryGetValue(member.Name, out var shape))
                Note(member.Range, $"there is no member \"{member.Name}\"{(NearestName.Of(member.Name, shapes.Keys) is { } nearest ? $"; \"{nearest}\" may be meant" : "")}");
            else if (!seen.Add(member.Name))
                Note(member.Range, $"the member \"{member.Name}\" is there twice");
            else if (shape is not null)
                Check(shape, member.Value);
            else
                Require(Tells(discriminator!, member.Value), member.Value, Quote(discriminator!));
        }

        // An object is opened where what it lacks would stand.
        foreach (var name in shapes.Keys.Where(name => !seen.Contains(name)))
            Note(new(found.Range.Start, 1), $"the member \"{name}\" is missing");
    }

    private void CheckUnion(UnionDefinition union, JsonNode value)
    {
        var name = union.Discriminators[0].Name;
        if (value is not JsonObject found || found.Find(name) is not { } told)
        {
            Note(value is JsonObject ? new(value.Range.Start, 1) : value.Range, $"an object with the member \"{name}\" should stand here");
            return;
        }

        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (Tells(union.Discriminators[i], told))
            {
                Check(union.Branches[i], value);
                return;
            }
        }

        Note(told.Range, $"one of {string.Join(", ", union.Discriminators.Select(Quote))} should stand here");
    }

    private void CheckList(JsonNode value, Action<JsonNode> checkItem, CountRange count, bool isSet = false)
    {
        if (value is not JsonList list)
        {
            Note(value.Range, "a list should stand here");
            return;
        }

        foreach (var item in list.Items)
            checkItem(item);
        if (list.Items.Count < count.Minimum || list.Items.Count > count.Maximum)
            Note(value.Range, $"{Bounds(count, "item")} should stand here");
        var texts = list.Items.OfType<JsonString>().ToList();
        for (var i = 1; isSet && i < texts.Count; i++)
        {
            if (texts.Take(i).Any(earlier => earlier.Value == texts[i].Value))
                Note(texts[i].Range, "each item is there at most once");
        }
    }

    private void CheckName(EnumDefinition names, JsonNode value) =>
        Require(value is JsonString text && names.JsonNames.Contains(text.Value), value, OneOf(names.JsonNames));

    private void CheckText(TextRules rules, JsonNode value)
    {
        if (value is not JsonString { Value: var text })
        {
            Note(value.Range, "a text should stand here");
            return;
        }

        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (rules.Allowed.Count > 0)
            Require(rules.Allowed.Contains(text), value, OneOf(rules.Allowed));
        Require(!rules.Denied.Contains(text), value, "another text");
        Require(!(length < rules.Length.Minimum || length > rules.Length.Maximum), value, $"a text of {Bounds(rules.Length, "code point")}");
        if (rules.Expression is not null)
            Require(Matches(text, rules.Expression), value, $"a text that matches {rules.Pattern}");
    }

    private void CheckNumber(NumberShape number, JsonNode value)
    {
        var isInteger = number.Kind.IsInteger();
        if (value is not JsonNumber { Text: var text })
        {
            Note(value.Range, isInteger ? "an integer should stand here" : "a number should stand here");
            return;
        }

        if (number.Kind is NumberKind.Single or NumberKind.Double)
        {
            var real = ToReal(number.Kind, text);
            var isFinite = !double.IsInfinity(real);
            Require(isFinite, value, $"a number that a {number.Kind.ToKeyword()} can hold");
            if (isFinite)
                CheckRange(number.Range, bound => real.CompareTo(ToReal(number.Kind, bound)), value);
        }
        else if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            var (least, most) = isInteger ? number.Kind.Limits() : (decimal.MinValue, decimal.MaxValue);
            var fits = !isInteger || (exact == decimal.Truncate(exact) && exact >= least && exact <= most);
            Require(fits, value, FormattableString.Invariant($"an integer from {least} to {most}"));
            if (fits)
                CheckRange(number.Range, bound => exact.CompareTo(decimal.Parse(bound, NumberStyles.Float, CultureInfo.InvariantCulture)), value);
        }
        else
        {
            Note(value.Range, $"{(isInteger ? "an integer" : "a number")} that a {number.Kind.ToKeyword()} can hold should stand here");
        }
    }

    /// <summary>The value of a float or a double, rounded as it would be. What is too large for it is infinite; older frameworks do not parse that.</summary>
    private static double ToReal(NumberKind kind, string text)
    {
        var value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.PositiveInfinity;
        return kind == NumberKind.Single ? (float)value : value;
    }

    private void CheckForm(FormShape form, JsonNode value)
    {
        var name = form.Form switch
        {
            TextForm.Char => "one character",
            TextForm.DateTime or TextForm.DateTimeOffset => "a date and a time with its offset, such as \"2026-01-31T12:00:00Z\",",
            TextForm.DateOnly => "a date such as \"2026-01-31\"",
            TextForm.TimeOnly => "a time such as \"12:00:00\"",
            TextForm.TimeSpan => "a duration such as \"1.02:03:04\"",
            TextForm.Guid => "a UUID",
            TextForm.Uri => "a URI",
            TextForm.Bytes => "bytes in Base64",
            _ => "an integer as a text",
        };
        if (value is not JsonString { Value: var text } || !IsOf(form.Form, text))
            Note(value.Range, name + " should stand here");
        else if (form.Form.IsTime() && TimeText.Parse(form.Form, text) is { } ticks)
            CheckRange(form.Range, bound => ticks.CompareTo(TimeText.Parse(form.Form, bound)), value);
    }

    private static bool IsOf(TextForm form, string text) => form switch
    {
        TextForm.Char => text.Length == 1,
        TextForm.DateOnly => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        TextForm.DateTime or TextForm.DateTimeOffset => text.Length > 10 && text[10] is 'T' or 't' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        TextForm.TimeOnly or TextForm.TimeSpan => TimeText.Parse(form, text) is not null,
        TextForm.Guid => Guid.TryParseExact(text, "D", out _),
        TextForm.Uri => text.Length > 0,
        TextForm.Bytes => IsBase64(text),
        _ => text.Length > 0 && text.TrimStart('-').All(static c => c is >= '0' and <= '9'),
    };

    private static bool IsBase64(string text)
    {
        try
        {
            _ = Convert.FromBase64String(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <param name="range">The bounds.</param>
    /// <param name="compare">Compares the value with a bound.</param>
    /// <param name="value">The value.</param>
    private void CheckRange(ValueRange range, Func<string, int> compare, JsonNode value)
    {
        if (range.Minimum is { } least && compare(least) < (range.ExclusiveMinimum ? 1 : 0))
            Note(value.Range, $"{(range.ExclusiveMinimum ? "more than" : "at least")} {least} should stand here");
        if (range.Maximum is { } most && compare(most) > (range.ExclusiveMaximum ? -1 : 0))
            Note(value.Range, $"{(range.ExclusiveMaximum ? "less than" : "at most")} {most} should stand here");
    }

    /// <summary>Whether a text matches; one that takes too long to tell is left to the reader, which has a better engine.</summary>
    private static bool Matches(string text, string expression)
    {
        try
        {
            return Regex.IsMatch(text, expression, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static bool Tells(Discriminator discriminator, JsonNode value) => discriminator.IsInteger
        ? value is JsonNumber { Text: var digits } && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Parse(discriminator.Value, CultureInfo.InvariantCulture)
        : value is JsonString { Value: var text } && text == discriminator.Value;

    private static string Quote(Discriminator discriminator) => discriminator.IsInteger ? discriminator.Value : $"\"{discriminator.Value}\"";

    private static string OneOf(IEnumerable<string> texts) => $"one of {string.Join(", ", texts.Select(static text => $"\"{text}\""))}";

    private static string Bounds(CountRange count, string unit) => count switch
    {
        { Minimum: { } least, Maximum: { } most } => FormattableString.Invariant($"{least} to {most} {unit}s"),
        { Minimum: { } least } => FormattableString.Invariant($"at least {least} {unit}s"),
        _ => FormattableString.Invariant($"at most {count.Maximum} {unit}s"),
    };

    private void Require(bool holds, JsonNode value, string expected)
    {
        if (!holds)
            Note(value.Range, expected + " should stand here");
    }

    private void Note(TextRange range, string reason)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(new(range, reason));
    }
}
