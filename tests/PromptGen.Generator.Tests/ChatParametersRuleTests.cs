using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests;

/// <summary>PG3002 to PG3011 on <c>ChatParameters</c>: which values are known, of which model, and what is marked.</summary>
public sealed class ChatParametersRuleTests
{
    private const string Prompts = """

        [PromptDefaults(Model = "google/gemma-3-27b-it")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync(ChatParameters? parameters = null);

            [Prompt("Ask", Model = "openai/gpt-5-2025-08-07")]
            Task<string> ReasonAsync(ChatParameters parameters);

            [Prompt("Rate")]
            ValueTask<PromptResult<Rating>> RateAsync(ChatParameters parameters);

            [Prompt("Tell", Model = "MiniMax-Text-01")]
            IAsyncEnumerable<string> TellAsync(ChatParameters parameters);

            void Log(ChatParameters parameters) { }
        }

        public partial interface IUnknown
        {
            [Prompt("Ask")]
            Task<string> AskAsync(ChatParameters? parameters = null);
        }

        [PromptDefaults(Model = "claude-sonnet-4-5-20250929")]
        public partial interface IClaude : IUnknown { }

        public record Rating(int Stars);
        """;

    private static readonly (string Property, string Value)[] Known =
    [
        ("Temperature", "3"),
        ("Temperature", "3L"),
        ("Temperature", "3.0"),
        ("Temperature", "3f"),
        ("Temperature", "-0.1"),
        ("Temperature", "-(0.1)"),
        ("Temperature", "(3)"),
        ("Temperature", "(double)3m"),
        ("Temperature", "(double?)3m"),
        ("Temperature", "(float?)3"),
        ("Temperature", "1.5 + 1"),
        ("Temperature", "(double)DayOfWeek.Saturday"),
        ("Temperature", "'a'"),
        ("Temperature", "double.NaN"),
        ("Temperature", "1 / 0d"),
        ("Temperature", "double.NegativeInfinity"),
        ("Temperature", "float.PositiveInfinity"),
        ("Temperature", "double.MaxValue"),
        ("Temperature", "Hot"),
        ("Temperature", "Values.Const"),
        ("Temperature", "Values.Double"),
        ("Temperature", "Values.Float"),
        ("Temperature", "Values.Decimal"),
        ("Temperature", "Values.Nullable"),
        ("Temperature", "Values.Indirect"),
        ("Temperature", "(double)Values.Int"),
        ("Temperature", "Values.Int"),
        ("MaxTokens", "0"),
        ("MaxTokens", "0x0"),
        ("MaxTokens", "(int)0.5"),
        ("MaxTokens", "(int?)0.5"),
        ("MaxTokens", "(int?)-5L"),
        ("MaxTokens", "~0"),
        ("MaxTokens", "int.MinValue"),
        ("Seed", "0"),
        ("Seed", "0L"),
        ("Seed", "long.MinValue"),
        ("Seed", "'\\0'"),
        ("Stop", "new[] { \"a\", \"b\", \"c\", \"d\", \"e\" }"),
        ("Stop", "new string[] { \"a\", \"b\", \"c\", \"d\", Environment.NewLine }"),
        ("Stop", "new string[5] { \"a\", \"b\", \"c\", \"d\", \"e\" }"),
        ("Stop", "[\"a\", \"b\", \"c\", \"d\", \"e\"]"),
        ("Stop", "(string[])[\"a\", \"b\", \"c\", \"d\", \"e\"]"),
        ("Stop", "Values.Stops"),
    ];

