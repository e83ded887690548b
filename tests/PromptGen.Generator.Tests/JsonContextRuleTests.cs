using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace PromptGen.Generator.Tests;

/// <summary>PG4004, and which results are read through a JSON context.</summary>
public sealed class JsonContextRuleTests
{
    [Fact]
    public async Task PG4004_names_the_type_the_context_and_why_PromptGen_does_not_describe_it()
    {
        var run = GeneratorRun.Start(Source("[PromptDefaults(JsonContext = typeof(MyContext))]", "Task<Weather>", Context()));
        var diagnostic = Assert.Single(await run.AnalyzeAsync());
        Assert.Equal("PG4004 Task<Weather>", Verify.Describe(diagnostic));
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("The result type 'Weather' cannot be read through the JSON context 'MyContext': it is not listed there; PromptGen does not describe it itself: 'Weather.Extra' is of type 'object', and only ", message, StringComparison.Ordinal);
        Assert.Contains("NotSupportedException(\"PG4004: " + message[..60], run.EmittedText, StringComparison.Ordinal);
    }

    [Fact]
    public Task PG4004_has_the_context_for_its_second_place() => Verify.Analyzer(
        """
        [PromptDefaults(JsonContext = typeof(MyContext))]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {|#0:ValueTask<PromptResult<Dictionary<string, object>>>|} AskAsync();
        }

        public sealed partial class {|#1:MyContext|} : System.Text.Json.Serialization.JsonSerializerContext;
        """.Replace("public sealed partial class", "[System.Text.Json.Serialization.JsonSerializable(typeof(int))]\npublic sealed partial class", StringComparison.Ordinal),
        new DiagnosticResult("PG4004", DiagnosticSeverity.Error).WithLocation(0).WithLocation(1));

