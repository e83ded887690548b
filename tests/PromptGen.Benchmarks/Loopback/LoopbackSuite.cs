namespace PromptGen.Benchmarks;

/// <summary>What whole calls cost over a socket, to a server in another process. All of the client's threads count, and all that they allocate.</summary>
internal static class LoopbackSuite
{
    public static async Task RunAsync(int rounds)
    {
        using var server = await ServerProcess.StartAsync();
        using var handler = new SocketsHttpHandler();
        CallTable.WriteHead(rounds);
        await MeasureAsync(rounds, "an answer of 2 KB", Connect("report", 2_000).Reports, static report => report.Entries.Count);
        await MeasureAsync(rounds, "an answer of 100 KB", Connect("report", 100_000).Reports, static report => report.Entries.Count);
        await MeasureAsync(rounds, "a text of 200 chunks", Connect("story", 200).Stories, static length => length);
        await MeasureAsync(rounds, "items of 256 KB", Connect("list", 256 * 1024).Lists, static count => count, warmUp: 10);

        Clients Connect(string kind, int size) => new(handler, server.BaseAddress(kind, size));
    }

    private static async Task MeasureAsync<T>(
        int rounds, string call, IReadOnlyList<(string Name, Func<Task<T>> Call)> clients, Func<T, int> count, int warmUp = 60)
    {
        var expected = count(await clients[0].Call());
        foreach (var client in clients)
            CallTable.RequireEqual(client.Name, expected, count(await client.Call()));
        var times = Turns.CompareTimes(rounds, [.. clients.Select(static client => (Action)(() => client.Call().GetAwaiter().GetResult()))], warmUp);
        var bytes = new List<long>();
        foreach (var client in clients)
            bytes.Add(await Turns.AllocatedAsync(client.Call, warmUp: 10));
        CallTable.Write(call, clients, [.. times.Zip(bytes)]);
    }
}
