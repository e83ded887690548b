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
        CallTable.RequireEqual("By hand", Replies.Text(Chunks), string.Concat(clients.ByHand.TellAsync().ToBlockingEnumerable()));
        CallTable.RequireEqual("PromptGen", Replies.Text(Chunks), string.Concat(clients.PromptGen.TellAsync(Asked.Topic, Asked.Words).ToBlockingEnumerable()));
        CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.Story.Span));
        foreach (var (name, call) in clients.Stories)
            CallTable.RequireEqual(name, Replies.Text(Chunks).Length, Synchronously.Run(call()));

        var results = Turns.Compare(rounds, [.. clients.Stories.Select(static client => (Action)(() => Synchronously.Run(client.Call())))]);
        var remarks = new List<string>();
        for (var i = 0; i < clients.Stories.Count; i++)
        {
            // What a chunk adds, without what a call takes: one that is there already, and one that is waited for.
            var (call, callThatWaits, callThatWaitsTwice) = (clientsOfTwice.Stories[i].Call, clientsThatWait.Stories[i].Call, clientsThatWaitTwice.Stories[i].Call);
            var atOnce = Turns.Allocated(() => Synchronously.Run(call())) - results[i].Bytes;
            var waiting = await Turns.AllocatedAsync(callThatWaitsTwice) - await Turns.AllocatedAsync(callThatWaits);
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"; a chunk {(double)atOnce / Chunks:N0}, waited for {(double)waiting / Chunks:N0}"));
        }

        CallTable.Write($"a text of {Chunks} chunks", clients.Stories, results, remarks);
    }
}
