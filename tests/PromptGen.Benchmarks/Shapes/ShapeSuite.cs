using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PromptGen.Benchmarks;

/// <summary>What reading and writing cost, shape by shape: PromptGen beside System.Text.Json, which checks less, and beside going through the tokens alone.</summary>
internal static class ShapeSuite
{
    private const int WarmUp = 60;

    private static readonly string[] Plain = ["The kettle sang when it boiled, and nobody stirred.", "Nothing else was said of it that day."];
    private static readonly string[] Escaped = ["\"It sings,\" she said.\n\t\"Always.\"", "C:\\kettles\\are\\here\\\"and there\"\r\n"];
    private static readonly string[] Foreign = ["Très bien – même à 1500 W, naïvement déçu", "湯沸かしは歌った。静かな朝だった。", "Чайник пел, и никто не шелохнулся."];

    /// <summary>As PromptGen writes: no character escaped that JSON lets stand.</summary>
    private static readonly ShapeContext Relaxed = new(new(ShapeContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Run(int rounds)
    {
        Console.WriteLine($"{rounds} rounds; over System.Text.Json, source-generated; reading by its strict options");
        Console.WriteLine("| shape | bytes | reading: time | allocated | tokens alone: time | writing: time | allocated |\n|---|--:|--:|--:|--:|--:|--:|");
        Measure(rounds, "wide", ShapeContracts.Wide, ShapeContext.Default.Wide, Relaxed.Wide, MakeWide());
        Measure(rounds, "deep", ShapeContracts.Nested, ShapeContext.Default.Nested, Relaxed.Nested, MakeNested(40));
        Measure(rounds, "recursive", ShapeContracts.Tree, ShapeContext.Default.Tree, Relaxed.Tree, MakeTree(5));
        Measure(rounds, "long list", ShapeContracts.Numbers, ShapeContext.Default.Numbers, Relaxed.Numbers, new([.. Enumerable.Range(0, 10_000).Select(static i => i * 37)]));
        Measure(
            rounds,
            "dictionary",
            ShapeContracts.Prices,
            ShapeContext.Default.PriceList,
            Relaxed.PriceList,
            new(Enumerable.Range(0, 500).ToDictionary(Product, static i => i + 0.95m)),
            new([.. Enumerable.Range(0, 500).Select(static i => new KeyValuePair<string, decimal>(Product(i), i + 0.95m))]));
        Measure(rounds, "union", ShapeContracts.Drawing, ShapeContext.Default.Drawing, Relaxed.Drawing, new([.. Enumerable.Range(0, 300).Select(MakeFigure)]));
        Measure(rounds, "texts", ShapeContracts.Lines, ShapeContext.Default.Lines, Relaxed.Lines, MakeLines(Plain));
        Measure(rounds, "texts with escapes", ShapeContracts.Lines, ShapeContext.Default.Lines, Relaxed.Lines, MakeLines(Escaped));
        Measure(rounds, "texts not in ASCII", ShapeContracts.Lines, ShapeContext.Default.Lines, Relaxed.Lines, MakeLines(Foreign));
    }

    private static void Measure<T>(int rounds, string shape, JsonContract<T> contract, JsonTypeInfo<T> strict, JsonTypeInfo<T> relaxed, T value) =>
        Measure(rounds, shape, contract, strict, relaxed, value, value);

    /// <param name="rounds">How often each is measured.</param>
    /// <param name="shape">What the shape is called.</param>
    /// <param name="contract">PromptGen's.</param>
    /// <param name="strict">What System.Text.Json reads by.</param>
    /// <param name="relaxed">What System.Text.Json writes by.</param>
    /// <param name="value">The value, for PromptGen.</param>
    /// <param name="same">What is the same on the wire, for System.Text.Json.</param>
    private static void Measure<T, TPeer>(int rounds, string shape, JsonContract<T> contract, JsonTypeInfo<TPeer> strict, JsonTypeInfo<TPeer> relaxed, T value, TPeer same)
    {
        var document = Encoding.UTF8.GetBytes(contract.ToJson(value));
        CallTable.RequireEqual(shape, contract.ToJson(value), JsonSerializer.Serialize(JsonSerializer.Deserialize(document, strict)!, relaxed));
        CallTable.RequireEqual(shape, contract.ToJson(value), contract.TryRead(document, out var read, out _) ? contract.ToJson(read) : "nothing");
        var reading = Turns.Compare(
            rounds,
            [() => JsonSerializer.Deserialize(document, strict), () => contract.TryRead(document, out _, out _), () => CountTokens(document)],
            WarmUp);
        var buffer = new ArrayBufferWriter<byte>(document.Length);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = relaxed.Options.Encoder, SkipValidation = true });
        var writing = Turns.Compare(
            rounds,
            [
                () =>
                {
                    buffer.ResetWrittenCount();
                    json.Reset();
                    JsonSerializer.Serialize(json, same, relaxed);
                },
                () =>
                {
                    buffer.ResetWrittenCount();
                    contract.Write(buffer, value);
                },
            ],
            WarmUp);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape} | {document.Length:N0} | {reading[1].Time:F2} | {Ratio(reading)} | {reading[2].Time:F2} | {writing[1].Time:F2} | {Ratio(writing)} |"));
    }

    private static string Ratio(IReadOnlyList<(double Time, long Bytes)> results) => results[0].Bytes == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{results[1].Bytes:N0} B, 0 B")
        : string.Create(CultureInfo.InvariantCulture, $"{(double)results[1].Bytes / results[0].Bytes:F2}");

    private static int CountTokens(byte[] document)
    {
        var json = new Utf8JsonReader(document);
        var count = 0;
        while (json.Read())
            count++;
        return count;
    }

    private static string Product(int i) => string.Create(CultureInfo.InvariantCulture, $"kettle-{i}");

    private static Wide MakeWide() => new(
        "one", "two", "three", "four", "five", "six", "seven", "eight",
        1, 22, 333, 4444, 55555, 666666, 7777777, 88888888,
        true, false, true, false, true, false, true, false,
        0.5, 1.25, 2.125, 3.75, 1e-7, 12345.678, -0.1, 99.99);

    private static Nested MakeNested(int levels) => new(levels, levels == 0 ? null : MakeNested(levels - 1));

    private static Tree MakeTree(int height) => new(string.Create(CultureInfo.InvariantCulture, $"height {height}"), height == 0 ? [] : [.. Enumerable.Range(0, 3).Select(_ => MakeTree(height - 1))]);

    private static Figure MakeFigure(int i) => (i % 3) switch
    {
        0 => new Circle(i, i + 0.5, 3),
        1 => new Box(i, -i, 10.25, 4),
        _ => new Label(Product(i)),
    };

    private static Lines MakeLines(string[] texts) => new([.. Enumerable.Range(0, 300).Select(i => texts[i % texts.Length])]);
}
