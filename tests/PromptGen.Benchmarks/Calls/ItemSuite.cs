using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>What streamed items cost: all but the network.</summary>
internal static class ItemSuite
{
    /// <summary>How many characters come in a chunk.</summary>
    public const int Piece = 8;

    private const int WarmUp = 10;

    public static void Run(int rounds)
    {
        var times = new List<double>();
        foreach (var size in new[] { 256 * 1024, 1024 * 1024 })
        {
            var document = Documents.MakeList(size);
            var expected = JsonSerializer.Deserialize(document, ReportContext.Default.EntryList)!.Value.Count;
            var handler = new CannedHandler("text/event-stream", Replies.Stream(document, Piece));
            using var clients = new Clients(handler);
            foreach (var (name, call) in clients.Lists)
            {
                CallTable.RequireEqual(name, expected, Synchronously.Run(call()));
                if (name == "PromptGen")
                    CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.List.Span));
            }

            CallTable.RequireEqual("PromptGen", ToJson(clients.ByHand.ListAsync()), ToJson(clients.PromptGen.ListAsync(Asked.Product, Asked.Entries)));
            CallTable.Write(
                string.Create(CultureInfo.InvariantCulture, $"items of {document.Length:N0} B, {expected:N0} of them"),
                clients.Lists,
                Turns.Compare(rounds, [.. clients.Lists.Select(static client => (Action)(() => Synchronously.Run(client.Call())))], WarmUp));
            times.Add(Turns.LeastTime(() => Synchronously.Run(clients.Lists[1].Call()), rounds));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nPromptGen, 1 MB over 256 KB of items: {times[1] / times[0]:F2} times the time"));
    }

    private static string ToJson(IAsyncEnumerable<Entry> entries) => JsonSerializer.Serialize(new EntryList([.. entries.ToBlockingEnumerable()]), ReportContext.Default.EntryList);
}
