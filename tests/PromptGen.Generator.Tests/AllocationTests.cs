using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Tests;

/// <summary>What a run allocates in which nothing is written again. Bytes are compared with bytes of the same process, over projects of which one is four times the other.</summary>
public sealed class AllocationTests
{
    private const int Few = 25;
    private const int Many = 4 * Few;

    /// <summary>The compiler keeps a few hundred bytes for each file, changed or not, whoever writes it; ours is to add little to that.</summary>
    [Fact]
    public void Where_nothing_changed_a_file_costs_what_the_compiler_takes_for_it()
    {
        static CSharpCompilation Same(CSharpCompilation compilation) => compilation;
        var ours = (Measure(new PromptGenerator(), Many, Same) - Measure(new PromptGenerator(), Few, Same)) / (double)(Many - Few);
        var compilers = (Measure(new EmptyFiles(), Many, Same) - Measure(new EmptyFiles(), Few, Same)) / (double)(Many - Few);
        Assert.InRange(ours / compilers, 0.5, 1.5);
    }

    /// <summary>The compiler has each interface read again whatever was edited; none is to be read more than once, nor compared with all others.</summary>
    [Fact]
    public void An_edit_elsewhere_costs_each_interface_the_same()
    {
        static CSharpCompilation Edit(CSharpCompilation compilation) => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Elsewhere(2));
        Assert.InRange(Measure(new PromptGenerator(), Many, Edit) / (double)Measure(new PromptGenerator(), Few, Edit), 3, 4.2);
    }

    /// <summary>The bytes of a run over an edited project, by a driver that has run over it before the edit.</summary>
    private static long Measure(IIncrementalGenerator generator, int interfaces, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        // The first time is for what is made once in a process.
        Run();
        return Run();

        long Run()
        {
            var compilation = GeneratorRun.Compile([Elsewhere(1), .. Enumerable.Range(0, interfaces).Select(Prompts)], OutputKind.DynamicallyLinkedLibrary);
            compilation = compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));
            var driver = CSharpGeneratorDriver.Create(generator).RunGenerators(compilation, TestContext.Current.CancellationToken);
            Assert.True(driver.GetRunResult().GeneratedTrees.Length >= 2 * interfaces);
            var edited = edit(compilation);
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver.RunGenerators(edited, TestContext.Current.CancellationToken);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static SyntaxTree Elsewhere(int value) =>
        GeneratorRun.Parse($"static class Elsewhere {{ static int M() {{ return {value.ToString(CultureInfo.InvariantCulture)}; }} }}", "Elsewhere.cs");

    /// <summary>An interface of two prompts, with a type of its own: there are two files for it.</summary>
    private static SyntaxTree Prompts(int i)
    {
        var number = i.ToString("D3", CultureInfo.InvariantCulture);
        return GeneratorRun.Parse(
            $$"""
            using System.Threading.Tasks;
            using PromptGen;

            public partial interface I{{number}}
            {
                [Prompt("Judge {product}.", Temperature = 0.5)]
                Task<Judgement{{number}}> JudgeAsync(string product);

                [Prompt("Describe {product}.")]
                Task<string> DescribeAsync(string product);
            }

            public record Judgement{{number}}(string Verdict, int Stars);
            """,
            $"Source{number}.cs");
    }

    /// <summary>Writes an empty file for each prompt: what that costs is the compiler's.</summary>
    private sealed class EmptyFiles : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                KnownNames.PromptMetadataName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (match, _) => $"{match.TargetSymbol.ContainingType.Name}.{match.TargetSymbol.Name}.g.cs"),
            static (output, name) => output.AddSource(name, SourceText.From("", Encoding.UTF8)));
    }
}
