using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>
/// What streamed items cost: all but the network. By hand and by PromptGen an item is there with its last byte; with the others, who have no way
/// for that, when all of the text is.
/// </summary>
internal static class ItemSuite
{
    private const int Piece = 8;
    private const int WarmUp = 10;

    public static void Run(int rounds)
    {
        var times = new List<double>();
        foreach (var size in new[] { 256 * 1024, 1024 * 1024 })
        {
            var document = Documents.MakeList(size);
            var expected = JsonSerializer.Deserialize(document, ReportContext.Default.EntryList)!.Value;
            var handler = new CannedHandler("text/event-stream", Replies.Stream(document, Piece));
            using var clients = new Clients(handler);
            (string Name, Func<Task<int>> Call)[] calls =
            [
                ("by hand", () => CountAsync(clients.ByHand.ListAsync())),
                ("PromptGen", () => CountAsync(clients.PromptGen.ListAsync(Asked.Product, Asked.Entries))),
                ("HttpClient and System.Text.Json, source-generated", () => CountAtEndAsync(clients.Serializer.TellAsync())),
                ("OpenAI and System.Text.Json", () => CountAtEndAsync(clients.OpenAI.TellAsync())),
                ("Microsoft.Extensions.AI and System.Text.Json", () => CountAtEndAsync(clients.ExtensionsAI.TellAsync())),
            ];
            foreach (var (name, call) in calls)
            {
                CallTable.RequireEqual(name, expected.Count.ToString(CultureInfo.InvariantCulture), Synchronously.Run(call()).ToString(CultureInfo.InvariantCulture));
                if (name == "PromptGen")
                    CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.List.Span));
            }

            CallTable.RequireEqual("PromptGen", ToJson(clients.ByHand.ListAsync()), ToJson(clients.PromptGen.ListAsync(Asked.Product, Asked.Entries)));
            var results = Turns.Compare(rounds, [.. calls.Select(static client => (Action)(() => Synchronously.Run(client.Call())))], WarmUp);
            for (var i = 0; i < calls.Length; i++)
                CallTable.Write(string.Create(CultureInfo.InvariantCulture, $"items of {document.Length:N0} B, {expected.Count:N0} of them"), calls[i].Name, results[i], results[0].Bytes);
            times.Add(Turns.LeastTime(() => Synchronously.Run(calls[1].Call()), rounds));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nPromptGen, 1 MB over 256 KB of items: {times[1] / times[0]:F2} times the time"));
    }

    private static string ToJson(IAsyncEnumerable<Entry> entries) => JsonSerializer.Serialize(new EntryList([.. entries.ToBlockingEnumerable()]), ReportContext.Default.EntryList);

    private static async Task<int> CountAsync(IAsyncEnumerable<Entry> entries)
    {
        var count = 0;
        await foreach (var _ in entries)
            count++;
        return count;
    }

    private static async Task<int> CountAtEndAsync(IAsyncEnumerable<string> pieces)
    {
        var text = new StringBuilder();
        await foreach (var piece in pieces)
            text.Append(piece);
        return JsonSerializer.Deserialize(text.ToString(), ReportContext.Default.EntryList)!.Value.Count;
    }
}
