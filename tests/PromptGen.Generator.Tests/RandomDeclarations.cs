using CsCheck;
using Microsoft.CodeAnalysis.CSharp;
using PromptGen.Models;

namespace PromptGen.Generator.Tests;

/// <summary>
/// Sources with two prompt interfaces, of which one may inherit the other's prompts: most prompts are right, and whatever can be
/// wrong about one is wrong now and then.
/// </summary>
internal static class RandomDeclarations
{
    private const string Types = """
        public enum Mood { Good, Mixed, Bad }
        public readonly record struct Point(int X, double? Y);
        public sealed record Maker(string Name, DateOnly Founded, Point? Place);
        public record Order(string Number, Maker? Maker, IReadOnlyList<string> Lines, List<Order>? Parts) { internal decimal Price { get; init; } private int Secret => 1; }
        [Flags] public enum Rights { None, Read = 1, Write = 2 }
        public class Shop { public required string Name { get; init; } public IReadOnlySet<Rights> Rights { get; set; } = new HashSet<Rights>(); [System.Text.Json.Serialization.JsonIgnore] public object? Tag { get; set; } }
        public record Pair<TKey, TValue>(TKey Key, TValue Value);
        public abstract record Shape { private Shape() { } public sealed record Circle(double Radius) : Shape; public sealed record Group(List<Shape> Parts) : Shape; }
        public sealed record Endless(Link Next);
        public sealed record Link(Endless Next);
        public interface IAnimal { string Name { get; } }
        public static class Taught { public static PromptExample<string>[] Texts => []; internal static List<PromptExample<Order>> Orders() => []; }
        """;

    /// <summary>Types of arguments, each with what a template can say of it.</summary>
    private static readonly (string Type, string[] Placeholders)[] WithText =
    [
        ("string", ["", ".Length", ":json"]), ("string?", ["", ".Length:D3", ":json"]), ("int", ["", ":D5", ":x", ":json"]), ("int?", ["", ":N0", ":json"]),
        ("bool", ["", ":json"]), ("char", [""]), ("decimal", ["", ":F2", ":C", ":json"]), ("double?", ["", ":R", ":E3"]), ("Mood", ["", ":D", ":json"]), ("Mood?", ["", ":json"]),
        ("DateOnly", ["", ":yyyy-MM-dd", ".Year", ":json"]), ("DateTime?", ["", ":O", ":HH:mm"]), ("TimeOnly", ["", ":HH\\:mm"]), ("TimeSpan", ["", ":c", ":hh\\:mm", ".TotalDays:F1"]),
        ("Guid", ["", ":N"]), ("System.Numerics.BigInteger", ["", ":D"]), ("Half", ["", ":G"]), ("IFormattable?", ["", ":anything"]), ("Version", ["", ".Major"]), ("nint", ["", ":X4"]),
    ];

    private static readonly (string Type, string[] Placeholders)[] WithParts =
    [
        ("Order", [".Number", ".Maker.Name", ".Maker.Place.Y:F1", ".Lines:, ", ".Price:F2", ":json"]), ("Order?", [".Maker.Founded.Year", ".Lines.Count", ":json"]),
        ("Point?", [".X", ".Y", ":json"]), ("(int A, string B)", [".A", ".Item2.Length"]), ("KeyValuePair<string, int?>", [".Key", ".Value"]), ("Maker[]?", [".Length", ":json"]),
        ("string[]", [":, ", ":json", ".Length"]), ("IReadOnlyList<int>?", [":\\n- ", ".Count"]), ("IEnumerable<Mood?>", [":; "]), ("HashSet<DateOnly>", [":,", ".Count"]),
        ("System.Collections.Immutable.ImmutableArray<int>", [":, ", ".Length"]), ("Dictionary<string, int>", [".Count"]), ("IAnimal", [".Name"]), ("Uri", [".Host", ":json"]), ("R0", [":json"]), ("List<R1?>", [":json"]),
    ];

