using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.Benchmarks.Compile;

/// <summary>A project over which a generator has run once. No two share a syntax tree or a symbol of their own.</summary>
internal sealed class Project
{
    public Project(Peer peer, int interfaces)
    {
        Peer = peer;
        Interfaces = interfaces;
        Compilation = peer.Corpus.Compile(interfaces);
        Warm = MakeDriver().RunGenerators(Compilation);
    }

    public Peer Peer { get; }

    public int Interfaces { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>A driver that has run over the compilation.</summary>
    public GeneratorDriver Warm { get; }

    /// <summary>What it has emitted, file by file.</summary>
    public IEnumerable<SourceText> Texts => TextsOf(Warm);

    public static IEnumerable<SourceText> TextsOf(GeneratorDriver driver) => driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText);

    /// <summary>A driver that has run over nothing.</summary>
    public GeneratorDriver MakeDriver() => Corpus.MakeDriver(Peer.Create().AsSourceGenerator());

    /// <summary>The project after an edit in the file of one interface, in the middle; all of its symbols are new.</summary>
    public CSharpCompilation Edit(string before, string after) => Corpus.Edit(Compilation, Corpus.PathOf(Interfaces / 2), before, after);

    /// <summary>What is emitted has to compile.</summary>
    public void RequireNoErrors()
    {
        MakeDriver().RunGeneratorsAndUpdateCompilation(Compilation, out var output, out _);
        if (output.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"{Peer.Name}: {error}");
    }
}
