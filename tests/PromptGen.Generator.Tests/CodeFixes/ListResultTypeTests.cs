using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>The fix of PG4004: the type is listed on the context.</summary>
public sealed class ListResultTypeTests
{
    [Theory]
    [InlineData("Weather", "Weather", "using System.Text.Json.Serialization;\n\n", "")]
    [InlineData("Dictionary<string, Forecasts.Weather?>", "Dictionary<string, Weather>", "using System.Collections.Generic;\nusing System.Text.Json.Serialization;\n\n", "")]
    [InlineData("Weather", "Weather", "\n", "System.Text.Json.Serialization.")]
    public Task The_type_is_added_to_those_that_are_listed(string type, string listed, string usings, string space) => Fix(
        type,
        usings + $$"""
            namespace Forecasts;

            // What is read.
            [{{space}}JsonSerializable(typeof(int))]
            [{{space}}JsonSerializable(typeof(long))] // and more
            internal sealed partial class MyContext : {{space}}JsonSerializerContext;
            """,
        usings + $$"""
            namespace Forecasts;

            // What is read.
            [{{space}}JsonSerializable(typeof(int))]
            [{{space}}JsonSerializable(typeof(long))] // and more
            [{{space}}JsonSerializable(typeof({{listed}}))]
            internal sealed partial class MyContext : {{space}}JsonSerializerContext;
            """,
        $"Add [JsonSerializable(typeof({listed}))] to MyContext");

    [Fact]
    public Task The_first_type_is_listed_too() => Fix(
        "Weather",
        """
        using System.Text.Json.Serialization;

        namespace Forecasts;

        /// <summary>Reads.</summary>
        internal abstract partial class MyContext(System.Text.Json.JsonSerializerOptions? options) : JsonSerializerContext(options)
        {
        }
        """,
        """
        using System.Text.Json.Serialization;

        namespace Forecasts;

        /// <summary>Reads.</summary>
        [JsonSerializable(typeof(Weather))]
        internal abstract partial class MyContext(System.Text.Json.JsonSerializerOptions? options) : JsonSerializerContext(options)
        {
        }
        """,
        compiles: false);

    [Fact]
    public Task Nothing_is_offered_for_a_context_that_cannot_be_used() => Verify.NoFix<PromptInterfaceAnalyzer, ListResultTypeCodeFix>(
        Prompt("{|PG4004:Task<Weather>|}") + "public class MyContext;");

    private static Task Fix(string type, string context, string fixedContext, string? title = null, bool compiles = true) => Verify.Fix<PromptInterfaceAnalyzer, ListResultTypeCodeFix>(
        Prompt($"{{|PG4004:Task<{type}>|}}"),
        Prompt($"Task<{type}>"),
        title,
        test =>
        {
            test.TestState.Sources.Add(("Context.cs", context));
            test.FixedState.Sources.Add(("Context.cs", fixedContext));
            if (!compiles)
                test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        });

    private static string Prompt(string returns) => $$"""
        namespace Forecasts;

        [PromptDefaults(JsonContext = typeof(MyContext))]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            {{returns}} AskAsync();
        }

        public record Weather(string City, object Extra);

        """;
}
