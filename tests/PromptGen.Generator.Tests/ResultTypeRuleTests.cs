using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace PromptGen.Generator.Tests;

/// <summary>PG4001: which types cannot be described, and what is said of them.</summary>
public sealed class ResultTypeRuleTests
{
    [Fact]
    public Task PG4001_names_the_member_and_its_type() => Verify.Analyzer(
        """
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|#0:Task<Answer>|} AskAsync();
        }

        public record Answer(string Text, IReadOnlyList<Part?> Parts);

        public record Part(int Number, object {|#1:Anything|});
        """,
        new DiagnosticResult("PG4001", DiagnosticSeverity.Error)
            .WithLocation(0)
            .WithLocation(1)
            .WithArguments("Answer", "'Answer.Parts[].Anything' is of type 'object', and only string, bool, int, long, double, decimal, enums, records, and arrays and lists of these have a schema"));

    [Theory]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("Good?")]
    [InlineData("List<Good>")]
    [InlineData("DayOfWeek")]
    [InlineData("object")]
    [InlineData("Plain")]
    [InlineData("Generic<int>")]
    [InlineData("Abstract")]
    [InlineData("Empty")]
    [InlineData("Two")]
    [InlineData("Renamed")]
    [InlineData("Limited")]
    [InlineData("Flagged")]
    [InlineData("Clashing")]
    [InlineData("Endless")]
    [InlineData("Mutual")]
    [InlineData("WrongRange")]
    [InlineData("EmptyRange")]
    [InlineData("TextRange")]
    [InlineData("Unmade")]
    [InlineData("Hiding")]
    public Task PG4001_marks_the_return_type(string type) => Verify.Analyzer($$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|PG4001:Task<{{type}}>|} AskAsync();
        }

        {{Types}}
        """);

    [Theory]
    [InlineData("Good")]
    [InlineData("Tree")]
    [InlineData("GoodStruct")]
    [InlineData("Derived")]
    public Task A_describable_type_is_left_alone(string type) => Verify.Analyzer($$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<{{type}}> AskAsync();
        }

        {{Types}}
        """);

    private const string Types = """
        public record Good(string A, int? B, [Range(0.5, double.PositiveInfinity)] double C, [Range(typeof(decimal), "0.1", "0.9")] decimal D);
        public record Tree(Tree? Left, List<Tree> Children, Leaf Leaf);
        public record struct Leaf(long Id);
        public readonly record struct GoodStruct(string A);
        public record Base(int X) { public int Computed => X; }
        public record Derived(int X, string Y) : Base(X) { public required bool Z { get; set; } }

        public class Plain { public int X { get; set; } }
        public record Generic<T>(T X);
        public abstract record Abstract(int X);
        public record Empty;
        public record Two(int X) { public Two(string x) : this(x.Length) { } }
        public record Renamed([property: System.Text.Json.Serialization.JsonPropertyName("y")] int X);
        public record Limited([StringLength(5)] string X);
        public record Flagged(Flags X);
        [Flags] public enum Flags { A = 1, B = 2 }
        public record Clashing(int URL, int Url);
        public record Endless { public required Endless Next { get; init; } }
        public record Mutual(Other Other);
        public record Other(Mutual Mutual);
        public record WrongRange([Range(1, 5)] string X);
        public record EmptyRange([Range(5, 1)] int X);
        public record TextRange([Range(typeof(string), "a", "b")] int X);
        public record Unmade { public int X { get; init; } private protected Unmade() { } }
        public record Hiding { internal int X { get; set; } public int Y => X; }
        """;
}