    private static readonly (string Property, string Value)[] Unknown =
    [
        ("Temperature", "2"),
        ("Temperature", "null"),
        ("Temperature", "default"),
        ("Temperature", "default(double?)"),
        ("TopP", "0.01f"),
        ("TopP", "(double)0.01m"),
        ("TopP", "Values.Float"),
        ("MinP", "0.999f"),
        ("Temperature", "Values.Writable"),
        ("Temperature", "Values.FromCode"),
        ("Temperature", "Values.Later"),
        ("Temperature", "Values.Circle"),
        ("Temperature", "Values.Property"),
        ("Temperature", "Math.Max(3, 4)"),
        ("Temperature", "TimeSpan.TicksPerSecond / Values.Writable"),
        ("MaxTokens", "(int?)1.5"),
        ("MaxTokens", "1"),
        ("Seed", "1"),
        ("Stop", "null"),
        ("Stop", "[]"),
        ("Stop", "[\"a\", \"b\", \"c\", \"d\"]"),
        ("Stop", "[\"a\", \"b\", \"c\", \"d\", .. Values.Stops]"),
        ("Stop", "new string[5]"),
        ("Stop", "new List<string> { \"a\", \"b\", \"c\", \"d\", \"e\" }"),
        ("Extra", "null"),
    ];

    [Fact]
    public Task A_value_out_of_bounds_is_marked_in_every_form_that_the_compiler_knows() => Check($$"""
        public static class Use
        {
            private const double Hot = 2.5;
            private const string Model = "google/gemma-3-27b-it";

            public static ChatParameters[] Make() =>
            [
                {{Write(Known, "new() { Model = Model, ", "PG3002")}}
            ];

            public static ChatParameters[] Change(ChatParameters parameters) =>
            [
                {{Write(Known, "parameters with { Model = Model, ", "PG3002")}}
            ];
        }

        public static class Values
        {
            public const decimal Const2 = 3;
            public const int Const = (int)Const2;
            public static readonly double Double = 3;
            public static readonly float Float = -0.5f;
            public static readonly double Decimal = (double)3m;
            public static readonly double? Nullable = 3;
            public static readonly double? Indirect = Nullable;
            public static readonly int Int = 3;
            public static readonly string[] Stops = ["a", "b", "c", "d", "e"];
        }
        """);

    [Fact]
    public Task A_value_that_is_within_bounds_or_not_known_is_left_alone() => Check($$"""
        public static class Use
        {
            private const string Model = "google/gemma-3-27b-it";

            public static ChatParameters[] Make() =>
            [
                {{Write(Unknown, "new() { Model = Model, ", null)}}
            ];
        }

        public static class Values
        {
            public static readonly float Float = 0.01f;
            public static double Writable = 3;
            public static readonly double FromCode = Math.Sqrt(16);
            public static readonly double Later = 3;
            public static readonly double Circle = Other;
            public static readonly double Other = Circle;
            public static readonly string[] Stops = ["a"];

            static Values() => Later = 1;

            public static double Property { get; } = 3;
        }
        """);

    [Fact]
    public Task A_model_that_is_not_known_is_judged_by_what_others_take() => Check("""
        public static class Use
        {
            private static readonly string Mine = "my/model";

            public static void Do(string model, ChatParameters parameters)
            {
                Log(new() { Temperature = {|PG3003:1.5|}, Seed = {|PG3003:0|}, ReasoningEffort = "none" });
                Log(new ChatParameters { Temperature = {|PG3002:2.5|}, TopK = {|PG3002:-2|}, ReasoningEffort = {|PG3003:"huge"|} });
                Log(new() { Model = "my/model", Temperature = {|PG3003:1.5|} });
                Log(new() { Model = Mine, Temperature = {|PG3003:1.5|} });
                Log(new() { Model = model, Temperature = {|PG3003:1.5|} });
                Log(parameters with { Temperature = {|PG3003:1.5|} });
                Log(new() { Temperature = 1, Stop = {|PG3003:["a", ""]|}, MaxTokens = int.MaxValue });
                Log(new() { Model = null, ResponseFormat = ResponseFormat.JsonSchema });
            }

            private static void Log(ChatParameters parameters) => Console.WriteLine(parameters);
        }
        """);

    [Fact]
    public Task Models_of_the_projects_own_are_known() => Verify.Analyzer<ChatParametersAnalyzer>(
        """
        public static class Use
        {
            public static ChatParameters[] Make() =>
            [
                new() { Model = "my/model", Temperature = 5, TopP = {|PG3004:0.5|} },
                new() { Model = "google/gemma-3-27b-it", Temperature = {|PG3004:0.5|} },
                new() { Model = "openai/gpt-5-2025-08-07", Temperature = {|PG3004:0.5|} },
            ];
        }
        """,
        models: """
            model my/model
              temperature 4..6
              roles user
              formats none
              content text
            model google/gemma-3-27b-it
              roles user
              formats none
              content text
            """);

