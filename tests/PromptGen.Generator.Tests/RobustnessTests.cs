using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptGen.Generator.Tests;

/// <summary>Random edits of the snapshot cases. The seed is fixed; a failure says which edit it was.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Edits need no secrecy.")]
public sealed class RobustnessTests
{
    private const int Seed = 20260914;

    private static readonly string[] Cases = [.. SnapshotTests.Cases().Select(static row => SnapshotTests.Source(row.Data))];

    [Fact]
    public async Task Generator_and_analyzer_stand_whatever_is_typed()
    {
        var random = Start();
        for (var i = 0; i < 200; i++)
        {
            var source = Mutate(Cases[random.Next(Cases.Length)], random, random.Next(1, 4));
            try
            {
                await Law.HoldsAsync(GeneratorRun.Start(source));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Edit {i} of seed {Seed}:\n{source}", exception);
            }
        }
    }

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

    private static Random Start()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}");
        return new(Seed);
    }

    /// <summary>Cuts tokens out, or writes them twice, or moves them: a run of them, somewhere.</summary>
    private static string Mutate(string source, Random random, int edits)
    {
        for (var i = 0; i < edits; i++)
        {
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
