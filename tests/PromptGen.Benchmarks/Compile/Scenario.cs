using Microsoft.CodeAnalysis;

namespace PromptGen.Benchmarks.Compile;

/// <summary>Something that makes a generator run.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Prepare">What is run over what.</param>
internal sealed record Scenario(string Name, Func<Project, (GeneratorDriver Driver, Compilation Compilation)> Prepare)
{
    public static Scenario Cold { get; } = new("cold", static project => (project.MakeDriver(), project.Peer.Corpus.Compile(project.Interfaces)));

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Cold,
        new("nothing", static project => (project.Warm, project.Compilation)),
        new("a statement in a file without prompts", static project => (project.Warm, Corpus.Edit(project.Compilation, Corpus.Elsewhere, "return 1", "return 2"))),
        new("a comment before prompts", static project => (project.Warm, project.Edit("using System;", "// A comment that moves everything.\nusing System;"))),
        new("a prompt's text", static project => (project.Warm, project.Edit("story", "tale"))),
        new("a member's type", static project => (project.Warm, project.Edit("IReadOnlyList<string> Pros", "IReadOnlyList<int> Pros"))),
        new("a prompt file's text", static project => (project.Warm.ReplaceAdditionalText(Corpus.PromptFile, Corpus.MakePromptFile("Sketch")), project.Compilation)),
    ];

    /// <summary>How many files are written again, and how many are kept. It is told by the texts: the driver takes steps' reasons down only at a cost that grows with a power of the project.</summary>
    public (int Redone, int Kept) CountFiles(Project project)
    {
        var (driver, compilation) = Prepare(project);
        var known = project.Texts.ToHashSet(ReferenceEqualityComparer.Instance);
        var kept = Project.TextsOf(driver.RunGenerators(compilation)).ToLookup(known.Contains);
        return (kept[false].Count(), kept[true].Count());
    }
}
