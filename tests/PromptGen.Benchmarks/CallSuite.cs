using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>What a structured call costs, from the arguments to the value, everything but the network.</summary>
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
                ("OpenAI, schema made once, and System.Text.Json", () => clients.OpenAI.ReportAsync()),
                ("Microsoft.Extensions.AI, schema made once", () => clients.ExtensionsAI.ReportAsync()),
                ("Microsoft.Extensions.AI, `GetResponseAsync<T>`", () => clients.ExtensionsAI.ReportByTypeAsync()),
            ];
            foreach (var (name, call) in calls)
                Check(name, document, Synchronously.Run(call()));
            Synchronously.Run(calls[1].Call());
            Checks.Equal("the request by hand", Encoding.UTF8.GetString(HandWrittenRequests.Report.Span), handler.LastRequestText);

            var results = Turns.Compare(rounds, [.. calls.Select(static peer => (Action)(() => Synchronously.Run(peer.Call())))]);
            for (var i = 0; i < calls.Length; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| answer of {document.Length:N0} B | {calls[i].Name} | {results[i].Time:F2} | {results[i].Bytes:N0} B | {(double)results[i].Bytes / results[0].Bytes:F2} |"));
        }
    }

    private static void Check(string name, byte[] document, Report report) => Checks.Equal(
        name, ToJson(JsonSerializer.Deserialize(document, ReportContext.Default.Report)!), ToJson(report));

    private static string ToJson(Report report) => JsonSerializer.Serialize(report, ReportContext.Default.Report);
}
