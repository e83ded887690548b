using System.Globalization;
using System.Text;

namespace PromptGen.Benchmarks;

/// <summary>What a streamed text costs.</summary>
internal static class StreamSuite
{
    private const int Chunks = 200;

    public static void Run(int rounds)
    {
        var handler = new CannedHandler("text/event-stream", Replies.Stream(Chunks));
        using var clients = new Clients(handler);
        using var longer = new Clients(new CannedHandler("text/event-stream", Replies.Stream(2 * Chunks)));
        (string Name, Func<Clients, IAsyncEnumerable<string>> Stream)[] streams =
        [
            ("by hand", static it => it.ByHand.TellAsync()),
            ("PromptGen", static it => it.PromptGen.TellAsync(Asked.Topic, Asked.Words)),
            ("HttpClient and System.Text.Json, source-generated", static it => it.Serializer.TellAsync()),
            ("OpenAI", static it => it.OpenAI.TellAsync()),
            ("Microsoft.Extensions.AI", static it => it.ExtensionsAI.TellAsync()),
        ];
        var text = Synchronously.Text(streams[0].Stream(clients));
        foreach (var (name, stream) in streams)
            Checks.Equal(name, text, Synchronously.Text(stream(clients)));
        _ = Synchronously.Text(streams[1].Stream(clients));
        Checks.Equal("the request by hand", Encoding.UTF8.GetString(HandWrittenRequests.Story.Span), handler.LastRequestText);

        var results = Turns.Compare(rounds, [.. streams.Select(peer => (Action)(() => Synchronously.Length(peer.Stream(clients))))]);
        for (var i = 0; i < streams.Length; i++)
        {
            // What a further chunk takes, without what the call takes.
            var stream = streams[i].Stream;
            var perChunk = (double)(Turns.Allocated(() => Synchronously.Length(stream(longer))) - results[i].Bytes) / Chunks;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Chunks} chunks | {streams[i].Name} | {results[i].Time:F2} | {results[i].Bytes:N0} B, {perChunk:N0} B a chunk | {(double)results[i].Bytes / results[0].Bytes:F2} |"));
        }
    }
}
