using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator;

namespace PromptGen.Benchmarks;

/// <summary>A project of many prompt interfaces, each of five prompts and with types of its own.</summary>
internal static class Corpus
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    /// <summary>The project with what is emitted for it; without the generator nothing of PromptGen is in it.</summary>
    public static CSharpCompilation Make(int interfaces, bool withPromptGen)
    {
        var trees = Enumerable.Range(0, interfaces).Select(i => Parse(withPromptGen ? Prompts(i) : Plain(i), $"Source{i}.cs"));
        var references = withPromptGen ? [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(PromptAttribute).Assembly.Location)] : Net100.References.All;
        var compilation = CSharpCompilation.Create(
            "Corpus", trees, references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
        if (!withPromptGen)
            return compilation;
        CSharpGeneratorDriver.Create([new PromptGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return (CSharpCompilation)output;
    }

    /// <summary>The same project, of which nothing is known yet.</summary>
    public static CSharpCompilation Fresh(CSharpCompilation compilation) => CSharpCompilation.Create(
        compilation.AssemblyName, compilation.SyntaxTrees, compilation.References, compilation.Options);

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Options, path);

    private static string Prompts(int i) => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;
        using PromptGen;

        namespace Corpus.N{{Number(i % 50)}};

        [SystemRole("You are a terse product critic, number {{Number(i)}}.")]
        [PromptDefaults(Model = "google/gemma-3-27b-it", Temperature = 0.2)]
        public partial interface IReviewer{{Number(i)}}
        {
            [Prompt("Review {product.Name} of {product.Maker.Name}:\n{product.Description}", MaxTokens = 400)]
            Task<Review{{Number(i)}}> ReviewAsync(Product{{Number(i)}} product, CancellationToken cancellationToken = default);

            [Prompt("Describe {name} in {words} words, as of {day:yyyy-MM-dd}.", TopP = 0.9, Stop = ["END"])]
            Task<string> DescribeAsync(string name, int words, DateOnly day, CancellationToken cancellationToken = default);

            [Prompt("Which of these is best? {names:, }", Temperature = 0.5, Seed = 7)]
            Task<PromptResult<Review{{Number(i)}}>> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);

            [Prompt("Tell a story about {topic}.")]
            IAsyncEnumerable<string> TellAsync(string topic, CancellationToken cancellationToken = default);

            [Prompt("Translate into {language}: {text}", Temperature = 0)]
            ValueTask<string> TranslateAsync(string text, string language, ChatParameters? parameters = null, CancellationToken cancellationToken = default);
        }

        public sealed record Review{{Number(i)}}(string Verdict, Mood{{Number(i)}} Mood, [property: Range(1, 5)] int Stars, IReadOnlyList<string> Pros, Review{{Number(i)}}? Other);

        public sealed record Product{{Number(i)}}(string Name, string Description, Maker{{Number(i)}}? Maker);

        public sealed record Maker{{Number(i)}}(string Name, int Founded);

        public enum Mood{{Number(i)}} { Good, Mixed, Bad }
        """;

    private static string Plain(int i) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Corpus.N{{Number(i % 50)}};

        public partial interface IReviewer{{Number(i)}}
        {
            Task<Review{{Number(i)}}> ReviewAsync(string product, CancellationToken cancellationToken = default);
            Task<string> DescribeAsync(string name, int words, DateOnly day, CancellationToken cancellationToken = default);
            Task<Review{{Number(i)}}?> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);
            IAsyncEnumerable<string> TellAsync(string topic, CancellationToken cancellationToken = default);
            ValueTask<string> TranslateAsync(string text, string language, CancellationToken cancellationToken = default);
        }

        public sealed record Review{{Number(i)}}(string Verdict, int Stars, IReadOnlyList<string> Pros, Review{{Number(i)}}? Other);
        """;

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
