using System.Text;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>Declarations of other assemblies: as projects of a solution, as references, and under an alias.</summary>
public sealed class CrossAssemblyTests
{
    private const string Library = """
        [SystemRole("You are {mood}.")]
        public partial interface IBase
        {
            [Prompt("Say {word} in a {mood} way.")]
            Task<string> SayAsync(string word, string mood);
        }

        public interface IPlain
        {
            Task<string> PlainAsync();
        }

        public record Part(object Anything);

        public record Answer(string Text);

        public enum Tone { Low, High }
        """;

    /// <summary>Other languages have names that C# has not: a library is compiled, and the underscores in its names made blanks.</summary>
    [Fact]
    public async Task A_name_that_CSharp_cannot_write_is_reported()
    {
        var library = GeneratorRun.Compile([GeneratorRun.Parse("public enum Paint { Light_Green } public record Odd(int My_Name); public record Fine(int Name);", "Library.cs")], OutputKind.DynamicallyLinkedLibrary);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var bytes = Encoding.Latin1.GetString(image.ToArray());
        foreach (var name in new[] { "Light_Green", "My_Name" })
            bytes = bytes.Replace(name, name.Replace('_', ' '), StringComparison.Ordinal);

        var source = Verify.Usings + "public partial interface IAsk { [Prompt(\"A\")] Task<Paint> AAsync(); [Prompt(\"B\")] Task<Odd> BAsync(); [Prompt(\"C\")] Task<Fine> CAsync(); }";
        var compilation = GeneratorRun.Compile([GeneratorRun.Parse(source, "Source.cs")], OutputKind.DynamicallyLinkedLibrary)
            .AddReferences(MetadataReference.CreateFromImage(Encoding.Latin1.GetBytes(bytes)));
        var run = GeneratorRun.Start(compilation);
        var findings = (await run.AnalyzeAsync()).Where(static finding => finding.Id == "PG4001").Select(static finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Collection(
            findings.Order(StringComparer.Ordinal),
            static message => Assert.EndsWith("'Odd.My Name' is of type 'int', and C# cannot write its name", message, StringComparison.Ordinal),
            static message => Assert.EndsWith("'Paint' cannot be described by a JSON schema: one of its members has a name that C# cannot write", message, StringComparison.Ordinal));
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_assembly_lacks_is_reported_at_the_interface_that_inherits_or_returns_it(bool isProject)
    {
        var findings = await AnalyzeAsync("""
            public partial interface IPlainToo : IPlain
            {
                [Prompt("Ask")]
                Task<string> AskAsync();
            }

            public partial interface IPart
            {
                [Prompt("Ask")]
                Task<Part> AskAsync();
            }

            public partial interface IMoody : IBase
            {
                [Prompt("Ask")]
                Task<string> AskAsync();
            }

            public partial interface IGood : IBase
            {
                [Prompt("Ask in a {mood} way")]
                Task<Answer> AskAsync(string mood);
            }
            """, Reference(isProject));
        Assert.Equal(["PG1003 IPlainToo", "PG2002 IMoody", "PG4001 Task<Part>"], findings);
    }

    [Fact]
    public async Task A_base_of_the_framework_is_reported_at_the_interface()
    {
        var findings = await AnalyzeAsync("public partial interface IAsk : IDisposable { [Prompt(\"Ask\")] Task<string> AskAsync(); }");
        Assert.Equal(["PG1003 IAsk"], findings);
    }

    [Theory]
    [InlineData("PG4001 Task<Old::Answer>", "[Prompt(\"Ask\")] Task<Old::Answer> AskAsync();")]
    [InlineData("PG1003 tone", "[Prompt(\"Ask {tone}\")] Task<string> AskAsync(Old::Tone tone);")]
    [InlineData("PG1003 tones", "[Prompt(\"Ask {tones}\")] Task<string> AskAsync(List<Old::Tone[]> tones);")]
    [InlineData("PG1002 IAsk", "[Prompt(\"Ask {mood}\")] Task<string> AskAsync(string mood);", " : Old::IBase")]
    public async Task A_type_that_is_known_by_an_alias_alone_cannot_be_named(string expected, string method, string bases = "")
    {
        // An error of the placeholder's type says no more than the one of the parameter's.
        var findings = await AnalyzeAsync($$"""public partial interface IAsk{{bases}} { {{method}} }""", Reference(false).WithAliases(["Old"]), "extern alias Old;");
        Assert.Equal([expected], findings.Where(static finding => !finding.StartsWith("PG2003", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_types_of_one_name_are_told_apart()
    {
        var findings = await AnalyzeAsync(
            "public record Answer(Old::Answer Before, int After); public partial interface IAsk { [Prompt(\"Ask\")] Task<Answer> AskAsync(); }",
            Reference(false).WithAliases(["Old", "global"]),
            "extern alias Old;");
        Assert.Equal(["PG4001 Task<Answer>"], findings);
    }

    [Fact]
    public async Task A_method_that_no_other_assembly_can_implement_stands_in_the_way()
    {
        var reference = GeneratorRun.Start(Verify.Usings + "public partial interface IHidden { [Prompt(\"Hide\")] internal Task<string> HiddenAsync(); }", "Library").Output.ToMetadataReference();
        Assert.Equal(["PG1002 IAsk"], await AnalyzeAsync("public partial interface IAsk : IHidden { [Prompt(\"Ask\")] Task<string> AskAsync(); }", reference));
    }

    private static MetadataReference Reference(bool isProject)
    {
        var output = GeneratorRun.Start(Verify.Usings + Library, "Library").Output;
        if (isProject)
            return output.ToMetadataReference();
        using var image = new MemoryStream();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>The findings, in order, after the law was held to.</summary>
    private static async Task<IEnumerable<string>> AnalyzeAsync(string source, MetadataReference? reference = null, string prefix = "")
    {
        var compilation = GeneratorRun.Compile([GeneratorRun.Parse(prefix + Verify.Usings + source, "Source.cs")], OutputKind.DynamicallyLinkedLibrary);
        var run = GeneratorRun.Start(reference is null ? compilation : compilation.AddReferences(reference));
        Assert.Empty(run.Input.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        await Law.HoldsAsync(run);
        return (await run.AnalyzeAsync()).Select(Verify.Describe).Order(StringComparer.Ordinal);
    }
}