    private static readonly (string Type, string[] Placeholders)[] WithoutText =
    [
        ("CancellationToken", []), ("CancellationToken", []), ("ChatParameters", []), ("ChatParameters?", []), ("IEnumerable<PromptMessage>", []), ("PromptMessage[]?", []),
        ("PromptImage", []), ("PromptFile?", []), ("IReadOnlyList<PromptImage>", []), ("PromptAttachment[]", []),
    ];

    private static readonly (string Type, string[] Placeholders)[] Odd =
        [("object", [""]), ("Exception", [".Message"]), ("Func<int>", [""]), ("dynamic", [""]), ("Span<char>", [".Length"]), ("int*", [""]), ("int[,]", [":, "]), ("ref int", [""]), ("in string", [""]), ("out Mood", [""])];

    private static readonly string[] WrongPlaceholders =
        [":json", ":F2", ":yyyy", ":, ", ":upper", ":\\q", ":", ".Name", ".name", ".Missing", ".Secret", ".Length", "?.Length", ".", " ", ":Q", ":HH", ".Item1", "[0]", ".ToString()"];

    private static readonly string[] Texts = ["Ask ", "\n", "\r\n", "{{", "}}", "{{}}", " \"so\" ", "\\", "é😀", "///", "*/", "", ":"];

    private static readonly string[] WrongTexts = ["{", "}", "{nobody}", "{}", "{0}", "{a b}", "\ud800", "{class}"];

    private static readonly Gen<string> Piece = Gen.Select(
        Gen.Frequency((60, Gen.OneOf(Texts)), (1, Gen.OneOf(WrongTexts))), Gen.Int[0, 3], static (text, blanks) => text + new string(' ', blanks));

    /// <summary>Nearly always a text that says something.</summary>
    private static readonly Gen<string> Ending = Gen.Frequency((30, Piece.Select(static text => text + "Go.")), (1, Piece));

    private static readonly Gen<Parameter> AnyParameter = Gen.Select(
        Gen.Frequency((36, Gen.OneOf(WithText)), (24, Gen.OneOf(WithParts)), (12, Gen.OneOf(WithoutText)), (1, Gen.OneOf(Odd))),
        Gen.Int[0, 5],
        Gen.Frequency((60, Gen.Const("")), (1, Gen.OneOf(WrongPlaceholders))),
        Piece,
        Gen.Frequency((12, Gen.Const(1)), (2, Gen.Const(2)), (1, Gen.Const(0))),
        static (type, placeholder, wrong, before, times) => new Parameter(type.Type, type.Placeholders.Length == 0 ? null : type.Placeholders[placeholder % type.Placeholders.Length] + wrong, before, times));

    /// <summary>A text as C#, in one of the ways in which it can be written.</summary>
    private static readonly Gen<Func<string, string>> Literal = Gen.OneOf<Func<string, string>>(
        static text => SymbolDisplay.FormatLiteral(text, quote: true),
        static text => SymbolDisplay.FormatLiteral(text, quote: true),
        static text => "@\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"',
        static text => $"\"\"\"\"\n{text}\n\"\"\"\"",
        static text => $"{SymbolDisplay.FormatLiteral(text[..(text.Length / 2)], quote: true)} + {SymbolDisplay.FormatLiteral(text[(text.Length / 2)..], quote: true)} + nameof(IAsk)");

    private static readonly Gen<string> RightSetting = Gen.OneOf(
        Values("Temperature", "0", "0.2", "1f", "1.5"), Values("TopP", "0.5", "1"), Values("TopK", "1", "40"), Values("MinP", "0.1", "1"), Values("TopA", "0.5"),
        Values("FrequencyPenalty", "2", "-2"), Values("PresencePenalty", "0.1"), Values("RepetitionPenalty", "1.1"), Values("Seed", "1", "7", "0"), Values("MaxTokens", "100", "1"),
        Values("MaxCompletionTokens", "100"), Values("IncludeUsage", "true", "false"), Values("Stop", "new[] { \"END\" }", "null", "new string[0]"), Values("ReasoningEffort", "\"low\"", "\"high\"", "null"),
        Values("ResponseFormat", "ResponseFormat.JsonSchema"));

