using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptGen.Generator.Tests;

/// <summary>Random edits of the snapshot cases. The seed is fixed; a failure says which edit it was.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Edits need no secrecy.")]
public sealed class RobustnessTests
{
    private const int Seed = 20260914;

    /// <summary>How many edits are tried. <c>PROMPTGEN_EDITS</c> sets it: ten thousand for a night.</summary>
    private static readonly int Edits = int.TryParse(Environment.GetEnvironmentVariable("PROMPTGEN_EDITS"), out var edits) ? edits : 500;

    private const string Models = """
        # A model of our own.
        model google/gemma-3-27b-it
        model a/base
          temperature 0..<1.5
          top_p >0..1
          stop ..4
          reasoning_effort low high
          roles system user
          formats json_schema
          content text image_url
        """;

    private static readonly string[] Prompts = ["Ask {x} for {order.Customer.Name:F2}, {tags:\\n- }.\n", "{text}", "{{}} {order:json}\r\n{", ""];

    private static readonly string[] Cases = [.. SnapshotTests.Cases().Select(static row => SnapshotTests.Source(row.Data)), Usage];

    /// <summary>Many edits: nothing throws. For some of them the whole law is tried, which takes longer.</summary>
    [Fact]
    public Task Generator_and_analyzers_stand_whatever_is_typed() => Parallel.ForAsync(0, Edits, TestContext.Current.CancellationToken, static async (i, cancellationToken) =>
    {
        var random = new Random(Seed + i);
        var source = Mutate(Cases[random.Next(Cases.Length)], random, random.Next(1, 4));
        InMemoryText[] files =
        [
            new("case.prompt.md", Cut(Prompts[random.Next(Prompts.Length)], random)),
            new("promptgen.models.txt", Cut(Models, random)),
        ];
        try
        {
            var run = GeneratorRun.Start(source, [.. files]);
            Assert.Empty(run.Diagnostics);
            Assert.DoesNotContain(await run.AnalyzeOpenFilesAsync(), static finding => finding.Id == "AD0001");
            if (i % 20 == 0)
                await Law.HoldsAsync(run);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"Edit {i} of seed {Seed}:\n{source}\n{string.Join("\n", files.Select(static file => file.GetText()))}", exception);
        }
    });

    [Fact]
    public void What_is_known_from_before_changes_nothing_that_is_emitted()
    {
        var random = Start();
        for (var i = 0; i < 12; i++)
        {
            var source = Cases[random.Next(Cases.Length)];
            var run = GeneratorRun.Start(source);
            for (var j = 0; j < 5; j++)
            {
                // Most edits lead away from code that compiles; every other one leads back.
                var edited = j % 2 == 0 ? Mutate(source, random, 1) : source;
                var tree = run.Input.SyntaxTrees[0];
                run = run.Continue(run.Input.ReplaceSyntaxTree(tree, GeneratorRun.Parse(edited, tree.FilePath)));
                Assert.True(GeneratorRun.Start(edited).EmittedText == run.EmittedText, $"Edit {i}.{j} of seed {Seed}:\n{edited}");
            }
        }
    }

    /// <summary>What is wrong in many places already, and what calls it.</summary>
    private const string Usage = """
        using System.Net.Http;
        using System.Threading.Tasks;
        using PromptGen;

        [assembly: PromptDefaults(Temperature = -1, Stop = new[] { "a", "" })]

        [SystemRole(File = "case.prompt.md"), SystemRole("You are " + nameof(IAsk) + $"{{mood}} {{text.Length:D3}}")]
        public partial interface IAsk
        {
            [Prompt(File = "case.prompt.md", Model = "google/gemma-3-4b-it", TopP = 0.5f, MaxTokens = 0)]
            Task<Answer> AskAsync(string text, int[] tags, (int A, string B) pair, PromptImage image, ChatParameters parameters);

            [Prompt(@"{text} ""{tags:json}"" {pair.B} {missing}", Seed = 5, Temperature = double.NaN)]
            System.Collections.Generic.IAsyncEnumerable<string> TellAsync(string text, params int[] tags);
        }

        public record Answer(int X, Answer? Next);

        public class Use
        {
            private static readonly double Warm = 3 * -0.5;

            public async Task MAsync(IAsk ask)
            {
                using var client = new HttpClient();
                var transport = new HttpChatTransport(client, new() { ApiKey = "0123456789abcdef" });
                var parameters = new ChatParameters { Temperature = Warm, TopK = -1, Stop = ["", .. new[] { "x" }] } with { Model = "o1", MaxTokens = 5 };
                await ask.AskAsync("", [], default, PromptImage.FromUrl(new("https://example.com/")), new() { TopP = 7, MaxTokens = 1, MaxCompletionTokens = 1 });
                foreach (var x in new[] { 1 })
                    IAsk.Create(new HttpChatTransport(new HttpClient(), new()));
            }
        }
        """;

    private static Random Start()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}");
        return new(Seed);
    }

    /// <summary>Cuts some characters out, or writes them twice.</summary>
    private static string Cut(string text, Random random)
    {
        var start = random.Next(text.Length + 1);
        var cut = text[start..random.Next(start, Math.Min(text.Length, start + 12) + 1)];
        return random.Next(3) switch { 0 => text, 1 => text.Insert(start, cut), _ => text.Remove(start, cut.Length) };
    }

    /// <summary>Cuts tokens out, or writes them twice, or moves them: a run of them, somewhere. Or a few characters, wherever they are.</summary>
    private static string Mutate(string source, Random random, int edits)
    {
        for (var i = 0; i < edits; i++)
        {
            if (random.Next(3) == 0)
            {
                source = Cut(source, random);
                continue;
            }

            var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().ToList();
            var first = random.Next(tokens.Count);
            var last = Math.Min(tokens.Count - 1, first + random.Next(random.Next(2) == 0 ? 2 : 30));
            var (start, end) = (tokens[first].FullSpan.Start, tokens[last].FullSpan.End);
            var cut = source[start..end];
            source = random.Next(4) switch
            {
                0 => source.Insert(start, cut),
                1 => source.Remove(start, cut.Length).Insert(random.Next(source.Length - cut.Length), cut),
                _ => source.Remove(start, cut.Length),
            };
        }

        return source;
    }
}
