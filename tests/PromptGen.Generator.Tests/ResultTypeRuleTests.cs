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
            .WithArguments("Answer", "'Answer.Parts[].Anything' is of type 'object', and only texts, truth values, numbers, dates and times, Guid, Uri, bytes, enums, classes, structs and records, tuples, and lists, sets and dictionaries of these have a schema"));

    [Fact]
    public Task PG4001_marks_the_return_type() => Verify.Analyzer(OnePromptEach(
    [
        "object", "Abstract", "Empty", "Two", "Clashing", "WrongRange", "EmptyRange", "TextRange", "Unmade", "Hiding", "BeyondInt", "BeyondLong",
        "BeyondDecimal", "Infinite", "RequiredField", "HiddenByStatic", "HiddenByInternal", "HiddenByMethod", "ForbiddenProperty", "ForbiddenGetter",
        "ForbiddenSetter", "ForbiddenField", "ForbiddenConstructor", "TwoRanges", "WriteOnly", "PrivateGetter",
    ], static type => $"{{|PG4001:Task<{type}>|}}"));

    [Theory]
    [InlineData("'Answer.X' is of type 'int[*,*]', and only texts", "public record Answer(int[,] X);")]
    [InlineData("'Answer.X' is of type 'System.Type', and only texts", "public record Answer(Type X);")]
    [InlineData("'Answer.X' is of type 'Own', and it is a collection of its own kind, which PromptGen cannot fill", "public record Answer(Own X); public class Own : List<int>;")]
    [InlineData("'Answer.X' is of type 'IThing', and it is an interface; list the types that it stands for with [JsonDerivedType]", "public record Answer(IThing X); public interface IThing;")]
    [InlineData("'Answer.X' is of type 'Base', and it is abstract; list the types derived from it with [JsonDerivedType]", "public record Answer(Base X); public abstract class Base;")]
    [InlineData("'Answer.X[]' is of type 'double', and keys are texts, integers, enums or Guid", "public record Answer(Dictionary<double, int> X);")]
    [InlineData("it has no constructor that all of its members fit: give it one public constructor whose parameters are members, or none, or mark one with [JsonConstructor]", "public record Answer(int X) { public Answer(string y) : this(y.Length) { } }")]
    [InlineData("'Answer.X' is of type 'int', and [JsonConverter] is not supported", "public record Answer([property: JsonConverter(typeof(JsonNumberEnumConverter<DayOfWeek>))] int X);")]
    [InlineData("'Answer.X' is of type 'int', and [JsonNumberHandling] is not supported", "public record Answer([property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int X);")]
    [InlineData("'Answer.X' is of type 'System.Collections.Generic.Dictionary<string, object>', and [JsonExtensionData] is not supported", "public class Answer { public int A { get; set; } [JsonExtensionData] public Dictionary<string, object> X { get; set; } = []; }")]
    [InlineData("[JsonUnmappedMemberHandling] is not supported", "[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)] public record Answer(int X);")]
    [InlineData("'Answer.X' is of type 'string?', and its [JsonIgnore] leaves it out now and then, and a schema has every member", "public record Answer([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? X);")]
    [InlineData("its constructor takes 'X', which its [JsonIgnore] leaves out", "public record Answer([property: JsonIgnore] int X);")]
    [InlineData("'X' can be read, and nothing public sets it: give it a public setter or init, let the constructor take it, or leave it out with [JsonIgnore]", "public class Answer { public int A { get; set; } public int X { get; private set; } }")]
    [InlineData("'X' can be read, and nothing public sets it: give it a public setter or init, let the constructor take it, or leave it out with [JsonIgnore]", "public class Answer { public int A { get; set; } public List<int> X { get; } = []; }")]
    [InlineData("'Answer.X' is of type 'string', and its length admits no value", "public record Answer([StringLength(2, MinimumLength = 3)] string X);")]
    [InlineData("'Answer.X' is of type 'string', and [Range] is for numbers, dates, times and durations", "public record Answer([Range(1, 2)] string X);")]
    [InlineData("'Answer.X' is of type 'System.DateOnly', and its [Range] admits no value, or is not one of such values", "public record Answer([Range(typeof(DateOnly), \"2026-02-01\", \"2026-01-31\")] DateOnly X);")]
    [InlineData("'Answer.X' is of type 'System.TimeOnly', and its [Range] admits no value, or is not one of such values", "public record Answer([Range(typeof(TimeOnly), \"soon\", \"later\")] TimeOnly X);")]
    [InlineData("'Answer.X' is of type 'int', and [StringLength] is not for that", "public record Answer([StringLength(2)] int X);")]
    [InlineData("'Answer.X' is of type 'System.Collections.Generic.List<string>', and [RegularExpression] is not for that", "public record Answer([RegularExpression(\"a\")] List<string> X);")]
    [InlineData("'Answer.X' is of type 'string', and its [RegularExpression] has a group that is more than a group, such as one that looks around", "public record Answer([RegularExpression(\"(?=a)a\")] string X);")]
    [InlineData("'Answer.X' is of type 'string', and its [RegularExpression] has '\\b', which only .NET understands", "public record Answer([RegularExpression(\"a\\\\b\")] string X);")]
    [InlineData("'Answer.X' is of type 'string', and its [AllowedValues] has values that are no texts", "public record Answer([AllowedValues(1)] string X);")]
    [InlineData("'Answer.X' is of type 'string', and its [AllowedValues] has values that are no texts", "public record Answer([AllowedValues(\"a\\ud83d\")] string X);")]
    [InlineData("'Answer.X' is of type 'string', and its [AllowedValues] admits no value", "public record Answer([AllowedValues(\"a\"), DeniedValues(\"a\")] string X);")]
    [InlineData("'Answer.X' is of type 'string', and it cannot be of several formats at once", "public record Answer([Url, EmailAddress] string X);")]
    [InlineData("'Answer.X' is of type 'string', and [CreditCard] is not supported", "public record Answer([CreditCard] string X);")]
    [InlineData("'Answer.X' is of type 'string', and its name in JSON is empty, or has a character that servers do not take", "public record Answer([property: JsonPropertyName(\"a\\\"b\")] string X);")]
    [InlineData("'Answer.Y' is of type 'int', and another member is named 'x' in JSON", "public record Answer(int X, [property: JsonPropertyName(\"x\")] int Y);")]
    [InlineData("two of its members are named 'same' in JSON", "public enum Answer { [JsonStringEnumMemberName(\"same\")] A, [JsonStringEnumMemberName(\"same\")] B }")]
    [InlineData("none of its members is a flag", "[Flags] public enum Answer { None }")]
    [InlineData("its [JsonDerivedType] of 'Part' gives no discriminator", "[JsonDerivedType(typeof(Part))] public abstract record Answer; public record Part(int X) : Answer;")]
    [InlineData("two of its [JsonDerivedType] have the same discriminator", "[JsonDerivedType(typeof(Part), \"a\"), JsonDerivedType(typeof(Other), \"a\")] public abstract record Answer; public record Part(int X) : Answer; public record Other(int X) : Answer;")]
    [InlineData("some of its discriminators are texts and some are integers", "[JsonDerivedType(typeof(Part), \"a\"), JsonDerivedType(typeof(Other), 1)] public abstract record Answer; public record Part(int X) : Answer; public record Other(int X) : Answer;")]
    [InlineData("'int' does not derive from it", "[JsonDerivedType(typeof(int), \"a\")] public abstract record Answer;")]
    [InlineData("it is not abstract, and not in its own list: give it a [JsonDerivedType] too, or make it abstract", "[JsonDerivedType(typeof(Part), \"a\")] public record Answer(int Y); public record Part(int X) : Answer(1);")]
    [InlineData("its [JsonPolymorphic] takes what is not listed", "[JsonPolymorphic(IgnoreUnrecognizedTypeDiscriminators = true), JsonDerivedType(typeof(Part), \"a\")] public abstract record Answer; public record Part(int X) : Answer;")]
    [InlineData("'Answer as Part.Kind' is of type 'int', and another member is named 'kind' in JSON", "[JsonPolymorphic(TypeDiscriminatorPropertyName = \"kind\"), JsonDerivedType(typeof(Part), \"a\")] public abstract record Answer; public record Part(int Kind) : Answer;")]
    public async Task PG4001_says_why(string reason, string types)
    {
        var run = GeneratorRun.Start($$"""
            using System.Text.Json.Serialization;
            {{Verify.Usings}}
            public partial interface IAsk { [Prompt("Ask")] Task<Answer> AskAsync(); }
            {{types}}
            """);
        await Law.HoldsAsync(run);
        var diagnostic = Assert.Single(await run.AnalyzeAsync());
        Assert.Equal("PG4001 Task<Answer>", Verify.Describe(diagnostic));
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("The result type 'Answer' cannot be described by a JSON schema: " + reason, message[..Math.Min(message.Length, message.IndexOf(": ", StringComparison.Ordinal) + 2 + reason.Length)]);
    }

    [Theory]
    [InlineData(10, "", null)]
    [InlineData(11, "", "it has 11 levels of objects, and servers take 10")]
    [InlineData(11, "[PromptDefaults(SchemaDialect = SchemaDialect.Constrained)]", "it has 11 levels of objects, and servers take 10")]
    [InlineData(11, "[PromptDefaults(SchemaDialect = SchemaDialect.Full)]", null)]
    public async Task PG4005_counts_what_a_schema_has(int levels, string defaults, string? excess)
    {
        var run = GeneratorRun.Start(Verify.Usings + $$"""
            {{defaults}} public partial interface IAsk { [Prompt("Ask")] Task<Answer1> AskAsync(CancellationToken token); }
            {{string.Concat(Enumerable.Range(1, levels - 1).Select(static i => $"public record Answer{i}(Answer{i + 1} X, Answer{i}? Again);"))}}
            public record Answer{{levels}}(int X);
            """);
        var findings = await run.AnalyzeAsync();
        Assert.Equal(excess is null ? [] : ["PG4005 Task<Answer1>"], findings.Select(Verify.Describe));
        Assert.All(findings, finding => Assert.EndsWith($"'Answer1': {excess}", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.DoesNotContain("NotSupportedException", run.EmittedText, StringComparison.Ordinal);
    }

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

    [Fact]
    public Task A_describable_type_is_left_alone() => Verify.Analyzer(OnePromptEach(
    [
        "Good", "Tree", "GoodStruct", "Derived", "Open", "HidingWithOwn", "HalfOverridden", "int", "string?", "Good?", "List<Good>", "DayOfWeek",
        "Plain", "Generic<int>", "Renamed", "Limited", "Flagged", "string[]", "(int Count, Good? Best)", "Dictionary<DayOfWeek, IReadOnlySet<Guid>>",
        "KeyValuePair<string, Int128>", "Marked", "Field", "Animal", "Result", "LineEnds",
    ], static type => $"Task<{type}>"));

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

    /// <summary>An interface with a prompt for each type: one compilation for all of them.</summary>
    private static string OnePromptEach(string[] types, Func<string, string> returned) => $$"""
        public partial interface IAsk
        {
        {{string.Concat(types.Select((type, i) => $"    [Prompt(\"Ask\")] {returned(type)} Ask{i}Async();\n"))}}}

        {{Types}}
        """;

    private const string Types = """
        public record Good(string A, int? B, [Range(0.5, double.PositiveInfinity)] double C, [Range(typeof(decimal), "0.1", "0.9")] decimal D);
        public record Tree(Tree? Left, List<Tree> Children, Leaf Leaf);
        public record struct Leaf(long Id);
        public readonly record struct GoodStruct(string A);
        public record Base(int X) { public int Computed => X; }
        public record LineEnds([AllowedValues("a\r\nb", "\ud83d\ude00")] string X);
        public record Derived(int X, string Y) : Base(X) { public required bool Z { get; set; } }

        public record Marked { public Marked() { } [System.Text.Json.Serialization.JsonConstructor] public Marked(int x) => X = x; public int X { get; } }
        public class Field { [System.Text.Json.Serialization.JsonInclude] public int X; public int Skipped; }
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Cat), "cat"), System.Text.Json.Serialization.JsonDerivedType(typeof(Dog), "dog")]
        public abstract class Animal { public string Name { get; set; } = ""; }
        public class Cat : Animal { public int Lives { get; set; } }
        public class Dog : Animal;
        public abstract record Result { private Result() { } public sealed record Found(string Text) : Result; public sealed record Missing : Result; }
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
