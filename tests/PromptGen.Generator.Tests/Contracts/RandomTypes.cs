using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Sources with types of every kind, and with every attribute that a schema can follow.</summary>
internal sealed class RandomTypes(Random random)
{
    /// <summary>Patterns, each with texts of which some match.</summary>
    public static readonly (string Pattern, string[] Texts)[] Patterns =
    [
        ("[A-Z]{2}-\\d+", ["AB-1", "XY-2026", "AB-\u0661", "ab-1", "AB-1\n"]), ("^(yes|no)$", ["yes", "no", "yes\n", "maybe"]), (".*", ["", "x", "a\nb", "\ud83d\ude00"]),
        ("[^a-c]{1,3}", ["x", "\ud83d\ude00\ud83d\ude00\ud83d\ude00", "xyz", "a", ""]), ("\\w+(\\.\\w+)*", ["a.b", "a", ".", "\u00e9"]), ("(?<year>\\d{4})\\s?", ["2026", "2026 ", "2026\u00a0"]),
    ];

    private static readonly string[] Numbers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal"];

    private static readonly string[] Integers = [.. Numbers[..8]];

    /// <summary>Texts of a form, which are told apart by their value.</summary>
    private static readonly string[] Forms = ["char", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "Int128", "UInt128", "BigInteger"];

    private readonly StringBuilder _types = new();
    private readonly List<string> _objects = [];
    private int _enums;
    private int _count;

    /// <summary>A source with a number of types, and contracts for each: <c>Full0</c> and <c>Wire0</c> onwards.</summary>
    public string Source(int roots)
    {
        for (var i = 0; i < roots; i++)
        {
            var type = NextRoot();
            _types.Append(CultureInfo.InvariantCulture, $"[JsonContracts(typeof({type}), SchemaDialect = SchemaDialect.Full)] public static partial class Full{i};\n");
            _types.Append(CultureInfo.InvariantCulture, $"[JsonContracts(typeof({type}))] public static partial class Wire{i};\n");
        }

        return $$"""
            using System.Collections.Frozen;
            using System.Collections.Immutable;
            using System.ComponentModel;
            using System.Numerics;
            using System.Text.Json.Serialization;
            {{Verify.Usings}}
            public record Box<T>(T Item, int Count);
            {{_types}}
            """;
    }

    private string NextRoot() => random.Next(10) switch
    {
        0 => NotNull(NextType(2)),
        1 => NextScalar(),
        2 => NextUnion(),
        _ => NextObject(),
    };

    /// <summary>The name of a new enum.</summary>
    private string NextEnum(bool isFlags)
    {
        var name = $"E{_enums++}";
        var members = Enumerable.Range(0, random.Next(1, 5)).Select(i =>
            (random.Next(4) == 0 ? $"[JsonStringEnumMemberName(\"member {i}\")] " : "") + $"M{i} = {(isFlags ? (1 << i).ToString(CultureInfo.InvariantCulture) : (i * 3).ToString(CultureInfo.InvariantCulture))}");
        var extra = isFlags ? "None = 0, " : "";
        _types.Append(CultureInfo.InvariantCulture, $"{(isFlags ? "[Flags] " : "")}public enum {name} {{ {extra}{string.Join(", ", members)} }}\n");
        return name;
    }

