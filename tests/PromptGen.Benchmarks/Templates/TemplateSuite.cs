using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>What it costs to write a request with a prompt's arguments in it, beside an interpolated string and a <see cref="Utf8JsonWriter"/> that is used again.</summary>
internal static class TemplateSuite
{
    private const int WarmUp = 100;

    private static readonly string[] Names = ["Ada", "the kettle \"Sirène\"", "a small kitchen", "the stove", "French"];
    private static readonly decimal Price = 49.95m;
    private static readonly int Count = 1234;
    private static readonly double Share = 0.0625;
    private static readonly DateOnly Day = new(2026, 1, 31);
    private static readonly string[] Reviews = [.. Enumerable.Range(0, 100).Select(static i => string.Create(CultureInfo.InvariantCulture, $"Kettle no. {i} \"sings\" when it boils; nobody stirs before."))];
    private static readonly Report Report = JsonSerializer.Deserialize(Documents.Make(2_000), ReportContext.Default.Report)!;
    private static readonly ReportContext Relaxed = new(new(ReportContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Run(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; over an interpolated string, written by Utf8JsonWriter");
        Console.WriteLine("| prompt | request | time | allocated | by the string | by PromptGen |\n|---|--:|--:|--:|--:|--:|");
        Measure(rounds, "one argument", static () => $"Say hello to {Names[0]}.", static () => IWriter.PromptRequests.Greet(Names[0]));
        Measure(
            rounds,
            "ten arguments",
            static () => string.Create(
                CultureInfo.InvariantCulture,
                $"Compare {Names[0]} with {Names[1]}: both cost about {Price:F2} euros, {Count} people bought them since {Day:yyyy-MM-dd}, and {Share:F3} of them sent them back.\nSay which one is the better for {Names[2]}, in at most {Count} words. Never mention {Names[3]}; write in {Names[4]}."),
            static () => IWriter.PromptRequests.Compare(Names[0], Names[1], Price, Count, Day, Share, Names[2], Count, Names[3], Names[4]));
        Measure(
            rounds,
            "a list of 100 texts",
            static () => $"Sum up these reviews:\n- {string.Join("\n- ", Reviews)}\nUse no more than 100 words.",
            static () => IWriter.PromptRequests.SumUp(Reviews));
        Measure(
            rounds,
            "a value as JSON",
            static () => $"What is wrong with this report?\n{JsonSerializer.Serialize(Report, Relaxed.Report)}",
            static () => IWriter.PromptRequests.Check(Report));
    }

    private static void Measure(int rounds, string prompt, Func<string> interpolate, Func<Prompt<string>> ask)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        Action[] work = [() => WriteByHand(buffer, json, interpolate()), () => Write(buffer, ask())];
        work[0]();
        var byHand = Encoding.UTF8.GetString(buffer.WrittenSpan);
        work[1]();
        CallTable.RequireEqual(prompt, byHand, Encoding.UTF8.GetString(buffer.WrittenSpan));
        var results = Turns.Compare(rounds, work, WarmUp);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {prompt} | {buffer.WrittenCount:N0} B | {results[1].Time:F2} | {(double)results[1].Bytes / results[0].Bytes:F2} | {results[0].Bytes:N0} B | {results[1].Bytes:N0} B |"));
    }

    private static void Write(ArrayBufferWriter<byte> buffer, Prompt<string> prompt)
    {
        buffer.ResetWrittenCount();
        prompt.Request.WriteTo(buffer);
    }

    private static void WriteByHand(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, string prompt)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("model"u8, "gpt-4.1-mini"u8);
        json.WriteStartArray("messages"u8);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteString("content"u8, prompt);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
