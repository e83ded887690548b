using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PromptGen.Benchmarks.Compile;

/// <summary>What the generator costs after each kind of edit, over the least that a generator of clients can do.</summary>
internal static class CompileSuite
{
    private static readonly Peer[] Peers = [Peer.Floor, Peer.PromptGen, Peer.Refit];

    public static void Run(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; time and bytes over the floor's");
        Console.WriteLine("| interfaces | edit | generator | time | allocated | bytes per interface | files redone | files kept |\n|--:|---|---|--:|--:|--:|--:|--:|");

        // One interface goes through all of the code, hundreds of times in a round: it warms up for those that follow.
        foreach (var (interfaces, warmUp) in new[] { (1, 40), (100, 3), (1_000, 1) })
        {
            var projects = Peers.Select(peer => new Project(peer, interfaces)).ToList();
            if (interfaces == 1)
                projects.ForEach(static project => project.RequireNoErrors());
            foreach (var scenario in Scenario.All)
            {
                var results = Turns.Compare(rounds, [.. projects.Select(project => Work(scenario, project))], warmUp);
                for (var i = 0; i < Peers.Length; i++)
                {
                    var (redone, kept) = scenario.CountFiles(projects[i]);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {interfaces:N0} | {scenario.Name} | {Peers[i].Name} | {results[i].Time:F2} | {(double)results[i].Bytes / results[0].Bytes:F2} | {results[i].Bytes / interfaces:N0} | {redone:N0} | {kept:N0} |"));
                }
            }
        }

        WriteGrowth(rounds);
        WriteEmitted();
    }

    /// <summary>What an interface costs among 1,000, over what it costs among 100.</summary>
    private static void WriteGrowth(int rounds)
    {
        Console.WriteLine("\n| cold, an interface among 1,000 over one among 100 | time | allocated |\n|---|--:|--:|");
        foreach (var peer in Peers)
        {
            var results = Turns.Compare(rounds, [Work(Scenario.Cold, new(peer, 100)), Work(Scenario.Cold, new(peer, 1_000))], warmUp: 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {peer.Name} | {results[1].Time / 10:F2} | {results[1].Bytes / 10.0 / results[0].Bytes:F2} |"));
        }
    }

    private static void WriteEmitted()
    {
        const int Interfaces = 100;
        Console.WriteLine("\n| emitted for an interface | characters | files |\n|---|--:|--:|");
        foreach (var peer in Peers)
        {
            var texts = new Project(peer, Interfaces).Texts.ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {peer.Name} | {texts.Sum(static text => text.Length) / Interfaces:N0} | {(double)texts.Count / Interfaces:F2} |"));
        }
    }

    private static (Func<(GeneratorDriver Driver, Compilation Compilation)> Prepare, Action<(GeneratorDriver Driver, Compilation Compilation)> Run) Work(Scenario scenario, Project project) =>
        (() => scenario.Prepare(project), static prepared => prepared.Driver.RunGenerators(prepared.Compilation));
}