    /// <summary>The name of a new object: a record, a class or a struct, made by a constructor, an initializer, or both.</summary>
    private string NextObject(string bases = "", bool inConstructor = true)
    {
        var name = $"T{_count++}";
        var kind = bases.Length > 0 ? "sealed record" : Pick("record", "sealed record", "class", "struct", "readonly record struct", "record");
        var parameters = kind.Contains("record", StringComparison.Ordinal) && inConstructor ? Enumerable.Range(0, random.Next(1, 4)).Select(i => NextMember(name, $"P{i}", isProperty: false)).ToList() : [];
        var properties = Enumerable.Range(0, random.Next(parameters.Count == 0 ? 1 : 0, 4)).Select(i => NextMember(name, $"Q{i}", isProperty: true)).ToList();

        // A type that leads to itself, now and then.
        if (!kind.Contains("struct", StringComparison.Ordinal) && random.Next(3) == 0)
            properties.Add(($"{name}?", "", "Next"));
        if (random.Next(4) == 0)
            properties.Add(($"List<{name}>", "", "Children"));
        _objects.Add(name);
        var header = parameters.Count == 0 ? "" : $"({string.Join(", ", parameters.Select(static p => $"{p.Attributes}{p.Type} {p.Name}"))})";
        var setter = kind.StartsWith("readonly", StringComparison.Ordinal) || random.Next(2) == 0 ? "init" : "set";
        var required = random.Next(2) == 0 ? "required " : "";
        _types.Append(CultureInfo.InvariantCulture, $"public {kind} {name}{header}{bases} {{ {string.Concat(properties.Select(p => $"{p.Attributes}public {required}{p.Type} {p.Name} {{ get; {setter}; }}{(required.Length == 0 && !kind.Contains("struct", StringComparison.Ordinal) ? " = default!;" : "")} "))}}}\n");
        return name;
    }

    private string NextUnion()
    {
        var name = $"U{_count++}";
        if (random.Next(3) == 0)
        {
            var type = NextType(1);
            _objects.Add(name);
            _types.Append(CultureInfo.InvariantCulture, $"public abstract record {name} {{ private {name}() {{ }} public sealed record One({type} X, {name}? Next) : {name}; public sealed record Two : {name}; }}\n");
            return name;
        }

        var isInteger = random.Next(3) == 0;
        var kind = random.Next(2) == 0 ? "" : "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\")] ";
        var branches = Enumerable.Range(0, random.Next(1, 4)).Select(i => (Type: NextObject($" : {name}"), Value: isInteger ? i.ToString(CultureInfo.InvariantCulture) : $"\"b{i}\"")).ToList();
        _types.Append(CultureInfo.InvariantCulture, $"{kind}{string.Concat(branches.Select(static branch => $"[JsonDerivedType(typeof({branch.Type}), {branch.Value})] "))}public abstract record {name};\n");
        _objects.Add(name);
        return name;
    }

    private (string Type, string Attributes, string Name) NextMember(string declaring, string name, bool isProperty)
    {
        var target = isProperty ? "" : "property: ";
        var attributes = new StringBuilder();
        if (random.Next(8) == 0)
            attributes.Append(CultureInfo.InvariantCulture, $"[{target}JsonPropertyName(\"{name.ToLowerInvariant()} of {declaring}\")] ");
        if (random.Next(8) == 0)
            attributes.Append(CultureInfo.InvariantCulture, $"[{target}Description(\"Says {name}.\")] ");
        var type = random.Next(3) == 0 ? NextValidated(target, attributes) : NextType(2);
        return (type, attributes.ToString(), name);
    }