    [Fact]
    public Task PG3004_marks_what_the_model_does_not_have() => Check("""
        public static class Use
        {
            public static ChatParameters Make(double temperature, double? topP, string? effort) => new()
            {
                Model = "openai/gpt-5-2025-08-07",
                Temperature = {|PG3004:temperature|},
                TopP = topP,
                MinP = {|PG3004:temperature + 1|},
                TopK = null,
                Stop = {|PG3004:["a"]|},
                ReasoningEffort = effort,
                Seed = 5,
            };
        }
        """);

    [Fact]
    public Task The_model_is_the_one_that_the_called_prompt_is_declared_with() => Check("""
        public static class Use
        {
            public static async Task DoAsync(IAsk ask, IUnknown unknown, IClaude claude, bool hot, ChatParameters other)
            {
                await ask.AskAsync(new() { Temperature = 1.5 });
                await ask.AskAsync(parameters: new ChatParameters { Temperature = {|PG3002:2.5|} });
                await ask.AskAsync(hot ? new() { TopK = {|PG3003:0|}, Model = "my/model" } : null);
                await ask.AskAsync(hot ? new ChatParameters { TopP = {|PG3002:0.001|} } : (ChatParameters?)null);
                await ask.AskAsync(other ?? new() { TopP = {|PG3002:0.001|} });
                await ask.ReasonAsync(new() { Temperature = {|PG3004:0.5|} });
                await ask.ReasonAsync(new() { Temperature = 0.5, Model = "google/gemma-3-27b-it" });
                await ask.ReasonAsync(new() { Temperature = {|PG3004:0.5|}, Model = null });
                await ask.ReasonAsync(ChatParameters.None with { Temperature = {|PG3004:0.5|} });
                await ask.ReasonAsync(other with { Temperature = 0.5 });
                await ask.ReasonAsync(other with { Temperature = {|PG3004:0.5|}, Model = null });
                await ask.ReasonAsync(new ChatParameters { Model = "google/gemma-3-27b-it" } with { Temperature = 1.5 });
                await unknown.AskAsync(new() { Temperature = {|PG3003:1.5|} });
                await claude.AskAsync(new() { Temperature = {|PG3002:1.5|}, Seed = {|PG3004:5|} });
                await ((IUnknown)claude).AskAsync(new() { Temperature = {|PG3003:1.5|} });
                ask.Log(new() { Temperature = {|PG3003:1.5|} });
            }

            public static Task<string> ViaAsync<T>(T ask) where T : IAsk => ask.AskAsync(new() { Temperature = {|PG3003:1.5|} });

            public static Task<string> FakeAsync(Fake ask) => ask.AskAsync(new() { Temperature = {|PG3003:1.5|} });
        }

        public sealed class Fake : IUnknown
        {
            public Task<string> AskAsync(ChatParameters? parameters = null) => Task.FromResult("");
        }
        """);

    [Fact]
    public Task A_request_is_that_of_its_prompt() => Check("""
        public static class Use
        {
            public static void Do()
            {
                IAsk.PromptRequests.Ask(new() { Temperature = 1.5 });
                IAsk.PromptRequests.Ask(new() { Temperature = {|PG3002:2.5|} });
                IAsk.PromptRequests.Reason(new() { Temperature = {|PG3004:0.5|} });
                IAsk.PromptRequests.Rate(new() { Stop = {|PG3010:["a"]|} });
                IClaude.PromptRequests.Ask(new() { Temperature = {|PG3002:1.5|} });
                IUnknown.PromptRequests.Ask(new() { Temperature = {|PG3003:1.5|} });
            }
        }
        """);