    private static readonly Gen<string> WrongSetting = Gen.OneOf(
        Values("Temperature", "2.5", "-1", "double.NaN"), Values("TopP", "0", "3"), Values("TopK", "0"), Values("TopA", "-1"), Values("FrequencyPenalty", "2.1"),
        Values("PresencePenalty", "double.PositiveInfinity"), Values("RepetitionPenalty", "0"), Values("Seed", "long.MinValue"), Values("MaxTokens", "0"), Values("MaxCompletionTokens", "-5"),
        Values("Stop", "[\"a\", \"\"]", "new[] { \"1\", \"2\", \"3\", \"4\", \"5\" }"), Values("ReasoningEffort", "\"somewhat\""),
        Values("ResponseFormat", "ResponseFormat.Text", "ResponseFormat.JsonObject", "(ResponseFormat)9"));

    private static readonly Gen<string> Setting = Gen.Frequency((25, RightSetting), (1, WrongSetting));

    private static readonly Gen<string> Model = Gen.Frequency(
        (6, Gen.OneOf("google/gemma-3-27b-it", "gpt-4o")), (1, Gen.OneOf(ModelCatalog.Default.Ids.Order(StringComparer.Ordinal).ToArray())), (1, Gen.OneOf("nobody/knows", "")))
        .Select(static id => $"Model = \"{id}\"");

    private static readonly Gen<string> File = Gen.OneOf("File = \"missing.prompt.md\"", "File = \"a.prompt.md\"", "File = \"a.md\"");

    /// <summary>Some settings, each once: what goes between an attribute's parentheses.</summary>
    private static readonly Gen<string[]> Settings = Gen.Select(
        Gen.Frequency((8, Gen.Const(Array.Empty<string>())), (3, Setting.Array[1, 2]), (1, Setting.Array[1, 6])),
        Gen.Frequency((8, Gen.Const((string?)null)), (1, Model)),
        static (settings, model) => (model is null ? settings : [.. settings, model]).DistinctBy(static setting => setting.Split(' ')[0]).ToArray());

    private static readonly Gen<string> Role = Gen.Select(
        Gen.OneOf("SystemRole", "SystemRole", "DeveloperRole"), Ending, Gen.Frequency((40, Gen.Const("")), (1, Gen.OneOf("{a}", "{b:json}", "{nobody}"))), Literal,
        static (name, text, placeholder, literal) => $"[{name}({literal(text + placeholder)})]");

    private static readonly Gen<string> Roles = Gen.Frequency((24, Gen.Const("")), (12, Role), (1, Gen.Select(Role, Role, static (first, second) => first + second)));

    private static readonly Gen<string> Examples = Gen.Frequency(
        (30, Gen.Const("")),
        (4, Gen.OneOf("[Examples(typeof(Taught), \"Texts\")]", "[Examples(typeof(Taught), \"Orders\"), Example(\"a\", \"b\")]", "[Example(\"{a}\", \"\\r\\n\")]")),
        (1, Gen.OneOf("[Examples(\"Nobody\")]", "[Examples(typeof(int), nameof(int.MaxValue))]", "[Examples(null!)]", "[Example(null!, null!)]", "[Examples(null!, \"a\")]", "[Examples(typeof(int[]), \"a\")]", "[Examples(typeof(Pair<,>), \"Key\")]")));

    private static readonly Gen<string> ResultType = Gen.Frequency(
        (32, Gen.OneOf("string", "Order", "Maker", "Point", "Shop", "Shape")), (24, Gen.OneOf("R0", "R1")),
        (16, Gen.OneOf("int", "Mood", "Rights", "Order[]", "List<Maker>", "Order?", "string?", "(int A, string B)", "Uri", "Point?", "Dictionary<string, int>", "HashSet<Mood>", "Pair<int, Shape?>")),
        (1, Gen.OneOf("object", "Endless", "IAnimal", "Dictionary<double, int>", "Pair<object, int>", "dynamic", "int[,]")));

