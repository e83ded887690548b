using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Benchmarks;

/// <summary>What reading a document costs: PromptGen's reader beside one that is written by hand, and System.Text.Json.</summary>
internal static class ReaderSuite
{
    /// <summary>As it reads unless told otherwise: what is missing is null or zero, what is unknown or there twice is passed over.</summary>
    private static readonly ReportContext Lenient = new(new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter<Mood>() } });

    public static void Run(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; over the reader that is written by hand");
        Console.WriteLine("| document | reader | time | allocated |\n|---|---|--:|--:|");
        foreach (var size in new[] { 2_000, 100_000 })
        {
            var document = Documents.Make(size);
            (string Name, Action Read)[] readers =
            [
                ("by hand", () => HandWrittenReader.Read(document)),
                ("PromptGen", () => Check(Contracts.Report.TryRead(document, out _, out _))),
                ("System.Text.Json, source-generated", () => Check(JsonSerializer.Deserialize(document, Lenient.Report) is not null)),
                ("System.Text.Json, source-generated, strict", () => Check(JsonSerializer.Deserialize(document, ReportContext.Default.Report) is not null)),
            ];
            var results = Turns.Compare(rounds, [.. readers.Select(static reader => reader.Read)]);
            for (var i = 0; i < readers.Length; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {document.Length:N0} B | {readers[i].Name} | {results[i].Time:F2} | {(double)results[i].Bytes / results[0].Bytes:F3} |"));
        }
    }

    private static void Check(bool isRead)
    {
        if (!isRead)
            throw new InvalidOperationException("The document was not read.");
    }
}
