using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator;
using PromptGen.Generator.Tests;

namespace PromptGen.Benchmarks;

/// <summary>A project of many interfaces, each of five methods and with types of its own, in one library's terms.</summary>
internal sealed class Corpus
{
    /// <summary>A file that declares no interface.</summary>
    public const string Elsewhere = "Elsewhere.cs";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _empty;
    private readonly Func<int, string> _write;

    private Corpus(Func<int, string> write, params Type[] libraries)
    {
        _write = write;
        _empty = CSharpCompilation.Create(
            "Corpus",
            [],
            [.. Net100.References.All, .. libraries.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location))],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
    }

    /// <summary>Prompts for PromptGen, one of them in a file of its own.</summary>
    public static Corpus Prompts { get; } = new(WritePrompts, typeof(PromptAttribute));

    /// <summary>Requests for Refit.</summary>
    public static Corpus Requests { get; } = new(WriteRequests, typeof(Refit.GetAttribute));

    /// <summary>The same for no library.</summary>
    public static Corpus Plain { get; } = new(WritePlain);

    /// <summary>The prompt file.</summary>
    public static AdditionalText PromptFile { get; } = MakePromptFile("Describe");

    public static AdditionalText MakePromptFile(string verb) => new InMemoryText("describe.prompt.md", verb + " {name} in {words} words, as of {day:yyyy-MM-dd}.\n");

    /// <summary>The project, parsed anew.</summary>
    public CSharpCompilation Compile(int interfaces) => _empty.AddSyntaxTrees(
        Enumerable.Range(0, interfaces).Select(i => Parse(_write(i), PathOf(i))).Append(Parse("static class Elsewhere { static int Count() { return 1; } }", Elsewhere)));

    public static GeneratorDriver MakeDriver(ISourceGenerator generator) => CSharpGeneratorDriver.Create([generator], [PromptFile], Options);

    /// <summary>The project with what PromptGen emits for it.</summary>
    public static CSharpCompilation WithOutput(CSharpCompilation compilation)
    {
        MakeDriver(new PromptGenerator().AsSourceGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return (CSharpCompilation)output;
    }

    /// <summary>The same project, of which nothing is known yet.</summary>
    public static CSharpCompilation Fresh(CSharpCompilation compilation) => CSharpCompilation.Create(
        compilation.AssemblyName, compilation.SyntaxTrees, compilation.References, compilation.Options);

    /// <summary>The project after an edit of one of its files.</summary>
    public static CSharpCompilation Edit(CSharpCompilation compilation, string path, string before, string after)
    {
        var tree = compilation.SyntaxTrees.First(tree => tree.FilePath == path);
        var text = tree.ToString();
        var edited = text.Replace(before, after, StringComparison.Ordinal);
        return edited != text ? compilation.ReplaceSyntaxTree(tree, Parse(edited, path)) : throw new InvalidOperationException($"There is no '{before}' in {path}.");
    }

    /// <summary>The file of one of the interfaces.</summary>
    public static string PathOf(int i) => $"Source{Number(i)}.cs";

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Options, path);

    private static string WritePrompts(int i) => $$"""
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

            [Prompt({{(i == 0 ? $"File = \"{PromptFile.Path}\"" : "\"Describe {name} in {words} words, as of {day:yyyy-MM-dd}.\"")}}, TopP = 0.9, Stop = ["END"])]
            Task<string> DescribeAsync(string name, int words, DateOnly day, CancellationToken cancellationToken = default);

            [Prompt("Which of these is best? {names:, }", Temperature = 0.5, Seed = 7)]
            Task<PromptResult<Review{{Number(i)}}>> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);

            [Prompt("Tell a story about {topic}.")]
            IAsyncEnumerable<string> TellAsync(string topic, CancellationToken cancellationToken = default);

            [Prompt("Translate into {language}: {text}", Temperature = 0)]
            ValueTask<string> TranslateAsync(string text, string language, ChatParameters? parameters = null, CancellationToken cancellationToken = default);
        }

        {{WriteTypes(i)}}
        """;

    private static string WriteRequests(int i) => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;
        using Refit;

        namespace Corpus.N{{Number(i % 50)}};

        [Headers("X-Critic: {{Number(i)}}")]
        public interface IReviewer{{Number(i)}}
        {
            [Post("/reviews")]
            Task<Review{{Number(i)}}> ReviewAsync([Body] Product{{Number(i)}} product, CancellationToken cancellationToken = default);

            [Get("/descriptions/{name}")]
            Task<string> DescribeAsync(string name, int words, [Query(Format = "yyyy-MM-dd")] DateOnly day, CancellationToken cancellationToken = default);

            [Get("/comparison")]
            Task<ApiResponse<Review{{Number(i)}}>> CompareAsync([Query(CollectionFormat.Csv)] IReadOnlyList<string> names, CancellationToken cancellationToken = default);

            [Get("/story/{topic}")]
            Task<string> TellAsync(string topic, CancellationToken cancellationToken = default);

            [Post("/translations/{language}")]
            Task<string> TranslateAsync([Body] string text, string language, [Header("X-Tone")] string? tone = null, CancellationToken cancellationToken = default);
        }

        {{WriteTypes(i)}}
        """;

    private static string WritePlain(int i) => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Corpus.N{{Number(i % 50)}};

        public partial interface IReviewer{{Number(i)}}
        {
            Task<Review{{Number(i)}}> ReviewAsync(Product{{Number(i)}} product, CancellationToken cancellationToken = default);
            Task<string> DescribeAsync(string name, int words, DateOnly day, CancellationToken cancellationToken = default);
            Task<Review{{Number(i)}}?> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);
            IAsyncEnumerable<string> TellAsync(string topic, CancellationToken cancellationToken = default);
            ValueTask<string> TranslateAsync(string text, string language, CancellationToken cancellationToken = default);
        }

        {{WriteTypes(i)}}
        """;

    private static string WriteTypes(int i) => $$"""
        public sealed record Review{{Number(i)}}(string Verdict, Mood{{Number(i)}} Mood, [property: Range(1, 5)] int Stars, IReadOnlyList<string> Pros, Review{{Number(i)}}? Other);

        public sealed record Product{{Number(i)}}(string Name, string Description, Maker{{Number(i)}}? Maker);

        public sealed record Maker{{Number(i)}}(string Name, int Founded);

        public enum Mood{{Number(i)}} { Good, Mixed, Bad }
        """;

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
