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
            var expected = ToJson(JsonSerializer.Deserialize(document, ReportContext.Default.Report)!);
            foreach (var (name, call) in clients.Reports)
            {
                CallTable.RequireEqual(name, expected, ToJson(Synchronously.Run(call())));
                if (name == "PromptGen")
                    CallTable.RequireEqual("The request by hand", handler.LastRequest, Encoding.UTF8.GetString(HandWrittenRequests.Report.Span));
            }

            CallTable.Write(
                string.Create(CultureInfo.InvariantCulture, $"an answer of {document.Length:N0} B"),
                clients.Reports,
                Turns.Compare(rounds, [.. clients.Reports.Select(static client => (Action)(() => Synchronously.Run(client.Call())))]));
        }
    }

    private static string ToJson(Report report) => JsonSerializer.Serialize(report, ReportContext.Default.Report);
}
