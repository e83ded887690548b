using System.Globalization;
using PromptGen.Benchmarks;

namespace PromptGen.IntegrationTests;

/// <summary>
/// What calls allocate, within a fifth: over the handler of the benchmarks, where nothing waits and one thread does all. Code that is not
/// optimized keeps the state of each asynchronous method on the heap, so it has figures of its own.
/// </summary>
public sealed class AllocationTests
{
#if DEBUG
    private const bool IsOptimized = false;
#else
    private const bool IsOptimized = true;
#endif

    [Theory]
    [InlineData(2_000, 6_900, 8_200)]
    [InlineData(100_000, 231_300, 232_600)]
    public void A_structured_call(int size, long optimized, long debugged)
    {
        using var handler = new CannedHandler("application/json", Replies.Whole(Documents.Make(size)));
        using var client = new HttpClient(handler);
        var reporter = IReporter.Create(Transport(client));
        RequireBytes(IsOptimized ? optimized : debugged, () => Synchronously.Run(reporter.ReportAsync(Asked.Product, Asked.Day, Asked.Entries)));
    }

    [Theory]
    [InlineData(200, 15_700, 164_000)]
    [InlineData(2_000, 105_000, 1_560_000)]
    public void A_streamed_text(int chunks, long optimized, long debugged)
    {
        using var handler = new CannedHandler("text/event-stream", Replies.Stream(chunks));
        using var client = new HttpClient(handler);
        var reporter = IReporter.Create(Transport(client));
        RequireBytes(IsOptimized ? optimized : debugged, () => Synchronously.Run(CountAsync(reporter.TellAsync(Asked.Topic, Asked.Words))));
    }

    [Theory]
    [InlineData(64 * 1024, 700_000, 5_840_000)]
    public void Streamed_items(int size, long optimized, long debugged)
    {
        using var handler = new CannedHandler("text/event-stream", Replies.Stream(Documents.MakeList(size), characters: 8));
        using var client = new HttpClient(handler);
        var reporter = IReporter.Create(Transport(client));
        RequireBytes(IsOptimized ? optimized : debugged, () => Synchronously.Run(CountAsync(reporter.ListAsync(Asked.Product, Asked.Entries))));
    }

    private static HttpChatTransport Transport(HttpClient client) => new(client, new() { BaseAddress = new("https://api.example.com/v1/"), ApiKey = new('k', 40) });

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items)
            count++;
        return count;
    }

    private static void RequireBytes(long expected, Action call)
    {
        // What is made once and kept is not a call's, nor is what only code allocates that the runtime has not yet got around to optimize.
        const int Attempts = 200;
        long bytes = 0;
        for (var i = 0; i < Attempts; i++)
        {
            bytes = Turns.Allocated(call);
            if (Math.Abs(bytes - expected) <= expected / 5)
                return;
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes, not about {expected:N0}."));
    }
}
