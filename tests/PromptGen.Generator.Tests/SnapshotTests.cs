using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptGen.Generator.Pipeline;
using PromptGen.Tests;

namespace PromptGen.Generator.Tests;

/// <summary>
/// What is emitted for each file in Cases, beside it. <c>UPDATE_SNAPSHOTS=1</c> writes anew what differs; the change is then for
/// a person to read.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PromptGen.Generator.Tests", "Cases");

    private static readonly string[] AllSteps = [Steps.Read, Steps.Clients, Steps.KnownModels, Steps.ReadContracts, Steps.ContractClasses, Steps.Contracts];

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.cs").Select(static path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_is_the_snapshot(string name)
    {
        var emitted = GeneratorRun.Start(Source(name)).EmittedText;
        var path = Path.Combine(Folder, name + ".verified.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, emitted);
        Assert.Equal(File.ReadAllText(path), emitted);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_compiles_without_a_warning(string name)
    {
        string[] sources = [Source(name), Source(name).Replace("\n", "\r\n", StringComparison.Ordinal)];
        foreach (var source in sources)
        {
            var library = GeneratorRun.Start(source);
            Assert.Empty(library.Diagnostics);
            Assert.Empty(library.Unsilenced.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsWarning));
        }

        var program = GeneratorRun.Parse("System.Console.WriteLine();", "Program.cs");
        var executable = GeneratorRun.Start(GeneratorRun.Compile([GeneratorRun.Parse(sources[0], "Source.cs"), program], OutputKind.ConsoleApplication));
        Assert.Empty(executable.Unsilenced.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsWarning));
    }

    // The package refuses to be built with an older language: buildTransitive/PromptGen.targets says which.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_needs_no_newer_language(string name)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp11);
        var output = GeneratorRun.Start(Source(name)).Output;
        var trees = output.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), options, tree.FilePath));
        var compilation = output.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => IsWarning(diagnostic) && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Analyzer_and_generator_agree(string name) => Law.HoldsAsync(GeneratorRun.Start(Source(name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_text_does_not_depend_on_line_ends(string name)
    {
        var source = Source(name);
        Assert.Equal(
            GeneratorRun.Start(source).EmittedText,
            GeneratorRun.Start(source.Replace("\n", "\r\n", StringComparison.Ordinal)).EmittedText);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_edit_elsewhere_changes_nothing(string name)
    {
        var first = GeneratorRun.Start(Source(name));
        var second = first.Continue(first.Input.AddSyntaxTrees(GeneratorRun.Parse("internal class Dummy { }", "Dummy.cs")));
        foreach (var step in AllSteps)
            Assert.All(second.Reasons(step), static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.NotEmpty(second.Reasons(Steps.Clients).Concat(second.Reasons(Steps.ContractClasses)));
        Assert.Equal(second.Reasons(Steps.Clients).Any() ? 1 : 0, second.Reasons(Steps.KnownModels).Count());
        Assert.Equal(0, second.OutputsRedone);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_compiler_object_is_kept_in_a_model(string name)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in AllSteps)
        {
            foreach (var value in GeneratorRun.Start(Source(name)).Values(step))
                AssertNoCompilerObject(value, seen);
        }

        Assert.True(seen.Count > 3);
    }

    [Fact]
    public void The_check_for_compiler_objects_finds_one() =>
        Assert.ThrowsAny<Exception>(static () => AssertNoCompilerObject(new[] { Tuple.Create(Location.None) }, []));

    /// <summary>A prompt may well be named as a method that every class has: that one warning is for the line that silences.</summary>
    private static bool IsWarning(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id is not ("CS0108" or "CS0114");

    internal static string Source(string name) => File.ReadAllText(Path.Combine(Folder, name + ".cs"));

    private static void AssertNoCompilerObject(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || !seen.Add(value))
            return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or Diagnostic or AttributeData,
            $"A model holds a {value.GetType()}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertNoCompilerObject(item, seen);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                AssertNoCompilerObject(field.GetValue(value), seen);
        }
    }
}
