using System.Globalization;

namespace PromptGen.Benchmarks;

/// <summary>Many calls at a time through one client, to a server in another process that answers at once, and to one that takes a while.</summary>
internal static class ScaleSuite
{
    private const int SlowMilliseconds = 200;

    public static async Task RunAsync(int rounds)
    {
        using var server = await ServerProcess.StartAsync();
        using var handler = new SocketsHttpHandler();
        Console.WriteLine($"{rounds} rounds; calls a second of processor time over the client that is written by hand");
        Console.WriteLine("| server | in flight | client | calls a second per core | over by hand | bytes a call | contentions | threads |\n|---|--:|---|--:|--:|--:|--:|--:|");
        foreach (var delay in new[] { 0, SlowMilliseconds })
        {
            using var clients = new Clients(handler, server.BaseAddress("report", 2_000, delay));
            foreach (var inFlight in new[] { 1, 4, 16, 64, 256, 1024 })
                await MeasureAsync(rounds, delay, inFlight, [.. clients.Reports.Where(static client => !client.Name.Contains('`', StringComparison.Ordinal) && !client.Name.Contains("same", StringComparison.Ordinal))]);
        }
    }

    private static async Task MeasureAsync(int rounds, int delay, int inFlight, IReadOnlyList<(string Name, Func<Task<Report>> Call)> clients)
    {
        var calls = delay == 0 ? Math.Max(1024, 2 * inFlight) : Math.Max(8, 2 * inFlight);
        var samples = clients.Select(static _ => new List<Sample>()).ToList();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < clients.Count; i++)
            {
                var sample = await RunAsync(clients[i].Call, inFlight, calls);
                if (round >= 0)
                    samples[i].Add(sample);
            }
        }

        for (var i = 0; i < clients.Count; i++)
        {
            var over = Turns.Median(samples[0].Zip(samples[i], static (byHand, other) => byHand.Seconds / other.Seconds));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {(delay == 0 ? "at once" : $"{delay} ms")} | {inFlight} | {clients[i].Name} | {calls / Turns.Median(samples[i].Select(static sample => sample.Seconds)):N0} | {over:F2} | {Turns.Median(samples[i].Select(static sample => (double)sample.Bytes)) / calls:N0} | {samples[i].Sum(static sample => sample.Contentions)} | {samples[i].Max(static sample => sample.Threads)} |"));
        }
    }

    /// <summary>Makes so many calls, so many of them at a time.</summary>
    private static async Task<Sample> RunAsync(Func<Task<Report>> call, int inFlight, int calls)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var contentions = Monitor.LockContentionCount;
        var start = Environment.CpuUsage.TotalTime;
        var left = calls;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await call();
        }));
        return new(
            (Environment.CpuUsage.TotalTime - start).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - bytes,
            Monitor.LockContentionCount - contentions,
            ThreadPool.ThreadCount);
    }

    private readonly record struct Sample(double Seconds, long Bytes, long Contentions, int Threads);
}