    private static readonly Gen<string> ReturnType = Gen.Frequency(
        (48, Gen.Select(Gen.OneOf("Task<@>", "Task<@>", "ValueTask<@>", "Task<PromptResult<@>>", "ValueTask<PromptResult<@>>"), ResultType, static (shape, type) => shape.Replace("@", type, StringComparison.Ordinal))),
        (16, Gen.Const("IAsyncEnumerable<string>")),
        (1, Gen.OneOf("Task", "string", "void", "IAsyncEnumerable<Order>", "IAsyncEnumerable<string?>", "Task<PromptResult<string>?>", "Task<Task<string>>", "List<string>", "Task<string>?", "ref int")));

    private static readonly Gen<string> Method = Gen.Select(
        Gen.Select(AnyParameter.Array[0, 4], Ending, Settings, Literal),
        Gen.Select(Gen.Select(Roles, Examples, static (roles, examples) => roles + examples), ReturnType, Gen.OneOf("Ask", "AskAsync", "Create", "Main", "__definition", "ToString", "Async"), Gen.Int[0, 99]),
        Gen.Frequency((80, Gen.Const("")), (1, Gen.OneOf("<T>", "<T>", "static ", "sealed ", "private ", "internal ", "protected ", "unpromoted "))),
        Gen.Frequency((60, Gen.Const((string?)null)), (1, File)),
        static (content, signature, odd, file) => WriteMethod(content.Item1, content.Item2, content.Item3, content.Item4, signature.Item1, signature.Item2, signature.Item3 + signature.Item4, odd, file));

    private static readonly Gen<string> Member = Gen.OneOf("int Count { get; }", "event Action Done;", "static abstract void M();", "string Name => \"\";", "static int Create => 1;", "void PromptRequests();", "Task<string> PlainAsync();", "interface __PromptClient;");

    private static readonly Gen<string> Body = Gen.Select(
        Method.Array[1, 3], Gen.Frequency((25, Gen.Const("")), (1, Member)), static (methods, member) => $"{{\n{string.Join("\n", methods)}\n{member}\n}}");

    private static readonly Gen<string> Defaults = Gen.Select(
        Gen.Frequency((3, Gen.Const("")), (1, Gen.Const("PromptDefaults"))), Settings, static (name, settings) => name.Length == 0 ? "" : $"[{name}({string.Join(", ", settings)})]");

    private static readonly Gen<string> Partial = Gen.Frequency((40, Gen.Const("partial ")), (1, Gen.Const("")));

    private static readonly Gen<string> ResultMember = Gen.Select(
        Gen.Frequency(
            (48, Gen.OneOf("string", "string?", "bool", "char", "Mood", "Mood?", "DateOnly", "DateTime", "DateTimeOffset?", "TimeOnly", "TimeSpan", "Guid", "Uri", "byte[]", "System.Numerics.BigInteger", "Int128?")),
            (24, Gen.OneOf("[property: Range(1, 5)] int", "[property: Range(0.5, 1.5)] double?", "[property: Range(-1, 1)] decimal", "int", "long?", "float")),
            (24, Gen.OneOf("string[]", "List<int?>", "IReadOnlyList<Mood>?", "Order", "Maker?", "Point", "Point?", "R0?", "R1?", "IEnumerable<R0>", "ICollection<R1>?")),
            (24, Gen.OneOf("Shop", "Shape?", "Dictionary<string, int>", "IReadOnlyDictionary<Mood, R0?>", "HashSet<Guid>?", "(int A, Point? B)", "Pair<string, R1?>", "Rights", "System.Collections.Immutable.ImmutableArray<Shape>")),
            (24, Gen.OneOf("[property: StringLength(9)] string", "[property: RegularExpression(\"[a-z]+\")] string?", "[property: MinLength(1)] List<int>", "[property: EmailAddress] string", "[property: AllowedValues(\"a\", \"b\")] string", "[property: System.ComponentModel.Description(\"It.\")] int")),
            (1, Gen.OneOf("[property: Range(5, 1)] int", "[property: Range(1, 2)] string", "[property: StringLength(-1)] string", "[property: RegularExpression(\"(?=a)\")] string", "[property: Url] int", "object", "Exception", "Func<int>", "IAnimal", "dynamic", "int[,]", "Endless", "R0", "R1", "Dictionary<float, int>", "nint"))),
        Gen.OneOf("Value", "Name", "value", "@class", "Item", "Read", "Instance", "Schema", "Größe"),
        static (type, name) => $"{type} {name}");