    [Theory]
    [InlineData("it does not derive from JsonSerializerContext", "[JsonSerializable(typeof(Weather))] public partial class MyContext;")]
    [InlineData("it does not derive from JsonSerializerContext", "public interface MyContext;")]
    [InlineData("'MyContext' is not partial, so System.Text.Json adds nothing to it", "[JsonSerializable(typeof(Weather))] public abstract class MyContext(JsonSerializerOptions? options) : JsonSerializerContext(options);")]
    [InlineData("its [Obsolete] makes its use an error", "[Obsolete(\"\", true)] [JsonSerializable(typeof(Weather))] public partial class MyContext : JsonSerializerContext;")]
    [InlineData("it is listed there for writing alone, by its GenerationMode", "[JsonSerializable(typeof(Weather), GenerationMode = JsonSourceGenerationMode.Serialization)] public partial class MyContext : JsonSerializerContext;")]
    [InlineData("it is listed there for writing alone, by its GenerationMode", "[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)] [JsonSerializable(typeof(Weather))] public partial class MyContext : JsonSerializerContext;")]
    [InlineData("it is not listed there", "[JsonSerializable(typeof(Weather[]))] public partial class MyContext : JsonSerializerContext;")]
    public async Task PG4004_says_what_is_wrong_with_the_context(string reason, string context)
    {
        var run = GeneratorRun.Start("#pragma warning disable CS0618, CS0619\n" + Source("[PromptDefaults(JsonContext = typeof(MyContext))]", "Task<Weather>", context));
        var diagnostic = Assert.Single(await run.AnalyzeAsync());
        Assert.Equal("PG4004 Task<Weather>", Verify.Describe(diagnostic));
        Assert.Contains($"'MyContext': {reason}; ", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Generic<int>", "it is generic", "[JsonSerializable(typeof(Weather))] public partial class Generic<T> : JsonSerializerContext;")]
    [InlineData("Local", "emitted code cannot reach it; make it internal or public", "[JsonSerializable(typeof(Weather))] file abstract partial class Local(JsonSerializerOptions? options) : JsonSerializerContext(options);")]
    [InlineData("Around.Inner", "'Around' is not partial, so System.Text.Json adds nothing to it", "public static class Around { [JsonSerializable(typeof(Weather))] internal abstract partial class Inner(JsonSerializerOptions? options) : JsonSerializerContext(options); }")]
    public async Task PG4004_says_why_no_code_can_name_the_context(string name, string reason, string context)
    {
        var run = GeneratorRun.Start(Source($"[PromptDefaults(JsonContext = typeof({name}))]", "Task<Weather>", context));
        var diagnostic = Assert.Single(await run.AnalyzeAsync());
        Assert.Contains($": {reason}; ", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Around.IAsk", "", "")]
    [InlineData("Other.IAsk", "public static partial class Other { public partial interface IAsk : Around.IBase { [Prompt(\"Ask\")] Task<Weather> AskAsync(); } }", "PG4004 Task<Weather>")]
    public async Task A_context_counts_where_it_can_be_named(string client, string other, string finding)
    {
        var run = GeneratorRun.Start(Usings + $$"""
            public static partial class Around
            {
                [PromptDefaults(JsonContext = typeof(Hidden))]
                public partial interface IBase;

                public partial interface IAsk : IBase { [Prompt("Ask")] Task<Weather> AskAsync(); }

                [JsonSerializable(typeof(Weather))]
                private sealed partial class Hidden : JsonSerializerContext;
            }

            public record Weather(string City, object Extra);
            {{other}}
            """);
        await Law.HoldsAsync(run);
        Assert.Equal(finding, string.Concat((await run.AnalyzeAsync()).Select(Verify.Describe)));
        Assert.Contains($"static new global::{client} Create(", run.EmittedText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task<Weather>", "Weather", "Weather")]
    [InlineData("ValueTask<PromptResult<Weather>>", "Weather", "Weather")]
    [InlineData("Task<object>", "object", "object")]
    [InlineData("Task<dynamic>", "object", "dynamic")]
    [InlineData("Task<int[,]>", "int[,]", "int[,]")]
    [InlineData("Task<Weather[]>", "Weather[]", "global::Weather[]")]
    [InlineData("Task<(int A, object B)>", "(int, object)", "(int A, object B)")]
    [InlineData("Task<Dictionary<string, Weather?>>", "Dictionary<string, Weather>", "global::System.Collections.Generic.Dictionary<string, global::Weather?>")]
    public async Task A_type_that_is_listed_is_read_through_the_context(string returns, string listed, string type)
    {
        var run = GeneratorRun.Start(Source("[PromptDefaults(JsonContext = typeof(MyContext))]", returns, Context(listed)));
        await Law.HoldsAsync(run);
        Assert.Empty(await run.AnalyzeAsync());
        Assert.Contains($".SerializerContract.Of<{type.Replace("global::Weather", "Weather", StringComparison.Ordinal).Replace("Weather", "global::Weather", StringComparison.Ordinal)}>(\"", run.EmittedText, StringComparison.Ordinal);
        Assert.Contains(", global::MyContext.Default), global::PromptGen.ChatParameters.None, ", run.EmittedText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[PromptDefaults(JsonContext = typeof(MyContext))]", "", "")]
    [InlineData("", "[PromptDefaults(JsonContext = typeof(MyContext))]", "")]
    [InlineData("", "", "[assembly: PromptDefaults(JsonContext = typeof(MyContext))]")]
    [InlineData("[PromptDefaults(JsonContext = typeof(MyContext))]", "[PromptDefaults(JsonContext = typeof(Other))]", "[assembly: PromptDefaults(JsonContext = typeof(Other))]")]
    [InlineData("[PromptDefaults(JsonContext = null)]", "[PromptDefaults(Temperature = 0.5, JsonContext = typeof(MyContext))]", "[assembly: PromptDefaults(JsonContext = typeof(Other))]")]
    [InlineData("[PromptDefaults(Temperature = 0.5)]", "", "[assembly: PromptDefaults(JsonContext = typeof(MyContext))]")]
    public async Task The_nearest_context_counts(string onInterface, string onBase, string onAssembly)
    {
        var run = GeneratorRun.Start(Usings + onAssembly + $$"""
            {{onInterface}}
            public partial interface IAsk : IBase { [Prompt("Ask")] Task<Weather> AskAsync(); }
            {{onBase}}
            public partial interface IBase;
            public record Weather(string City, object Extra);
            [JsonSerializable(typeof(int))] public partial class Other : JsonSerializerContext;
            {{Context("Weather")}}
            """);
        await Law.HoldsAsync(run);
        Assert.Empty(await run.AnalyzeAsync());
        Assert.Contains(".Of<global::Weather>(\"Weather\", global::MyContext.Default)", run.EmittedText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task<string>", "null, ")]
    [InlineData("Task<int>", "global::PromptGen.Generated.My_Test_Assembly.System_Int32Contract_Wrapped.Instance, ")]
    [InlineData("Task<Plain>", "global::PromptGen.Generated.My_Test_Assembly.PlainContract.Instance, ")]
    public void What_PromptGen_describes_itself_is_not_read_through_the_context(string returns, string contract)
    {
        var text = GeneratorRun.Start(Source("[PromptDefaults(JsonContext = typeof(MyContext))]", returns, Context("Plain") + "public record Plain(int X);")).EmittedText;
        Assert.Contains($"new(\"IAsk.AskAsync\", {contract}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MyContext", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task<Weather?>", "PG4001")]
    [InlineData("Task<object?>", "PG4001")]
    [InlineData("Task<Endless>", "PG4003")]
    public async Task A_context_does_not_help_what_no_context_could(string returns, string id)
    {
        var run = GeneratorRun.Start(Source("[PromptDefaults(JsonContext = typeof(MyContext))]", returns, Context("Weather", "object", "Endless") + "public record Endless(int Number, Endless Next);"));
        Assert.Equal([$"{id} {returns}"], (await run.AnalyzeAsync()).Select(Verify.Describe));
    }

    [Fact]
    public async Task A_context_that_is_not_known_is_the_compilers_to_report()
    {
        var run = GeneratorRun.Start(Source("[PromptDefaults(JsonContext = typeof(Missing))]", "Task<Weather>", ""));
        Assert.Empty(await run.AnalyzeAsync());
        Assert.Contains("NotSupportedException(\"The declaration does not compile.\")", run.EmittedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_can_come_from_another_assembly()
    {
        var library = GeneratorRun.Start(Usings + "public record Weather(string City, object Extra);" + Context("Weather"), "Library").Output;
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference[] references = [MetadataReference.CreateFromImage(image.ToArray()), library.ToMetadataReference()];
        foreach (var reference in references)
        {
            Assert.Empty(await FindingsAsync(reference, "Task<Weather>"));
            Assert.Equal(["PG4004 Task<object>"], await FindingsAsync(reference, "Task<object>"));
        }

        static async Task<IEnumerable<string>> FindingsAsync(MetadataReference reference, string returns)
        {
            var source = Usings + $"[PromptDefaults(JsonContext = typeof(MyContext))] public partial interface IAsk {{ [Prompt(\"Ask\")] {returns} AskAsync(); }}";
            var run = GeneratorRun.Start(GeneratorRun.Compile([GeneratorRun.Parse(source, "Source.cs")], OutputKind.DynamicallyLinkedLibrary).AddReferences(reference));
            await Law.HoldsAsync(run);
            return (await run.AnalyzeAsync()).Select(Verify.Describe);
        }
    }

    private const string Usings = Verify.Usings + "using System.Text.Json;\nusing System.Text.Json.Serialization;\n";

    private static string Context(params string[] types) =>
        string.Concat(types.DefaultIfEmpty("int").Select(static type => $"[JsonSerializable(typeof({type}))]\n")) + "public partial class MyContext : JsonSerializerContext;\n";

    private static string Source(string attribute, string returns, string types) => Usings + $$"""
        {{attribute}}
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {{returns}} AskAsync();
        }

        public record Weather(string City, object Extra);

        {{types}}
        """;
}
