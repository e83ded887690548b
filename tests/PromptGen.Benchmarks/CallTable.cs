using System.Globalization;

namespace PromptGen.Benchmarks;

/// <summary>The table of whole calls. A client's row stands over the one by hand of the same call.</summary>
internal static class CallTable
{
    public static async Task RunAsync(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; over the client that is written by hand");
        Console.WriteLine("| call | client | time | allocated | bytes |\n|---|---|--:|--:|--:|");
        CallSuite.Run(rounds);
        await StreamSuite.RunAsync(rounds);
        ItemSuite.Run(rounds);
    }

    public static void Write(string call, string client, (double Time, long Bytes) result, long bytesByHand, string remark = "") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {call} | {client} | {result.Time:F2} | {(double)result.Bytes / bytesByHand:F2} | {result.Bytes:N0}{remark} |"));

    /// <summary>What is compared has to do the same.</summary>
    public static void RequireEqual(string what, string expected, string actual)
    {
        if (actual != expected)
            throw new InvalidOperationException($"{what}: expected {expected}\nfound {actual}");
    }
}
