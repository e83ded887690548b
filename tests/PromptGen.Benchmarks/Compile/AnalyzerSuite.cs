using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Benchmarks;

/// <summary>What the analyzers cost: a build's diagnostics with them against the same without, round by round in turns.</summary>
internal static class AnalyzerSuite
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(PromptInterfaceAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static async Task RunAsync(int interfaces, int rounds)
    {
        Console.WriteLine($"{interfaces} interfaces of five methods, {Analyzers.Length} analyzers, {rounds} rounds; with analyzers / without");
        Console.WriteLine("| project | time | allocated |\n|---|--:|--:|");
        foreach (var (name, compilation) in new[] { ("prompts", Corpus.WithOutput(Corpus.Prompts.Compile(interfaces))), ("no reference to PromptGen", Corpus.Plain.Compile(interfaces)) })
        {
            var (time, bytes) = await CompareAsync(compilation, rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {time:F2} | {bytes:F2} |"));
        }
    }

    private static async Task<(double Time, double Bytes)> CompareAsync(CSharpCompilation compilation, int rounds)
    {
        var off = new List<(double Time, long Bytes)>();
        var on = new List<(double Time, long Bytes)>();

        // The first round warms up, and shows that there is nothing to report.
        for (var round = 0; round <= rounds; round++)
        {
            var without = await MeasureAsync(compilation, isOn: false);
            var with = await MeasureAsync(compilation, isOn: true);
            if (round == 0)
                continue;
            off.Add(without);
            on.Add(with);
        }

        return (Median(on.Select(static sample => sample.Time)) / Median(off.Select(static sample => sample.Time)), Median(on.Select(static sample => (double)sample.Bytes)) / Median(off.Select(static sample => (double)sample.Bytes)));
    }

    private static async Task<(double Time, long Bytes)> MeasureAsync(CSharpCompilation compilation, bool isOn)
    {
        var fresh = Corpus.Fresh(compilation);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var diagnostics = isOn
            ? await fresh.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(new([Corpus.PromptFile]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAllDiagnosticsAsync()
            : fresh.GetDiagnostics();
        var time = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds;
        if (diagnostics.Any(static diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning))
            throw new InvalidOperationException(diagnostics.First(static diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).ToString());
        return (time, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static double Median(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
