using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>Runs the analyzer over a source with its expected diagnostics marked, the generator's output being there as in a user's project.</summary>
internal static class Verify
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;
        using PromptGen;

        """;

    private static readonly ReferenceAssemblies Nothing = new("net10.0");

    // What is no more than a suggestion is tested where it is the point.
    private static readonly string[] Suggestions = ["PG1006", "PG2008"];

    /// <summary>Expects <c>{|PG1001:what is marked|}</c> and nothing else; and that what is reported goes with what is emitted.</summary>
    public static async Task Analyzer(string source, params DiagnosticResult[] expected)
    {
        if (expected.Length > 0)
            await Analyzer<PromptInterfaceAnalyzer>(source, expected: expected);
        TestFileMarkupParser.GetPositionsAndSpans(Usings + source, out var text, out _, out var marks);
        var run = GeneratorRun.Start(text);
        if (expected.Length == 0)
            AssertMarked(run, marks, await run.BuildAsync());
        await Law.HoldsAsync(run);
    }

    /// <summary>Expects just what is marked of an analyzer: in a library, or in a program; with models of the project's own.</summary>
    public static async Task Analyzer<TAnalyzer>(
        string source, string? models = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, IReadOnlyList<DiagnosticResult>? expected = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        if (expected is null or { Count: 0 })
        {
            TestFileMarkupParser.GetPositionsAndSpans(Usings + source, out var text, out _, out var marks);
            var run = GeneratorRun.Start(text, models is null ? [] : [new InMemoryText("promptgen.models.txt", models)], kind);
            AssertMarked(run, marks, await run.BuildAsync([new TAnalyzer()]));
            return;
        }

        var test = new RuleTest<TAnalyzer> { TestCode = Usings + source, TestState = { OutputKind = kind } };
        if (models is not null)
            test.TestState.AdditionalFiles.Add(("promptgen.models.txt", models));
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Expects the marks to be the errors of the compiler and the findings of the analyzers, no more and no fewer. The test framework checks the same, and makes
    /// a workspace for each test, which takes several times as long as all the rest: it is left to what only it can do, messages and fixes.
    /// </summary>
    private static void AssertMarked(GeneratorRun run, ImmutableDictionary<string, ImmutableArray<TextSpan>> marks, ImmutableArray<Diagnostic> all)
    {
        var source = run.Input.SyntaxTrees[0];
        var expected = marks.SelectMany(static mark => mark.Value.Select(span => (span.Start, span.Length, Id: mark.Key)));
        var found = all
            .Where(static finding => !finding.IsSuppressed && !Suggestions.Contains(finding.Id) && (finding.Severity == DiagnosticSeverity.Error || finding.Id.StartsWith("PG", StringComparison.Ordinal)))
            .Select(finding => finding.Location.SourceTree == source
                ? (finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length, finding.Id)
                : (-1, 0, finding.ToString()));
        Assert.Equal(
            expected.Order().Select(mark => Show(mark, source)),
            found.Order().Select(mark => Show(mark, source)));
    }

    private static string Show((int Start, int Length, string Id) mark, SyntaxTree source) =>
        mark.Start < 0 ? mark.Id : $"{mark.Id} at {source.GetLineSpan(new(mark.Start, mark.Length)).StartLinePosition}: {source.ToString().Substring(mark.Start, mark.Length)}";

    /// <summary>The analyzer's findings in a source that does not compile, each as its id and the text that it marks.</summary>
    public static async Task<IEnumerable<string>> FindingsAsync(string source) =>
        (await GeneratorRun.Start(Usings + source).AnalyzeAsync()).Select(Describe);

    public static string Describe(Diagnostic finding) => finding.Location.SourceTree is { } tree
        ? $"{finding.Id} {tree.ToString().Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length)}"
        : finding.Id;

    /// <summary>
    /// Expects a fix to make of a source, whose diagnostics are marked, the other one: diagnostic by diagnostic, and all at once. Where the two
    /// are the same, none is offered.
    /// </summary>
    public static async Task Fix<TAnalyzer, TFix>(string source, string fixedSource, string? title = null, Action<CodeFixTest<DefaultVerifier>>? configure = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TAnalyzer, TFix> { TestCode = Usings + source, FixedCode = Usings + fixedSource };
        if (title is not null)
            test.CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title);
        configure?.Invoke(test);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Expects what is marked, and a fix to be offered for none of it.</summary>
    public static Task NoFix<TAnalyzer, TFix>(string source, Action<CodeFixTest<DefaultVerifier>>? configure = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
        => Fix<TAnalyzer, TFix>(source, source, configure: configure);

    public static Task MakePartial(string source, string fixedSource, int iterations = 1) => new FixTest<PromptInterfaceAnalyzer, MakePartialCodeFix>
    {
        TestCode = Usings + source,
        FixedCode = Usings + fixedSource,
        NumberOfFixAllIterations = iterations,
        NumberOfFixAllInDocumentIterations = iterations,
        NumberOfFixAllInProjectIterations = iterations,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static void Configure(AnalyzerTest<DefaultVerifier> test)
    {
        test.ReferenceAssemblies = Nothing;
        test.TestState.AdditionalReferences.AddRange(GeneratorRun.References);
        test.TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;
        test.DisabledDiagnostics.AddRange(Suggestions);
    }

    private static CSharpParseOptions Parse() => new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private sealed class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        public RuleTest() => Configure(this);

        protected override Microsoft.CodeAnalysis.ParseOptions CreateParseOptions() => Parse();

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(PromptGenerator), SerializerGenerator.Type];
    }

    private sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        public FixTest()
        {
            Configure(this);
            FixedState.AdditionalReferences.AddRange(GeneratorRun.References);
            FixedState.InheritanceMode = StateInheritanceMode.Explicit;
        }

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);

        protected override Microsoft.CodeAnalysis.ParseOptions CreateParseOptions() => Parse();

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(PromptGenerator), SerializerGenerator.Type];
    }
}
