using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Tests;

namespace PromptGen.Generator.Tests;

/// <summary>
/// Every C# block of every page compiles. The blocks of a page are one program, in their order; on a rule's page each stands
/// alone, and one that is marked with the rule's id has just that diagnostic. A block of text with a file's name is that file.
/// </summary>
public sealed partial class DocumentationTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PromptGen;
        global using PromptGen.Testing;
        """;

    private static readonly ImmutableArray<DiagnosticDescriptor> Descriptors =
        [.. GeneratorRun.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Distinct()];

    /// <summary>Our other packages, and what their users have beside them.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. new[] { "PromptGen.Testing.dll", "PromptGen.Extensions.*.dll", "Microsoft.Extensions.*.dll", "OllamaSharp.dll", "OpenAI.dll", "OpenTelemetry*.dll", "Polly.*.dll", "System.ClientModel.dll", "System.Memory.Data.dll" }
            .SelectMany(static name => Directory.GetFiles(AppContext.BaseDirectory, name))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Pages() =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Ids() => [.. Descriptors.Select(static descriptor => descriptor.Id)];

    /// <summary>The rules that a program by itself can break; the others need a file beside it, or another generator.</summary>
    public static TheoryData<string> IdsOfCode() =>
        [.. Descriptors.Select(static descriptor => descriptor.Id).Where(static id => Blocks(ReadPage(id)).Any(block => block.Mark == id))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_block_compiles(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, page), TestContext.Current.CancellationToken);
        var blocks = Blocks(text).ToList();
        var programs = page.Replace('\\', '/').StartsWith("docs/rules/", StringComparison.Ordinal)
            ? blocks.Select(static block => (block.Mark, block.Code))
            : blocks.Count == 0 ? [] : [("", Join(blocks.Select(static block => block.Code)))];
        foreach (var (mark, code) in programs)
        {
            // What is no more than a suggestion may be made of code that is about something else.
            var found = (await DiagnosticsAsync(code, FilesOf(text))).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == mark).ToList();
            Assert.True(found.Select(static diagnostic => diagnostic.Id).Distinct().SequenceEqual(mark.Length == 0 ? [] : [mark]), string.Join("\n", found));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_that_says_what_the_code_says(string id)
    {
        var rule = Descriptors.Single(descriptor => descriptor.Id == id);
        var page = ReadPage(id);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | `{rule.Category}` |\n| Severity | {rule.DefaultSeverity} |\n", page, StringComparison.Ordinal);
        Assert.Matches($"```(csharp|text) {id}\n", page);
        Assert.Contains($"| [{id}]({id}.md) | {rule.DefaultSeverity} | {rule.Title} |\n", File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", "README.md")), StringComparison.Ordinal);
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Equal(rule.DefaultSeverity == DiagnosticSeverity.Error, rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
    }

    /// <summary>The wrong code of each page, with the rule turned off.</summary>
    [Theory]
    [MemberData(nameof(IdsOfCode))]
    public async Task A_rule_can_be_turned_off_unless_it_is_an_error(string id)
    {
        var code = Blocks(ReadPage(id)).First(block => block.Mark == id).Code;
        Assert.Contains(await DiagnosticsAsync(code, []), diagnostic => diagnostic.Id == id);
        var isLeft = (await DiagnosticsAsync(code, [], off: id)).Any(diagnostic => diagnostic.Id == id);
        Assert.Equal(Descriptors.Single(descriptor => descriptor.Id == id).DefaultSeverity == DiagnosticSeverity.Error, isLeft);
    }

    [Fact]
    public void Every_rule_is_reported_by_the_analyzer()
    {
        var declared = typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static field => ((DiagnosticDescriptor)field.GetValue(null)!).Id);
        Assert.Equal(declared.Order(StringComparer.Ordinal), Descriptors.Select(static descriptor => descriptor.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "PG*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
            Descriptors.Select(static descriptor => descriptor.Id).Order(StringComparer.Ordinal));
    }

    private static string ReadPage(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md"));

    private static IEnumerable<(string Mark, string Code)> Blocks(string page) =>
        Block().Matches(page).Select(static match => (match.Groups["mark"].Value.Trim(), match.Groups["code"].Value));

    private static ImmutableArray<AdditionalText> FilesOf(string page) =>
        [.. FileBlock().Matches(page).Select(static match => new InMemoryText(match.Groups["name"].Value, match.Groups["text"].Value))];

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(string code, ImmutableArray<AdditionalText> files, string? off = null)
    {
        var kind = CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
        var compilation = GeneratorRun.Compile([GeneratorRun.Parse(ImplicitUsings, "Usings.cs"), GeneratorRun.Parse(code, "Page.cs")], kind)
            .AddReferences(References);
        var run = GeneratorRun.Start(off is null ? compilation : compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(off, ReportDiagnostic.Suppress)]))).With(files);
        var analyzed = await run.AnalyzeAsync(GeneratorRun.Analyzers);
        return
        [
            .. run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).Concat(analyzed),
        ];
    }

    /// <summary>One program: the usings and assembly attributes, then all statements, then all declarations.</summary>
    private static string Join(IEnumerable<string> blocks)
    {
        var units = blocks.Select(static block => CSharpSyntaxTree.ParseText(block).GetCompilationUnitRoot()).ToList();
        var program = new StringBuilder();
        foreach (var unit in units)
            program.Append(unit.Usings.ToFullString());
        foreach (var unit in units)
            program.Append(unit.AttributeLists.ToFullString());
        foreach (var statement in units.SelectMany(static unit => unit.Members).Where(static member => member is GlobalStatementSyntax))
            program.Append(statement.ToFullString());
        foreach (var declaration in units.SelectMany(static unit => unit.Members).Where(static member => member is not GlobalStatementSyntax))
            program.Append('\n').Append(declaration.ToFullString());
        return program.ToString();
    }

    [GeneratedRegex(@"^```csharp(?<mark>[^\n]*)\n(?<code>.*?)^```\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```text (?<name>[^\n]+\.prompt\.md)\n(?<text>.*?)^```\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileBlock();
}
