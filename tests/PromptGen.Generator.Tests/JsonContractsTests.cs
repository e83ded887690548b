using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>Classes of contracts: what is added to them, and what is said where nothing can be.</summary>
public sealed class JsonContractsTests
{
    private const string Types = """
        public record Review(string Verdict, int Stars);
        internal record Secret(int X);
        public record Anything(object Value);
        public record Endless(int X, Endless Next);
        """;

    [Theory]
    [InlineData("public static partial class Contracts;")]
    [InlineData("public partial class Contracts;")]
    [InlineData("public sealed partial record Contracts(int X);")]
    [InlineData("public partial class Around { public partial record struct Inner { private static partial class Contracts; } }")]
    public async Task Each_type_gets_a_property(string declaration)
    {
        var run = Start("typeof(Review), typeof(List<Review>), typeof(Review[]), typeof(int?), typeof(int), typeof((Secret A, DayOfWeek B)), typeof(string)", declaration);
        Assert.Empty(await FindAsync(run));
        var text = run.Result.GeneratedSources.Single(static source => source.HintName.EndsWith("Contracts.g.cs", StringComparison.Ordinal) && !source.HintName.StartsWith("PromptGen.", StringComparison.Ordinal)).SourceText.ToString();
        foreach (var property in new[] { "public static global::PromptGen.JsonContract<global::Review> Review", "> ListOfReview", "> ReviewArray", "<int?> NullableInt32", "<int> Int32", "internal static global::PromptGen.JsonContract<(global::Secret A, global::System.DayOfWeek B)> Tuple", "<string> String" })
            Assert.Contains(property + " =>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_twice_is_written_once_and_as_asked()
    {
        var run = GeneratorRun.Start(Verify.Usings + Types + """
            [JsonContracts(typeof(Review))] public static partial class First;
            [JsonContracts(typeof(Review), PropertyNaming = PropertyNaming.SnakeCase, SchemaDialect = SchemaDialect.Full)] public static partial class Second;
            public partial interface IAsk { [Prompt("Ask")] Task<Review> AskAsync(CancellationToken cancellationToken); }
            """);
        Assert.Empty(await FindAsync(run));
        Assert.Equal(
            ["First.g.cs", "IAsk.g.cs", "PromptGen.Generated.My_Test_Assembly.KnownModels.g.cs", "PromptGen.Generated.My_Test_Assembly.ReviewContract.g.cs", "PromptGen.Generated.My_Test_Assembly.ReviewContract_SnakeCase.g.cs", "PromptGen.Generated.My_Test_Assembly.ReviewContract_SnakeCase_Full.g.cs", "Second.g.cs"],
            run.Result.GeneratedSources.Select(static source => source.HintName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("typeof(Anything)", "public static partial class Contracts;", "PG4001 Anything")]
    [InlineData("typeof(Endless)", "public static partial class Contracts;", "PG4003 Endless")]
    [InlineData("typeof(Review), typeof(Anything)", "public static partial class Contracts;", "PG4001 Anything")]
    [InlineData("typeof(Review)", "public static class Contracts;", "PG1001 Contracts")]
    [InlineData("typeof(Review)", "public class Around { private static partial class Contracts; }", "PG1001 Contracts")]
    [InlineData("typeof(Review)", "public static partial class Contracts<T>;", "PG1007 Contracts")]
    [InlineData("typeof(Review)", "file static partial class Contracts;", "PG1007 Contracts")]
    [InlineData("typeof(Review)", "public static partial class Contracts { private const int Review = 1; }", "PG1007 Review")]
    [InlineData("typeof(Review)", "public static partial class Review { }", "PG1007 Outer.Review")]
    [InlineData("typeof(Review), typeof(Review)", "public static partial class Contracts;", "PG1007 Review")]
    public async Task What_cannot_be_added_is_told(string types, string declaration, string finding)
    {
        var isOwnName = declaration.Contains("class Review", StringComparison.Ordinal);
        var run = isOwnName
            ? GeneratorRun.Start(Verify.Usings + "public static class Outer { public record Review(int X); } [JsonContracts(typeof(Outer.Review))] " + declaration)
            : Start(types, declaration);
        Assert.Equal([finding], await FindAsync(run));
    }

    [Fact]
    public async Task PG4002_is_reported_for_a_type_that_only_the_analyzer_sees()
    {
        var output = Start("typeof(Review), typeof(Later)", "public static partial class Contracts;").Output
            .AddSyntaxTrees(GeneratorRun.Parse("public record Later(int Value);", "Other.g.cs"));
        var findings = await output.WithAnalyzers([new JsonContractsAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["PG4002 Later"], findings.Select(Verify.Describe));
        Assert.Equal("The contract 'Later' is not there: a generator does not see what other generators make, and this one found no 'Later'", findings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task A_class_is_made_partial() => Verify.Fix<JsonContractsAnalyzer, MakePartialCodeFix>(
        "public static class Outer { [JsonContracts(typeof(int))] private static class {|PG1001:Contracts|} { } }",
        "public static partial class Outer { [JsonContracts(typeof(int))] private static partial class Contracts { } }");

    private static GeneratorRun Start(string types, string declaration)
    {
        var at = declaration.LastIndexOf('{') is > 0 and var brace && declaration.Contains("class Contracts;", StringComparison.Ordinal) ? brace + 1 : 0;
        return GeneratorRun.Start(Verify.Usings + Types + declaration.Insert(at, $"[JsonContracts({types})] "));
    }

    /// <summary>What is found; where that is nothing, all of it compiles without a warning.</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        var findings = await run.AnalyzeAsync([new JsonContractsAnalyzer()]);
        if (findings.IsEmpty)
            Assert.Empty(run.Unsilenced.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
        return [.. findings.Select(Verify.Describe)];
    }
}
