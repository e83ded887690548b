using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>PG4001 and PG4003: which types cannot be described, or have no finite value, and what is said of them.</summary>
public sealed class ResultTypeRuleTests
{
    [Fact]
    public async Task PG4002_is_reported_for_a_type_that_only_the_analyzer_sees()
    {
        const string Source = """
            using System.Threading;
            using System.Threading.Tasks;
            using PromptGen;

            public partial interface IAsk
            {
                [Prompt("Ask")]
                Task<Answer> AskAsync(CancellationToken cancellationToken);

                [Prompt("Fine")]
                Task<string> FineAsync(CancellationToken cancellationToken);
            }
            """;
        var output = GeneratorRun.Start(Source).Output.AddSyntaxTrees(GeneratorRun.Parse("public record Answer(int Value);", "Other.g.cs"));
        var diagnostic = Assert.Single(await output.WithAnalyzers([new PromptInterfaceAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Equal("PG4002", diagnostic.Id);
        Assert.Equal("AskAsync", diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains("PG4001: The result type 'Answer'", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

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
            .WithArguments("Answer", "'Answer.Parts[].Anything' is of type 'object', and only texts, truth values, numbers, dates and times, Guid, Uri, bytes, enums, records, and arrays and lists of these have a schema"));

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
    [InlineData("WrongRange")]
    [InlineData("EmptyRange")]
    [InlineData("TextRange")]
    [InlineData("Unmade")]
    [InlineData("Hiding")]
    [InlineData("BeyondInt")]
    [InlineData("BeyondLong")]
    [InlineData("BeyondDecimal")]
    [InlineData("Infinite")]
    [InlineData("RequiredField")]
    [InlineData("HiddenByStatic")]
    [InlineData("HiddenByInternal")]
    [InlineData("HiddenByMethod")]
    [InlineData("ForbiddenProperty")]
    [InlineData("ForbiddenGetter")]
    [InlineData("ForbiddenSetter")]
    [InlineData("ForbiddenField")]
    [InlineData("ForbiddenConstructor")]
    [InlineData("TwoRanges")]
    [InlineData("WriteOnly")]
    [InlineData("PrivateGetter")]
    public Task PG4001_marks_the_return_type(string type) => Verify.Analyzer($$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|PG4001:Task<{{type}}>|} AskAsync();
        }

        {{Types}}
        """);

    [Theory]
    [InlineData("Answer.Next", "public record Answer { public required Answer {|#1:Next|} { get; init; } }")]
    [InlineData("Answer.Other", "public record Answer(Other {|#1:Other|}); public record Other(Answer Answer);")]
    [InlineData("Endless.Next", "public record Answer(int Number, Endless Endless); public record Endless(int Number, Endless {|#1:Next|});")]
    [InlineData("Answer.Next", "public record Base { public required Answer {|#1:Next|} { get; init; } } public record Answer : Base;")]
    [InlineData("Endless.Next", "public record Answer(Answer? First, Endless Last); public record Endless(List<Answer> All, Endless {|#1:Next|});")]
    public Task PG4003_names_the_member_that_leads_to_itself(string member, string types) => Verify.Analyzer(
        $$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|#0:Task<Answer>|} AskAsync();
        }

        {{types}}
        """,
        new DiagnosticResult("PG4003", DiagnosticSeverity.Error)
            .WithLocation(0)
            .WithLocation(1)
            .WithArguments("Answer", $"'{member}' leads to itself without end; make a member on the way nullable, or a list"));

    [Theory]
    [InlineData("Good")]
    [InlineData("Tree")]
    [InlineData("GoodStruct")]
    [InlineData("Derived")]
    [InlineData("Open")]
    [InlineData("HidingWithOwn")]
    [InlineData("HalfOverridden")]
    public Task A_describable_type_is_left_alone(string type) => Verify.Analyzer($$"""
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<{{type}}> AskAsync();
        }

        {{Types}}
        """);

    [Theory]
    [InlineData("internal record Answer(int X) { internal required int Y { get; set; } }")]
    [InlineData("[Obsolete(\"\", true)] internal record Answer(int X);")]
    public Task PG4001_marks_the_return_type_of_a_prompt_that_is_internal_and_obsolete(string type) => Verify.Analyzer($$"""
        internal partial interface IAsk
        {
            [Obsolete, Prompt("Ask")]
            {|PG4001:Task<Answer>|} AskAsync();
        }

        {{type}}
        """);

    [Fact]
    public Task PG4001_looks_around_a_nested_type() => Verify.Analyzer("""
        internal partial interface IAsk
        {
            [Obsolete, Prompt("Ask")]
            {|PG4001:Task<Around.Answer>|} AskAsync();
        }

        [Obsolete("", true)]
        internal static class Around
        {
            internal record Answer(int X);
        }
        """);

    [Fact]
    public void A_member_of_a_base_is_read_through_its_override()
    {
        var text = GeneratorRun.Start(Verify.Usings + """
            public partial interface IAsk { [Prompt("Ask")] Task<Answer> AskAsync(); }
            public record Base { [Range(1, 5)] public virtual int X { get; set; } [Range(1, 5)] public virtual int Y { get; set; } }
            public record Answer : Base { public override int X { get => base.X; } [Range(2, 3)] public override int Y { get; set; } }
            """).EmittedText;
        Assert.Contains("""{"x":{"type":"integer","minimum":1,"maximum":5},"y":{"type":"integer","minimum":2,"maximum":3}}""", text, StringComparison.Ordinal);
        Assert.Contains("{ X = _X, Y = _Y }", text, StringComparison.Ordinal);
    }

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
        public record WrongRange([Range(1, 5)] string X);
        public record EmptyRange([Range(5, 1)] int X);
        public record TextRange([Range(typeof(string), "a", "b")] int X);
        public record Unmade { public int X { get; init; } private protected Unmade() { } }
        public record Hiding { internal int X { get; set; } public int Y => X; }
        public record BeyondInt([Range(1e29, 2e29, MinimumIsExclusive = true)] int X);
        public record BeyondLong([Range(-2e29, -1e29, MaximumIsExclusive = true)] long X);
        public record BeyondDecimal([Range(1e29, 2e29)] decimal X);
        public record Infinite([Range(double.PositiveInfinity, double.PositiveInfinity)] double X);
        public record Open([Range(double.NegativeInfinity, 1e29, MinimumIsExclusive = true, MaximumIsExclusive = true)] double X, [Range(-1e29, 1e29, MinimumIsExclusive = true)] decimal Y);
        public record RequiredField(int X) { public required int Y; }
        public record HasX { public int X { get; set; } }
        public record HiddenByStatic : HasX { public static new int X { get; set; } }
        public record HiddenByInternal : HasX { internal new int X { get; set; } }
        public record HiddenByMethod : HasX { public new int X() => 1; }
        public record HidingWithOwn : HasX { public new string X { get; set; } = ""; }
        #pragma warning disable CS0618, CS0619
        public record ForbiddenProperty { [Obsolete("", true)] public int X { get; set; } }
        public record ForbiddenGetter { public int X { [Obsolete("", true)] get; set; } }
        public record ForbiddenSetter { public int X { get; [Obsolete("", true)] set; } }
        public record ForbiddenField(ForbiddenEnum X);
        public enum ForbiddenEnum { A, [Obsolete("", true)] B }
        public record ForbiddenConstructor { [Obsolete("", true)] public ForbiddenConstructor(int x) => X = x; public int X { get; } }
        public record WriteOnly(int X) { public int Y { set { } } }
        public record PrivateGetter { public int X { internal get; set; } }
        public record HalfOverridden : HasVirtual { public override int X { set => base.X = value; } }
        public record HasVirtual { public virtual int X { get; set; } }
        public record TwoRanges([Range(1, 2)] [property: Range(3, 4)] int X);
        """;
}
