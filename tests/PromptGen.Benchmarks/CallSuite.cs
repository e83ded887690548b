using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>What a structured call costs, from the arguments to the value: all but the network.</summary>
internal static class CallSuite
{
    public static void Run(int rounds)
    {
        foreach (var size in new[] { 2_000, 100_000 })
        {
            var document = Documents.Make(size);
            var handler = new CannedHandler("application/json", Replies.Whole(document));
            using var clients = new Clients(handler);
            (string Name, Func<Task<Report>> Call)[] calls =
            [
                ("by hand", () => clients.ByHand.ReportAsync()),
                ("PromptGen", () => clients.PromptGen.ReportAsync(Asked.Product, Asked.Day, Asked.Entries)),
                ("HttpClient and System.Text.Json, source-generated", () => clients.Serializer.ReportAsync()),
                ("OpenAI and System.Text.Json, schema made once", () => clients.OpenAI.ReportAsync()),
                ("Microsoft.Extensions.AI and System.Text.Json, schema made once", () => clients.ExtensionsAI.ReportAsync()),
                ("Microsoft.Extensions.AI, `GetResponseAsync<T>`", () => clients.ExtensionsAI.ReportByTypeAsync()),
            ];
            var expected = ToJson(JsonSerializer.Deserialize(document, ReportContext.Default.Report)!);
            foreach (var (name, call) in calls)
            {
                CallTable.RequireEqual(name, expected, ToJson(Synchronously.Run(call())));
                if (name == "PromptGen")
                    CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.Report.Span));
            }

            var results = Turns.Compare(rounds, [.. calls.Select(static client => (Action)(() => Synchronously.Run(client.Call())))]);
            for (var i = 0; i < calls.Length; i++)
                CallTable.Write(string.Create(CultureInfo.InvariantCulture, $"an answer of {document.Length:N0} B"), calls[i].Name, results[i], results[0].Bytes);
        }
    }

    private static string ToJson(Report report) => JsonSerializer.Serialize(report, ReportContext.Default.Report);
}