    /// <summary>A type with attributes that bound its values.</summary>
    private string NextValidated(string target, StringBuilder attributes)
    {
        var nullable = random.Next(4) == 0 ? "?" : "";
        switch (random.Next(10))
        {
            case 0:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}StringLength({random.Next(3, 6)}, MinimumLength = {random.Next(3)})] ");
                return "string" + nullable;
            case 1:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}RegularExpression(@\"{Patterns[random.Next(Patterns.Length)].Pattern}\")] ");
                return "string" + nullable;
            case 2:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}AllowedValues(\"a\", \"b\\\"\", \"\")] ");
                return "string" + nullable;
            case 3:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}DeniedValues(\"a\", \"none\")] ");
                return "string" + nullable;
            case 4:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}{Pick("EmailAddress", "Url", "Base64String")}] ");
                return "string" + nullable;
            case 5:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}Length({random.Next(2)}, {random.Next(2, 4)})] ");
                return NextList(1) + nullable;
            case 6:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}MinLength(1)] ");
                return $"Dictionary<{NextKey()}, {NextType(1)}>{nullable}";
            case 7:
                var (time, low, high) = random.Next(5) switch
                {
                    0 => ("DateOnly", "0001-01-01", "2026-01-31"),
                    1 => ("TimeOnly", "09:30:00", "23:00:00"),
                    2 => ("TimeSpan", "00:00:00", "1.00:00:00"),
                    3 => ("DateTime", "2026-01-31T09:30:00Z", "9999-12-31T23:59:59Z"),
                    _ => ("DateTimeOffset", "2000-01-01", "2026-01-31T09:30:00Z"),
                };
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}Range(typeof({time}), \"{low}\", \"{high}\"{Pick("", ", MinimumIsExclusive = true", ", MaximumIsExclusive = true")})] ");
                return time + nullable;
            case 8:
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}Range({random.Next(-3, 1)}, {random.Next(1, 100)})] ");
                return Pick("int", "long", "sbyte", "decimal", "float") + nullable;
            default:
                var exclusive = random.Next(2) == 0 ? ", MinimumIsExclusive = true" : random.Next(2) == 0 ? ", MaximumIsExclusive = true" : "";
                attributes.Append(CultureInfo.InvariantCulture, $"[{target}Range({Pick("0.1", "-2.5", "0.0")}, {Pick("0.3", "1e10", "double.PositiveInfinity")}{exclusive})] ");
                return Pick("double", "float", "decimal") + nullable;
        }
    }

    private string NextType(int depth)
    {
        var type = random.Next(depth <= 0 ? 3 : 9) switch
        {
            0 or 1 => NextScalar(),
            2 => _objects.Count == 0 ? "string" : _objects[random.Next(_objects.Count)],
            3 or 4 => NextList(depth - 1),
            5 => $"{Pick("Dictionary", "IReadOnlyDictionary", "IDictionary", "ImmutableDictionary", "FrozenDictionary")}<{NextKey()}, {NextType(depth - 1)}>",
            6 => $"({NextType(depth - 1)} A, {NextType(depth - 1)} B)",
            7 => $"Box<{NextType(depth - 1)}>",
            _ => $"KeyValuePair<{NextType(depth - 1)}, {NextType(depth - 1)}>",
        };
        return random.Next(4) == 0 ? type + "?" : type;
    }

    private string NextList(int depth) => random.Next(11) switch
    {
        9 => $"Queue<{NextType(depth)}>",
        10 => $"FrozenSet<{NextUniqueItem()}>",
        0 => $"{NextType(depth)}[]",
        1 => $"ImmutableArray<{NextType(depth)}>",
        2 => $"ImmutableList<{NextType(depth)}>",
        3 => $"HashSet<{NextUniqueItem()}>",
        4 => $"IReadOnlySet<{NextUniqueItem()}>",
        5 => $"ImmutableHashSet<{NextUniqueItem()}>",
        6 => $"IEnumerable<{NextType(depth)}>",
        7 => $"IReadOnlyList<{NextType(depth)}>",
        _ => $"List<{NextType(depth)}>",
    };

    private string NextScalar() => random.Next(8) switch
    {
        0 => "string",
        1 => "bool",
        2 or 3 => Numbers[random.Next(Numbers.Length)],
        4 => NextEnum(isFlags: random.Next(3) == 0),
        5 => random.Next(2) == 0 ? "Uri" : "byte[]",
        _ => Forms[random.Next(Forms.Length)],
    };

    private string NextUniqueItem() => random.Next(4) switch
    {
        0 => "string",
        1 => Numbers[random.Next(Numbers.Length)],
        2 => NextEnum(isFlags: false),
        _ => Forms[random.Next(Forms.Length)],
    };

    private string NextKey() => random.Next(4) switch
    {
        0 => "string",
        1 => Integers[random.Next(Integers.Length)],
        2 => NextEnum(isFlags: false),
        _ => "Guid",
    };

    private string Pick(params ReadOnlySpan<string> texts) => texts[random.Next(texts.Length)];

    private static string NotNull(string type) => type.EndsWith('?') ? type[..^1] : type;
}
