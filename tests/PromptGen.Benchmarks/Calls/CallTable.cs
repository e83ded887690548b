using System.Globalization;

namespace PromptGen.Benchmarks;

/// <summary>The table of whole calls. A client's row stands over the one by hand of the same call.</summary>
internal static class CallTable
{
    public static async Task RunAsync(int rounds)
    {
        WriteHead(rounds);
        CallSuite.Run(rounds);
        await StreamSuite.RunAsync(rounds);
        ItemSuite.Run(rounds);
    }

    public static void WriteHead(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; over the client that is written by hand");
        Console.WriteLine("| call | client | time | allocated | bytes |\n|---|---|--:|--:|--:|");
    }

    public static void Write<T>(
        string call, IReadOnlyList<(string Name, Func<Task<T>> Call)> clients, IReadOnlyList<(double Time, long Bytes)> results, IReadOnlyList<string>? remarks = null)
    {
        for (var i = 0; i < clients.Count; i++)
        {
            var (time, bytes) = results[i];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {call} | {clients[i].Name} | {time:F2} | {(double)bytes / results[0].Bytes:F2} | {bytes:N0}{remarks?[i]} |"));
        }
    }

    /// <summary>What is compared has to do the same.</summary>
    public static void RequireEqual(string what, string expected, string actual)
    {
        if (actual != expected)
            throw new InvalidOperationException($"{what}: expected {expected}\nfound {actual}");
    }

    /// <inheritdoc cref="RequireEqual(string, string, string)"/>
    public static void RequireEqual(string what, int expected, int actual) =>
        RequireEqual(what, expected.ToString(CultureInfo.InvariantCulture), actual.ToString(CultureInfo.InvariantCulture));
}
