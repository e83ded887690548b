using System.Globalization;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Documents of a contract: most of them valid, and valid ones changed in one place.</summary>
internal sealed class RandomDocuments(ContractModel model, Random random)
{
    private const int MaxDepth = 6;

    private static readonly string[] Words = ["", "a", "b\"", "none", "x y", "é", "\ud83d\ude00", "a\nb", "\u0000", "12", "null", "a@b.example", "https://example.com/?a=b", "AQID", "/", "\u2028"];

    private static readonly string[] Numbers = ["0", "-0", "1", "5", "5.0", "50e-1", "0.1", "0.3", "0.30000000000000004", "0.1000000000000000055", "-2.5", "100", "127", "128", "-129", "255", "256", "65536", "1e2", "2147483648", "-2147483649",
        "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "79228162514264337593543950335", "79228162514264337593543950336", "0.0000000000000000000000000001", "0.00000000000000000000000000001",
        "3.4028235e38", "3.5e38", "1e308", "1e309", "-1e400", "1e-400", "0e999999999", "1e999999999", "1e-999999999", "0.1e1", "1.5", "1.50", "10000000000", "10000000000.1", "2.9999999999999999999"];

    private static readonly string[] Moments = ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.5Z", "2026-01-31T10:30:00+01:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2024-02-29T00:00:00-14:00",
        "2026-01-31T09:30:00", "2026-01-31 09:30:00Z", "2026-01-31T09:30:00z", "2026-02-30T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T09:30:60Z", "2026-01-31T09:30:00+14:01", "2026-01-31T09:30:00.12345678Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00Z", "2026-1-31T09:30:00Z", " 2026-01-31T09:30:00Z"];

    private static readonly string[] Dates = ["2026-01-31", "0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "2026-13-01", "2026-1-1", "20260131", "0000-01-01", "2026-01-31T00:00:00Z", "2026-00-10", "2026-01-00"];

    private static readonly string[] Times = ["09:30:00", "00:00:00", "23:59:59.9999999", "09:30:00.5", "09:30:00.50", "24:00:00", "09:30", "9:30:00", "09:30:00.12345678", "09:30:00Z", "09:60:00", "09:30:00."];

    private static readonly string[] Durations = ["01:30:00", "2.01:30:00", "-00:00:00.0000001", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675199.02:48:05.4775808", "99999999.00:00:00", "24:00:00", "1.24:00:00", "01:30", "PT1H", "--01:00:00", "01:30:00.0", "00.01:00:00", "-0.00:00:01"];

    private static readonly string[] Guids = ["0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E", "00000000-0000-0000-0000-000000000000", "{0f8fad5b-d9cb-469f-a165-70867728950e}", "0f8fad5bd9cb469fa16570867728950e", "0f8fad5b-d9cb-469f-a165-70867728950g", " 0f8fad5b-d9cb-469f-a165-70867728950"];

    private static readonly string[] Uris = ["https://example.com/", "mailto:a@b.example", "urn:isbn:123", "file:///a/b", "/a/b", "example.com", "http://", "http://exa mple.com", "C:\\x", "https://example.com/a b", "a:", "1a:b", "https://example.com:99999/", "https://\u00e9.example/"];

    private static readonly string[] Bases = ["", "AA==", "AQID", "AQI=", "AQJ=", "A", "AA=", "AQ ID", "AQ-_", "AQID====", "====", "AQID\n"];

    private static readonly string[] BigIntegers = ["0", "1", "-1", "170141183460469231731687303715884105727", "170141183460469231731687303715884105728", "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105729", "340282366920938463463374607431768211455", "340282366920938463463374607431768211456", "-0", "01", "+1", "1.0", "", "-", new('9', 1000), new('9', 1001), "\u0661"];

    private static readonly string[] Characters = ["a", "\ud83d\ude00", "", "ab", "\u00e9", "\u0000", "\""];

    /// <summary>A document, mostly a valid one.</summary>
    public JsonTree Next() => Define(model.Root, 0);

    /// <summary>A document with one thing changed: somewhere another value, a member less or more or under another name, an item less or more.</summary>
    public JsonTree Change(JsonTree document)
    {
        var places = document.Places().ToList();
        var (node, with) = places[random.Next(places.Count)];
        return with(random.Next(3) == 0 ? NextAnything(2) : node switch
        {
            JsonObject value => Change(value),
            JsonList list => Change(list),
            JsonText text => JsonTree.Text(Change(text.Value)),
            JsonNumberText => JsonTree.Number(Numbers[random.Next(Numbers.Length)]),
            _ => NextAnything(1),
        });
    }

    private JsonTree Change(JsonObject value)
    {
        var members = value.Members.ToList();
        if (members.Count == 0 || random.Next(4) == 0)
        {
            members.Insert(random.Next(members.Count + 1), (Words[random.Next(Words.Length)], NextAnything(1)));
            return JsonTree.Object(members);
        }

        var at = random.Next(members.Count);
        switch (random.Next(5))
        {
            case 0:
                members.RemoveAt(at);
                break;
            case 1:
                members.Add(members[at]);
                break;
            case 2:
                members[at] = (members[at].Name.ToUpperInvariant(), members[at].Value);
                break;
            case 3:
                members.Reverse();
                break;
            default:
                members[at] = (members[at].Name + " ", members[at].Value);
                break;
        }

        return JsonTree.Object(members);
    }

    private JsonTree Change(JsonList list)
    {
        var items = list.Items.ToList();
        var at = items.Count == 0 ? 0 : random.Next(items.Count);
        switch (items.Count == 0 ? 3 : random.Next(4))
        {
            case 0:
                items.RemoveAt(at);
                break;
            case 1:
                items.Add(items[at]);
                break;
            case 2:
                items[at] = JsonTree.Null;
                break;
            default:
                items.Insert(at, NextAnything(1));
                break;
        }

        return JsonTree.List(items);
    }

    private string Change(string text) => random.Next(6) switch
    {
        0 => text + " ",
        1 => " " + text,
        2 => text.Length == 0 ? "x" : text.Remove(random.Next(text.Length), 1),
        3 => text.ToUpperInvariant(),
        4 => text + text,
        _ => text.Insert(random.Next(text.Length + 1), Words[random.Next(Words.Length)]),
    };

    private JsonTree NextAnything(int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => JsonTree.Null,
        1 => JsonTree.Boolean(random.Next(2) == 0),
        2 or 3 => JsonTree.Number(Numbers[random.Next(Numbers.Length)]),
        4 or 5 => JsonTree.Text(Pick(random.Next(8) switch { 0 => Moments, 1 => Dates, 2 => Times, 3 => Durations, 4 => Guids, 5 => BigIntegers, _ => Words })),
        6 => JsonTree.List(Enumerable.Range(0, random.Next(3)).Select(_ => NextAnything(depth - 1))),
        _ => JsonTree.Object(Enumerable.Range(0, random.Next(3)).Select(i => (i.ToString(CultureInfo.InvariantCulture), NextAnything(depth - 1)))),
    };

    private JsonTree Define(TypeDefinition definition, int depth) => definition switch
    {
        EnumDefinition { IsFlags: true } flags => JsonTree.List(flags.JsonNames.Where(_ => random.Next(2) == 0).OrderBy(_ => random.Next()).Select(JsonTree.Text)),
        EnumDefinition enumeration => JsonTree.Text(enumeration.JsonNames.ElementAt(random.Next(enumeration.Members.Count))),
        UnionDefinition union => Define(model[union.Branches[random.Next(union.Branches.Count)]], depth),
        WrappedDefinition wrapped => JsonTree.Object([(WrappedDefinition.Member, Value(wrapped.Value, depth))]),
        _ => Object((ObjectDefinition)definition, depth),
    };

    private JsonTree Object(ObjectDefinition definition, int depth)
    {
        var members = definition.Members.Select(member => (member.JsonName, Value(member.Shape, depth + 1))).ToList();
        if (definition.Discriminator is { } discriminator)
            members.Insert(random.Next(members.Count + 1), (discriminator.Name, discriminator.IsInteger ? JsonTree.Number(discriminator.Value) : JsonTree.Text(discriminator.Value)));

        // The order says nothing.
        return JsonTree.Object(random.Next(4) == 0 ? members.OrderBy(_ => random.Next()) : members);
    }

    private JsonTree Value(TypeShape shape, int depth)
    {
        if (shape.IsNullable && (depth > MaxDepth || random.Next(4) == 0))
            return JsonTree.Null;
        return shape switch
        {
            TextShape text => JsonTree.Text(Text(text.Rules)),
            BooleanShape => JsonTree.Boolean(random.Next(2) == 0),
            NumberShape number => JsonTree.Number(Number(number)),
            FormShape form => JsonTree.Text(Form(form.Form)),
            DefinedShape defined => Define(model[defined], depth),
            ListShape set when set.Kind.IsSet() => JsonTree.List(Enumerable.Range(0, Count(set.Count, depth)).Select(_ => Value(set.Item, depth + 1)).Distinct()),
            ListShape list => JsonTree.List(Enumerable.Range(0, Count(list.Count, depth)).Select(_ => Value(list.Item, depth + 1))),
            DictionaryShape dictionary => JsonTree.List(Enumerable.Range(0, Count(dictionary.Count, depth)).Select(_ => Value(dictionary.Key, depth + 1)).Distinct()
                .Select(key => JsonTree.Object([(Pair.Key, key), (Pair.Value, Value(dictionary.Value, depth + 1))]))),
            _ => throw new InvalidOperationException(shape.ToString()),
        };
    }

    private int Count(CountRange range, int depth)
    {
        var least = range.Minimum ?? 0;
        return depth > MaxDepth ? least : random.Next(least, Math.Min(range.Maximum ?? 3, 3) + 1);
    }

    private string Text(TextRules rules)
    {
        if (rules.Allowed.Count > 0)
            return rules.Allowed[random.Next(rules.Allowed.Count)];
        if (rules.Pattern is not null)
            return Pick(RandomTypes.Patterns.FirstOrDefault(pattern => EcmaPattern.Translate(pattern.Pattern).Pattern?.Schema == rules.Pattern).Texts);
        if (rules.Length is { IsOpen: false } length)
            return string.Concat(Enumerable.Range(0, random.Next(length.Minimum ?? 0, length.Maximum + 1 ?? 5)).Select(_ => random.Next(3) == 0 ? "\ud83d\ude00" : "x"));
        return Pick(rules.Format switch
        {
            TextFormat.Email => ["a@b.example", "a.b+c@d-e.example.com"],
            TextFormat.Url => ["https://example.com/", "http://a/", "ftp://example.com/x"],
            TextFormat.Base64 => Bases[..4],
            _ => Words,
        });
    }

    private string Number(NumberShape number)
    {
        if (random.Next(3) == 0)
            return Pick(Numbers);
        var low = number.Range.Minimum is { } minimum ? double.Parse(minimum, CultureInfo.InvariantCulture) : 0;
        var high = number.Range.Maximum is { } maximum ? double.Parse(maximum, CultureInfo.InvariantCulture) : 100;
        var value = low + (random.NextDouble() * Math.Min(high - low, 1000));
        return number.Kind.IsInteger() ? Math.Round(value).ToString("F0", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A text of the form, and now and then one that only looks like it.</summary>
    private string Form(TextForm form)
    {
        var (texts, right) = form switch
        {
            TextForm.Char => (Characters, 1),
            TextForm.DateTime or TextForm.DateTimeOffset => (Moments, 6),
            TextForm.DateOnly => (Dates, 4),
            TextForm.TimeOnly => (Times, 5),
            TextForm.TimeSpan => (Durations, 5),
            TextForm.Guid => (Guids, 3),
            TextForm.Uri => (Uris, 4),
            TextForm.Bytes => (Bases, 4),
            _ => (BigIntegers, 2),
        };
        return random.Next(12) == 0 ? Pick(texts) : texts[random.Next(right)];
    }

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
