using System.Globalization;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>What the first call costs: programs that make one and end, by each client, however they are compiled.</summary>
internal static class StartUpSuite
{
    private static readonly (string Name, string Client)[] Clients =
    [
        ("by hand", "ByHand"),
        ("PromptGen", "PromptGen"),
        ("HttpClient and System.Text.Json, source-generated", "Serializer"),
        ("OpenAI and System.Text.Json, schema made once", "OpenAI"),
        ("Microsoft.Extensions.AI and System.Text.Json, schema made once", "ExtensionsAI"),
    ];

    public static async Task RunAsync(int rounds)
    {
        const int WarmUp = 2;
        var folder = Directory.CreateTempSubdirectory("promptgen-startup-");
        try
        {
            const int Bytes = 2_000;
            var entries = JsonSerializer.Deserialize(Documents.Make(Bytes), ReportContext.Default.Report)!.Entries.Count;
            using var server = await ServerProcess.StartAsync();
            var programs = new List<StartUpProgram>();
            foreach (var compiled in Enum.GetValues<Compiled>())
            {
                foreach (var (_, client) in Clients)
                    programs.Add(await StartUpProgram.PublishAsync(client, compiled, folder.FullName));
            }

            var runs = programs.Select(static _ => new List<StartUp>()).ToList();
            for (var round = 0; round < WarmUp + rounds; round++)
            {
                for (var i = 0; i < programs.Count; i++)
                {
                    var run = await programs[i].RunAsync(server.BaseAddress("report", Bytes), entries);
                    if (round >= WarmUp)
                        runs[i].Add(run);
                }
            }

            Console.WriteLine($"{rounds} rounds; over the program whose client is written by hand");
            Console.WriteLine("| compiled | client | MB | size | warnings | wall | time | ms | memory | MB |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
            foreach (var compiled in Enum.GetValues<Compiled>())
                Write(compiled, programs, runs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(Compiled compiled, List<StartUpProgram> programs, List<List<StartUp>> runs)
    {
        var first = (int)compiled * Clients.Length;
        for (var i = 0; i < Clients.Length; i++)
        {
            var (program, run) = (programs[first + i], runs[first + i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {compiled} | {Clients[i].Name} | {program.Bytes / 1e6:F2} | {(double)program.Bytes / programs[first].Bytes:F3} | {program.Warnings} | {Ratio(static start => start.Wall.Ticks):F2} | {Ratio(static start => start.ProcessorTime.Ticks):F2} | {Median(static start => start.ProcessorTime.TotalMilliseconds):F1} | {Ratio(static start => start.PeakBytes):F2} | {Median(static start => start.PeakBytes / 1e6):F1} |"));

            double Ratio(Func<StartUp, long> value) => Turns.Median(run.Zip(runs[first], (one, byHand) => (double)value(one) / value(byHand)));
            double Median(Func<StartUp, double> value) => Turns.Median(run.Select(value));
        }
    }
}
