using Microsoft.CodeAnalysis;
using PromptGen.Generator.Emitting;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Tests;

/// <summary>What writes a value of a shape, as an argument of <c>AppendJson</c>: it compiles for any shape, wherever it stands.</summary>
public sealed class WriterEmitterTests
{
    private const string Contracts = """
        #nullable enable
        record Part(int X);
        record struct Point(int X);
        enum Mood { Good }
        static class PartContract { internal static void Write(PromptGen.CompilerServices.ContractWriter json, Part value) { } }
        static class PointContract { internal static void Write(PromptGen.CompilerServices.ContractWriter json, Point value) { } }
        static class MoodContract { internal static void Write(PromptGen.CompilerServices.ContractWriter json, Mood value) { } }
        """;

    private static readonly TypeShape[] Plain =
    [
        new TextShape(default, false),
        new BooleanShape(false),
        new NumberShape(NumberKind.Int32, new("-5", "5"), false),
        new NumberShape(NumberKind.Int64, default, false),
        new NumberShape(NumberKind.Double, new("0", null, ExclusiveMinimum: true), false),
        new NumberShape(NumberKind.Decimal, new(null, "0.5"), false),
        new FormShape(TextForm.Guid, default, "global::System.Guid", false),
        new FormShape(TextForm.DateOnly, new("2026-01-31", "2026-12-31", ExclusiveMaximum: true), "global::System.DateOnly", false),
        new FormShape(TextForm.Uri, default, "global::System.Uri", false),
        new DefinedShape("global::Part", "global::PartContract", false),
        new DefinedShape("global::Point", "global::PointContract", false),
        new DefinedShape("global::Mood", "global::MoodContract", false),
    ];

    [Fact]
    public void A_delegate_writes_an_argument_of_any_shape()
    {
        var listed = WithNullable(Plain).SelectMany(WithLists).ToList();
        var shapes = WithNullable(Plain).Concat(listed).Concat(WithNullable([Plain[2], Plain[10]]).SelectMany(WithLists).SelectMany(WithLists)).ToList();
        var appends = shapes.Select(static (shape, i) => $$"""
            static class Append{{i}}
            {
                static System.Action<PromptGen.CompilerServices.PromptWriter> Render({{TypeOf(shape)}} value, string json) =>
                    writer => writer.AppendJson(value, {{WriterEmitter.Delegate(shape)}});

                static readonly System.Action<PromptGen.CompilerServices.ContractWriter, {{TypeOf(shape)}}> Write = {{WriterEmitter.Delegate(shape)}};
            }
            """);
        var compilation = GeneratorRun.Compile([GeneratorRun.Parse(Contracts + string.Join("\n", appends), "Source.cs")], OutputKind.DynamicallyLinkedLibrary);
        Assert.Equal(24 + (24 * 10) + (4 * 10 * 10), shapes.Count);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => $"{diagnostic} in {diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"));
    }

    [Fact]
    public void A_defined_type_is_written_by_its_contract_alone() => Assert.Equal("global::PartContract.Write", WriterEmitter.Delegate(Plain[9]));

    private static IEnumerable<TypeShape> WithNullable(IEnumerable<TypeShape> shapes) => shapes.SelectMany(static shape => (TypeShape[])[shape, shape with { IsNullable = true }]);

    private static IEnumerable<TypeShape> WithLists(TypeShape item) => WithNullable(
    [
        new ListShape($"{TypeOf(item)}[]", item, ListKind.Array, default, IsNullable: false),
        new ListShape($"global::System.Collections.Generic.IReadOnlyList<{TypeOf(item)}>", item, ListKind.List, new(1, 9), IsNullable: false),
        new ListShape($"global::System.Collections.Immutable.ImmutableArray<{TypeOf(item)}>", item, ListKind.ImmutableArray, default, IsNullable: false),
        new ListShape($"global::System.Collections.Generic.HashSet<{TypeOf(item)}>", item, ListKind.Set, default, IsNullable: false),
        new DictionaryShape($"global::System.Collections.Generic.Dictionary<string, {TypeOf(item)}>", new TextShape(default, false), item, DictionaryKind.Dictionary, default, IsNullable: false),
    ]);

    private static string TypeOf(TypeShape shape) => shape.IsNullable ? shape.TypeName + "?" : shape.TypeName;
}
