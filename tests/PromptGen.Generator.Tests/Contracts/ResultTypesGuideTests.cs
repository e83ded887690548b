using System.Globalization;
using System.Text;
using PromptGen.Tests;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>The table in the guide on result types: what each type is in a schema, and what its reader says of what does not fit.</summary>
public sealed class ResultTypesGuideTests
{
    private const string Begin = "<!-- made by ResultTypesGuideTests -->";
    private const string End = "<!-- to here -->";

    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "guides", "result-types.md");

    /// <summary>Types, each with what is said of it and with values that it does not take.</summary>
    private static readonly (string Type, string Attributes, string[] Wrong)[] Rows =
    [
        ("string", "", ["1"]),
        ("string?", "", ["1"]),
        ("string", "StringLength(20, MinimumLength = 2)", ["\"a\"", "\"aaaaaaaaaaaaaaaaaaaaa\""]),
        ("string", "RegularExpression(@\"[A-Z]{2}-\\d+\")", ["\"a\""]),
        ("string", "AllowedValues(\"yes\", \"no\")", ["\"maybe\""]),
        ("string", "DeniedValues(\"none\")", ["\"none\""]),
        ("string", "EmailAddress", ["\"a\""]),
        ("string", "Url", ["\"a\""]),
        ("char", "", ["\"ab\""]),
        ("bool", "", ["1"]),
        ("byte", "", ["1.5", "256"]),
        ("int", "", ["1.5"]),
        ("int", "Range(1, 5)", ["0", "6"]),
        ("int?", "", ["1.5"]),
        ("long", "", ["1.5", "1e30"]),
        ("double", "", ["\"1\"", "1e999"]),
        ("double", "Range(0.0, 1.0, MaximumIsExclusive = true)", ["-1", "1"]),
        ("decimal", "", ["\"1\"", "0.00000000000000000000000000001"]),
        ("Int128", "", ["1", "\"01\""]),
        ("BigInteger", "", ["1"]),
        ("DateTime", "", ["\"2026-01-31\""]),
        ("DateTimeOffset", "", ["\"2026-01-31\""]),
        ("DateOnly", "", ["\"2026-02-30\""]),
        ("DateOnly", "Range(typeof(DateOnly), \"2026-01-01\", \"2026-12-31\")", ["\"2025-12-31\"", "\"2027-01-01\""]),
        ("TimeOnly", "", ["\"9:30\""]),
        ("TimeSpan", "", ["\"PT1H\""]),
        ("Guid", "", ["\"1\""]),
        ("Uri", "", ["\"/a\""]),
        ("byte[]", "", ["\"A\""]),
        ("DayOfWeek", "", ["\"sunday\""]),
        ("Rights", "", ["[\"Fly\"]", "[\"Read\",\"Read\"]"]),
        ("Point", "", ["[]", "{\"x\":1,\"z\":2}"]),
        ("(int A, int B)", "", ["[]"]),
        ("Shape", "", ["{}", "{\"$type\":\"Line\"}"]),
        ("List<int>", "", ["1"]),
        ("List<int>", "Length(1, 3)", ["[]", "[1,2,3,4]"]),
        ("HashSet<int>", "", ["[1,1]"]),
        ("Dictionary<string, int>", "", ["[{\"key\":\"a\",\"value\":1},{\"key\":\"a\",\"value\":2}]"]),
    ];

    [Fact]
    public void The_table_is_what_the_code_does()
    {
        var guide = File.ReadAllText(Path);
        var (begin, end) = (guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, guide.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= Begin.Length && end > begin);
        var expected = $"{guide[..begin]}\n{Table()}{guide[end..]}";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Path, expected);
        Assert.Equal(expected, File.ReadAllText(Path));
    }

    private static string Table()
    {
        var source = new StringBuilder($$"""
            using System.Numerics;
            {{Verify.Usings}}
            [Flags] public enum Rights { Read = 1, Write = 2 }
            public record Point(int X, int Y);
            public abstract record Shape { private Shape() { } public sealed record Circle(double Radius) : Shape; public sealed record Square(double Side) : Shape; }

            """);
        for (var i = 0; i < Rows.Length; i++)
        {
            var attributes = Rows[i].Attributes.Length == 0 ? "" : $"[{Rows[i].Attributes}] ";
            source.Append(CultureInfo.InvariantCulture, $"public record Row{i}({attributes}{Rows[i].Type} Value); [JsonContracts(typeof(Row{i}))] public static partial class Contracts{i};\n");
        }

        var contracts = new ContractAssembly(source.ToString());
        var table = new StringBuilder("| type | in the schema | expected |\n|---|---|---|\n");
        for (var i = 0; i < Rows.Length; i++)
        {
            var (type, attributes, wrong) = Rows[i];
            var contract = contracts[$"Contracts{i}"];
            var schema = ((JsonObject)((JsonObject)contract.Schema)["properties"]!)["value"];
            var said = wrong.SelectMany(value =>
            {
                Assert.False(contract.TryRead(Encoding.UTF8.GetBytes($"{{\"value\":{value}}}"), out _, out var violations), value);
                return violations.Select(static violation => violation.Expected);
            }).Distinct();
            table.Append(CultureInfo.InvariantCulture, $"| `{(attributes.Length == 0 ? "" : $"[{attributes}] ")}{type}` | `{Cell(schema!.ToString())}` | {Cell(string.Join("; ", said))} |\n");
        }

        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
