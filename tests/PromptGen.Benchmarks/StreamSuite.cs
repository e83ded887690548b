using System.Globalization;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>What a streamed text costs: all but the network.</summary>
internal static class StreamSuite
{
    private const int Chunks = 200;

    public static async Task RunAsync(int rounds)
    {
        var handler = new CannedHandler("text/event-stream", Replies.Stream(Chunks));
        using var clients = new Clients(handler);
        using var clientsOfTwice = new Clients(new CannedHandler("text/event-stream", Replies.Stream(2 * Chunks)));
        using var clientsThatWait = new Clients(new CannedHandler("text/event-stream", Replies.Stream(Chunks), waits: true));
        using var clientsThatWaitTwice = new Clients(new CannedHandler("text/event-stream", Replies.Stream(2 * Chunks), waits: true));
        (string Name, Func<Clients, IAsyncEnumerable<string>> Call)[] calls =
        [
            ("by hand", static clients => clients.ByHand.TellAsync()),
            ("PromptGen", static clients => clients.PromptGen.TellAsync(Asked.Topic, Asked.Words)),
            ("HttpClient and System.Text.Json, source-generated", static clients => clients.Serializer.TellAsync()),
            ("OpenAI", static clients => clients.OpenAI.TellAsync()),
            ("Microsoft.Extensions.AI", static clients => clients.ExtensionsAI.TellAsync()),
        ];
        foreach (var (name, call) in calls)
        {
            CallTable.RequireEqual(name, Replies.Text(Chunks), string.Concat(call(clients).ToBlockingEnumerable()));
            if (name == "PromptGen")
                CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.Story.Span));
        }

        var results = Turns.Compare(rounds, [.. calls.Select(client => (Action)(() => Synchronously.Run(SumAsync(client.Call(clients)))))]);
        for (var i = 0; i < calls.Length; i++)
        {
            // What a chunk adds, without what a call takes: one that is there already, and one that is waited for.
            var call = calls[i].Call;
            var atOnce = Turns.Allocated(() => Synchronously.Run(SumAsync(call(clientsOfTwice)))) - results[i].Bytes;
            var waiting = await Turns.AllocatedAsync(() => SumAsync(call(clientsThatWaitTwice))) - await Turns.AllocatedAsync(() => SumAsync(call(clientsThatWait)));
            CallTable.Write(
                $"a text of {Chunks} chunks",
                calls[i].Name,
                results[i],
                results[0].Bytes,
                string.Create(CultureInfo.InvariantCulture, $"; a chunk {(double)atOnce / Chunks:N0}, waited for {(double)waiting / Chunks:N0}"));
        }
    }

    private static async Task<int> SumAsync(IAsyncEnumerable<string> pieces)
    {
        var length = 0;
        await foreach (var piece in pieces)
            length += piece.Length;
        return length;
    }
}
