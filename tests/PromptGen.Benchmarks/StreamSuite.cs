using System.Globalization;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>What a streamed text costs: all but the network.</summary>
internal static class StreamSuite
{
    private const int Chunks = 200;

    public static void Run(int rounds)
    {
        var handler = new CannedHandler("text/event-stream", Replies.Stream(Chunks));
        using var clients = new Clients(handler);
        using var clientsOfTwice = new Clients(new CannedHandler("text/event-stream", Replies.Stream(2 * Chunks)));
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

        var results = Turns.Compare(rounds, [.. calls.Select(client => (Action)(() => Synchronously.Run(client.Call(clients))))]);
        for (var i = 0; i < calls.Length; i++)
        {
            // What a chunk adds, without what a call takes.
            var call = calls[i].Call;
            var perChunk = (double)(Turns.Allocated(() => Synchronously.Run(call(clientsOfTwice))) - results[i].Bytes) / Chunks;
            CallTable.Write($"a text of {Chunks} chunks", calls[i].Name, results[i], results[0].Bytes, string.Create(CultureInfo.InvariantCulture, $", {perChunk:N0} a chunk"));
        }
    }
}