    [Fact]
    public Task PG3006_marks_a_format_that_the_model_does_not_have() => Check("""
        public static class Use
        {
            public static ChatParameters[] Make() =>
            [
                new() { Model = "google/gemma-3-4b-it", ResponseFormat = {|PG3006:ResponseFormat.JsonSchema|} },
                new() { Model = "google/gemma-3-4b-it", ResponseFormat = {|PG3006:ResponseFormat.Text|} },
                new() { Model = "google/gemma-3-27b-it", ResponseFormat = ResponseFormat.JsonSchema },
                new() { Model = "google/gemma-3-4b-it", ResponseFormat = null },
            ];

            public static async Task DoAsync(IAsk ask) =>
                await ask.RateAsync(new() { Model = "google/gemma-3-4b-it" });
        }
        """);

    [Fact]
    public Task PG3008_marks_the_second_limit() => Check("""
        public static class Use
        {
            public static ChatParameters[] Make(int limit, int? other) =>
            [
                new() { MaxTokens = 5, Model = "google/gemma-3-27b-it", MaxCompletionTokens = {|PG3008:5|} },
                new() { MaxCompletionTokens = limit, MaxTokens = {|PG3008:limit + 1|} },
                new() { MaxCompletionTokens = limit, MaxTokens = other },
                new() { MaxCompletionTokens = null, MaxTokens = limit },
            ];
        }
        """);

    [Fact]
    public Task PG3008_marks_a_schema_that_a_text_does_not_have() => Check("""
        public static class Use
        {
            public static async Task DoAsync(IAsk ask)
            {
                await ask.AskAsync(new() { ResponseFormat = {|PG3008:ResponseFormat.JsonSchema|} });
                await ask.AskAsync(new() { ResponseFormat = ResponseFormat.JsonObject });
                await ask.RateAsync(new() { ResponseFormat = ResponseFormat.JsonSchema });
                ask.TellAsync(new() { ResponseFormat = {|PG3008:ResponseFormat.JsonSchema|} });
            }
        }
        """);

    [Fact]
    public Task PG3009_marks_top_p_beside_temperature() => Check("""
        public static class Use
        {
            public static ChatParameters[] Make(double value, double? other) =>
            [
                new() { TopP = {|PG3009:0.5|}, Temperature = 0.5 },
                new() { Temperature = value, TopP = {|PG3009:value|} },
                new() { Temperature = other, TopP = value },
                new() { Temperature = 0.5, TopP = null },
                new() { Temperature = 0.5, TopK = 5 },
            ];
        }
        """);

    [Fact]
    public Task PG3010_marks_stop_texts_beside_a_typed_answer() => Check("""
        public static class Use
        {
            public static async Task DoAsync(IAsk ask)
            {
                await ask.RateAsync(new() { Stop = {|PG3010:["a"]|} });
                await ask.RateAsync(new() { Stop = [] });
                await ask.AskAsync(new() { Stop = ["a"] });
                await ask.AskAsync(new() { Stop = {|PG3010:["a"]|}, ResponseFormat = ResponseFormat.JsonObject });
            }
        }
        """);

    [Fact]
    public Task PG3011_marks_a_limit_under_the_other_name() => Check("""
        public static class Use
        {
            public static ChatParameters[] Make(int limit) =>
            [
                new() { Model = "google/gemma-4-31b-it", MaxCompletionTokens = {|PG3011:limit|} },
                new() { Model = "google/gemma-4-31b-it", MaxTokens = limit },
                new() { Model = "google/gemma-3-27b-it", MaxCompletionTokens = limit },
            ];
        }
        """);

    [Fact]
    public Task Usage_is_asked_for_by_streams() => Verify.Analyzer<ChatParametersAnalyzer>(
        """
        public static class Use
        {
            public static void Do(IAsk ask)
            {
                ask.TellAsync(new() { Model = "plain", IncludeUsage = {|PG3004:true|} });
                ask.TellAsync(new() { Model = "plain", IncludeUsage = false });
                ask.TellAsync(new() { IncludeUsage = true });
                ask.AskAsync(new() { Model = "plain", IncludeUsage = true });
            }
        }
        """ + Prompts,
        models: "model plain\n  roles user\n  formats none\n  content text");