    private static readonly Gen<string> ResultMembers = ResultMember.Array[1, 5].Select(static members =>
        string.Join(", ", members.Select(static (member, i) => $"{member}{i}")));

    /// <summary>A source file.</summary>
    public static Gen<string> Source { get; } = Gen.Select(
        Gen.Select(Body, Roles, Defaults, Partial),
        Gen.Select(Body, Roles, Defaults, Partial),
        Gen.Select(ResultMembers, ResultMembers, Gen.Frequency((8, Gen.Const("")), (1, Settings.Select(static settings => $"[assembly: PromptDefaults({string.Join(", ", settings)})]")))),
        Gen.OneOf("", "", " : IBase"),
        Gen.Frequency((20, Gen.Const("")), (1, Gen.OneOf("partial class Outer", "class Outer", "partial struct Outer<T>"))),
        static (first, second, types, inherited, container) => $$"""
            {{Verify.Usings}}
            {{types.Item3}}
            {{second.Item2}}{{second.Item3}}
            public {{second.Item4}}interface IBase
            {{second.Item1}}
            {{(container.Length == 0 ? "" : $"public {container} {{")}}
            {{first.Item2}}{{first.Item3}}
            public {{first.Item4}}interface IAsk{{inherited}}
            {{first.Item1}}
            {{(container.Length == 0 ? "" : "}")}}
            public record R0({{types.Item1}});
            public record R1({{types.Item2}});
            {{Types}}
            """);

    private static Gen<string> Values(string name, params string[] values) => Gen.OneOf(values).Select(value => $"{name} = {value}");

    private static string WriteMethod(
        Parameter[] parameters, string end, string[] settings, Func<string, string> literal, string roles, string returnType, string name, string odd, string? file)
    {
        string[] names = ["a", "b", "@class", "writer"];
        var template = string.Concat(parameters.Select((parameter, i) =>
            parameter.Before + (parameter.Placeholder is null ? "" : string.Concat(Enumerable.Repeat($"{{{names[i].TrimStart('@')}{parameter.Placeholder}}}", parameter.Times))))) + end;
        var arguments = settings.Prepend(file ?? literal(template));
        var (modifier, generic) = odd is "<T>" ? ("", odd) : (odd, "");
        var body = odd is "static " or "sealed " or "private " ? " => default!;" : ";";
        var types = string.Join(", ", parameters.Select((parameter, i) => $"{parameter.Type} {names[i]}"));
        var isUnsafe = types.Contains('*', StringComparison.Ordinal) ? "unsafe " : "";
        return $"{roles}[Prompt({string.Join(", ", arguments)})]\n{(modifier == "unpromoted " ? "" : modifier)}{isUnsafe}{returnType} {name}{generic}({types}){body}";
    }

    /// <summary>A parameter, and what the template says of it.</summary>
    /// <param name="Type">Its type, with its modifier.</param>
    /// <param name="Placeholder">What stands behind its name in the braces; null where it has none.</param>
    /// <param name="Before">The text before that.</param>
    /// <param name="Times">How often it is there.</param>
    private sealed record Parameter(string Type, string? Placeholder, string Before, int Times);
}
