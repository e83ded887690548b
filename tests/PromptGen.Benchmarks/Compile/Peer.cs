using System.Reflection;
using Microsoft.CodeAnalysis;
using PromptGen.Generator;

namespace PromptGen.Benchmarks.Compile;

/// <summary>A generator that is measured, and the projects that it is for.</summary>
internal sealed record Peer(string Name, Corpus Corpus, Func<IIncrementalGenerator> Create)
{
    public static Peer Floor { get; } = new("the floor", Corpus.Prompts, static () => new FloorGenerator());

    public static Peer PromptGen { get; } = new("PromptGen", Corpus.Prompts, static () => new PromptGenerator());

    public static Peer Refit { get; } = new("Refit", Corpus.Requests, LoadRefit);

    private static IIncrementalGenerator LoadRefit()
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "InterfaceStubGeneratorV2.dll"));
        var type = assembly.GetTypes().Single(static type => !type.IsAbstract && type.IsAssignableTo(typeof(IIncrementalGenerator)));
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }
}