    [Fact]
    public Task The_message_names_value_bounds_and_model() => Verify.Analyzer<ChatParametersAnalyzer>(
        """
        public static class Use
        {
            public static ChatParameters Make() => new() { Model = "google/gemma-3-27b-it", Temperature = {|#0:3.50|} };
        }
        """,
        expected: [new DiagnosticResult("PG3002", DiagnosticSeverity.Error).WithLocation(0).WithMessage("Temperature = 3.5 is out of bounds for the model 'google/gemma-3-27b-it'; set a number from 0 to 2")]);

    [Fact]
    public async Task A_fix_finds_the_nearest_value_in_the_diagnostic()
    {
        var found = await AnalyzeAsync("""
            using PromptGen;
            public static class Use
            {
                public static ChatParameters Make() => new() { Model = "google/gemma-3-27b-it", TopP = -5, Seed = -5, Stop = ["1", "2", "3", "4", "5"] };
                public static ChatParameters Other() => new() { Model = "o1", ReasoningEffort = "xhigh" };
            }
            """);
        Assert.Equal(
            [("-5", "0.01"), ("-5", "1"), ("[\"1\", \"2\", \"3\", \"4\", \"5\"]", null), ("\"xhigh\"", "\"high\"")],
            found.Where(static diagnostic => diagnostic.Id == "PG3002").OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(static diagnostic => (diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length), diagnostic.Properties.GetValueOrDefault("nearest"))));
    }

    [Fact]
    public async Task A_field_of_another_file_is_known_and_one_of_another_assembly_is_not()
    {
        const string Fields = "public static class Fields { public static readonly double Hot = 3; }";
        const string Use = """public static class Use { public static PromptGen.ChatParameters Make() => new() { Model = "google/gemma-3-27b-it", Temperature = Fields.Hot }; }""";
        var both = GeneratorRun.Compile([GeneratorRun.Parse(Use, "Use.cs"), GeneratorRun.Parse(Fields, "Fields.cs")], OutputKind.DynamicallyLinkedLibrary);
        Assert.Equal("PG3002 Fields.Hot", Verify.Describe(Assert.Single(await AnalyzeAsync(both))));

        var fields = GeneratorRun.Compile([GeneratorRun.Parse(Fields, "Fields.cs")], OutputKind.DynamicallyLinkedLibrary).WithAssemblyName("Fields");
        var use = GeneratorRun.Compile([GeneratorRun.Parse(Use, "Use.cs")], OutputKind.DynamicallyLinkedLibrary).AddReferences(fields.ToMetadataReference());
        Assert.Empty(await AnalyzeAsync(use));
    }

    [Theory]
    [InlineData("new() { Temperature = }")]
    [InlineData("new() { Temperature = 3, Temperature = 4 }")]
    [InlineData("new() { Temperature = \"3\", Nothing = 3, Stop = 5, Stop = [5], ResponseFormat = 7, Seed = 1.5 }")]
    [InlineData("new() { Temperature = Missing, Model = Missing }")]
    [InlineData("new() { Temperature += 3, 5, [0] = 3, Extra = { [\"a\"] = default } }")]
    [InlineData("null with { Temperature = 3 }")]
    [InlineData("missing with { Temperature = 3 }")]
    [InlineData("new(3) { Temperature = 3 }")]
    public async Task Half_typed_code_is_no_trouble(string expression) =>
        Assert.DoesNotContain(await AnalyzeAsync($"using PromptGen;\npublic static class Use {{ public static ChatParameters Make() => {expression}; }}"), static diagnostic => diagnostic.Id == "AD0001");

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(string source) =>
        AnalyzeAsync(GeneratorRun.Compile([GeneratorRun.Parse(source, "Source.cs")], OutputKind.DynamicallyLinkedLibrary));

    private static Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> AnalyzeAsync(Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation) =>
        GeneratorRun.Start(compilation).AnalyzeAsync([new ChatParametersAnalyzer()]);

    private static string Write((string Property, string Value)[] rows, string start, string? id) => string.Concat(rows.Select(row =>
        $"{start}{row.Property} = {(id is null ? row.Value : $"{{|{id}:{row.Value}|}}")} }},\n"));

    private static Task Check(string source) => Verify.Analyzer<ChatParametersAnalyzer>(source + Prompts);
}
