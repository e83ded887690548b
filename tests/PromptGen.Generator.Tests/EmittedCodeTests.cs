using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>Declarations that nothing is wrong with, and that emitted code has to live with: it compiles, and warns of nothing.</summary>
public sealed class EmittedCodeTests
{
    public static TheoryData<string> Declarations() =>
    [
        // Types that are named as members of a contract, as keywords, in lower case.
        Prompts("Task<Names> A(); [Prompt(\"B\")] Task<@class> B(); [Prompt(\"C\")] Task<@await> C();") + """
            record Names(Read Read); record Read(Instance Instance); record Instance(Schema Schema, @enum E); record Schema(int X);
            record @class(int @int); enum @enum { @enum, Read, Names } record @await(int @async);
            """,

        // Members and types that are named as what a writer has itself; enums whose members share a value; values that may be null.
        Prompts("Task<json> A(); [Prompt(\"B\")] Task<Write> B();") + """
            record json(json? value, json?[] JSON, @ulong? Write, List<List<@ulong?>?>? WriteValue, ICollection<point?> item, IEnumerable<point>? Name, string?[]? BeginObject);
            record Write(WriteValue WriteValue, Names Names) { public required point? @null { get; init; } } record WriteValue(ContractWriter? X); record ContractWriter(bool? @true); record Names(@ulong Write);
            enum @ulong : ulong { value, json = value, Write = ulong.MaxValue } readonly record struct point(int json, [property: Range(-1, 1)] double? @value);
            """,

        // Members that hide others, or override half of one.
        Prompts("Task<Derived> A();") + """
            record Base { public object X { get; set; } = 1; public virtual int Y { get; set; } public int Z { get; set; } public int Hidden { get; set; } }
            record Derived : Base { public new List<Derived?>? X { get; set; } public override int Y { set => base.Y = value; } private new string Z() => ""; public new static int Hidden; }
            """,

        // What is warned of at the declaration, and suppressed there.
        "#nullable disable\n" + Prompts("Task<string> A(string a = null, Uri b = null);", "A {a} {b}"),
        Prompts("Task<string> A([System.Diagnostics.CodeAnalysis.NotNull] string? a, [System.Diagnostics.CodeAnalysis.AllowNull] string b);", "A {a} {b}"),
        Prompts("Task<Unsure> A();") + "record Unsure { [System.Diagnostics.CodeAnalysis.MaybeNull] public Unsure? X { get; set; } [System.Diagnostics.CodeAnalysis.MaybeNull] public Part Y { get; set; } = new(1); } record Part(int Z);",
        "#nullable disable\n" + Prompts("Task<Oblivious> A();") + "record Oblivious(string X, List<Oblivious> Y, int?[] Z, Oblivion? E); enum Oblivion { A }",
        Prompts("Task<Disallowing> A();") + "record Disallowing { [System.Diagnostics.CodeAnalysis.DisallowNull] public string? X { get; set; } }",
        "#pragma warning disable EXP1, OLD1, CS0618, CS0612\n" + Prompts("Task<Early> A(Old old, Older older);", "A {old} {older}") + """
            [System.Diagnostics.CodeAnalysis.Experimental("EXP1")] record Early(int X);
            [Obsolete("old", DiagnosticId = "OLD1")] enum Old { A }
            [Obsolete] enum Older { A }
            """,
        "#pragma warning disable EXP1\n[System.Diagnostics.CodeAnalysis.Experimental(\"EXP1\")]" + Prompts("Task<string> A();"),
        "[Obsolete(\"\", true)]" + Prompts("Task<string> A();"),
        Prompts("[Obsolete(\"\", true)] Task<string> A();"),
        Prompts("Task<string> Main();"),
        Prompts("Task<string> Finalize();"),

        // Names that emitted code has itself.
        Prompts("Task<string> A(string __definition0, string PromptRequests, string writer);", "A {__definition0} {PromptRequests} {writer}"),
        Prompts("Task<string> __definition0(); [Prompt(\"B\")] Task<string> B();"),
        Prompts("Task<string> Create(int transport, string options); [Prompt(\"B {options}\")] Task<string> Create(string options);", "A {transport} {options}"),

        // What is not public.
        "public partial interface IAsk { [Prompt(\"A {mood}\")] internal Task<Answer> A(Mood mood); } internal record Answer(int X); internal enum Mood { Good }",

        // Signatures that differ in what no signature holds.
        Prompts("Task<string> AAsync((int X, int Y) a, dynamic b); [Prompt(\"A\")] Task<string> A((int Z, int) a, object b);"),
        Prompts("Task<string> AAsync(int? a); [Prompt(\"A {a}\")] Task<string> A(int a);", "A {a}"),

        // Defaults that attributes give.
        Prompts("Task<string> A([Optional, DefaultParameterValue(1)] int a, string b, int c = 3);", "A {a} {b} {c}"),
        Prompts("Task<string> A(int a = 1, params Guid[] b);", "A {a}"),
        Prompts("Task<string> A([Optional, DateTimeConstant(5)] DateTime a, [Optional, DefaultParameterValue(\"x\")] object b);", "A {a}"),

        // Two parts, each with a role of its own.
        Prompts("Task<string> A();") + "[SystemRole(\"One\")] partial interface IBoth : IAsk; [SystemRole(\"Two\")] partial interface IBoth;",

        // Whatever C# takes for a name.
        Prompts("Task<string> A(string a\u203Fb, string \u216B, string x\u0301, string a1);", "A {a\u203Fb} {\u216B} {x\u0301} {a1}"),
    ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public async Task Compiles_without_a_warning(string declaration)
    {
        foreach (var kind in new[] { OutputKind.DynamicallyLinkedLibrary, OutputKind.ConsoleApplication })
        {
            var program = kind == OutputKind.ConsoleApplication ? "System.Console.WriteLine();" : "";
            var run = GeneratorRun.Start(GeneratorRun.Compile([GeneratorRun.Parse(declaration, "Source.cs"), GeneratorRun.Parse(Usings, "Usings.cs"), GeneratorRun.Parse(program, "Program.cs")], kind));
            Assert.DoesNotContain("NotSupportedException", run.EmittedText, StringComparison.Ordinal);
            Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic =>
                diagnostic.Severity >= DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath != "Source.cs")));
            Assert.Empty((await run.AnalyzeAsync()).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }
    }

    [Fact]
    public void An_assembly_may_be_named_as_a_keyword()
    {
        var run = GeneratorRun.Start(Verify.Usings + Prompts("Task<Answer> A();") + "record Answer(int X);", "event");
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_null_for_what_takes_none_is_marked()
    {
        var run = GeneratorRun.Start("#nullable disable\n" + Verify.Usings + Prompts("Task<string> A(string a = null);", "A {a}"));
        Assert.Empty(run.Unsilenced.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_request_is_as_visible_as_its_prompt()
    {
        var text = GeneratorRun.Start(Verify.Usings + "public partial interface IAsk { [Prompt(\"A\")] internal Task<string> A(); [Prompt(\"B\")] Task<string> B(); }").EmittedText;
        Assert.Contains("internal static global::PromptGen.Prompt<string> A()", text, StringComparison.Ordinal);
        Assert.Contains("public static global::PromptGen.Prompt<string> B()", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_numbered_name_is_no_longer_than_a_name_may_be()
    {
        var name = new string('A', 70);
        var text = GeneratorRun.Start(Verify.Usings + $$"""
            public partial interface IAsk { [Prompt("A")] Task<Root> A(); }
            public record Root(One.{{name}} A, One.{{name}} B, Two.{{name}} C, Two.{{name}} D);
            namespace One { public record {{name}}(int X); }
            namespace Two { public record {{name}}(int Y); }
            """).EmittedText;
        Assert.Contains($"\"#/$defs/{new string('A', 64)}\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"#/$defs/{new string('A', 63)}2\"", text, StringComparison.Ordinal);
    }

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PromptGen;
        """;

    private static string Prompts(string methods, string template = "A") => $"partial interface IAsk {{ [Prompt(\"{template}\")] {methods} }}\n";
}
