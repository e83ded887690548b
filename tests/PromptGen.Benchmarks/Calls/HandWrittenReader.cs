using System.Globalization;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <summary>
/// What a careful programmer writes for just this type, with the checks that the schema has: all members, once, no others, no null,
/// numbers in range. The first thing that is wrong is an exception.
/// </summary>
internal static class HandWrittenReader
{
    public static Report Read(ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        json.Read();
        var report = ReadReport(ref json);
        if (json.Read())
            throw new FormatException("More than one document.");
        return report;
    }

    public static Entry ReadEntry(ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        json.Read();
        var entry = ReadEntry(ref json);
        if (json.Read())
            throw new FormatException("More than one entry.");
        return entry;
    }

    private static Report ReadReport(ref Utf8JsonReader json)
    {
        Require(json.TokenType == JsonTokenType.StartObject);
        var seen = 0;
        string title = "";
        DateOnly day = default;
        List<Entry> entries = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("title"u8))
                title = ReadText(ref json, ref seen, 1);
            else if (json.ValueTextEquals("day"u8))
                day = ReadDate(ref json, ref seen, 2);
            else if (json.ValueTextEquals("entries"u8))
                entries = ReadEntries(ref json, ref seen, 4);
            else
                throw new FormatException("An unknown member.");
        }

        Require(seen == 7);
        return new(title, day, entries);
    }

    private static Entry ReadEntry(ref Utf8JsonReader json)
    {
        Require(json.TokenType == JsonTokenType.StartObject);
        var seen = 0;
        string product = "";
        Mood mood = default;
        var stars = 0;
        decimal price = 0;
        double confidence = 0;
        var isRecommended = false;
        string? note = null;
        List<string> tags = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("product"u8))
            {
                product = ReadText(ref json, ref seen, 1);
            }
            else if (json.ValueTextEquals("mood"u8))
            {
                Begin(ref json, ref seen, 2);
                Require(json.TokenType == JsonTokenType.String);
                mood = json.ValueTextEquals("Good"u8) ? Mood.Good
                    : json.ValueTextEquals("Mixed"u8) ? Mood.Mixed
                    : json.ValueTextEquals("Bad"u8) ? Mood.Bad
                    : throw new FormatException("No mood.");
            }
            else if (json.ValueTextEquals("stars"u8))
            {
                Begin(ref json, ref seen, 4);
                stars = json.GetInt32();
                Require(stars is >= 1 and <= 5);
            }
            else if (json.ValueTextEquals("price"u8))
            {
                Begin(ref json, ref seen, 8);
                price = json.GetDecimal();
                Require(json.ValueSpan.Length <= 28);
            }
            else if (json.ValueTextEquals("confidence"u8))
            {
                Begin(ref json, ref seen, 16);
                confidence = json.GetDouble();
                Require(double.IsFinite(confidence));
            }
            else if (json.ValueTextEquals("isRecommended"u8))
            {
                Begin(ref json, ref seen, 32);
                isRecommended = json.GetBoolean();
            }
            else if (json.ValueTextEquals("note"u8))
            {
                Begin(ref json, ref seen, 64);
                note = json.GetString();
            }
            else if (json.ValueTextEquals("tags"u8))
            {
                Begin(ref json, ref seen, 128);
                Require(json.TokenType == JsonTokenType.StartArray);
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    tags.Add(json.GetString() ?? throw new FormatException("A text is null."));
            }
            else
            {
                throw new FormatException("An unknown member.");
            }
        }

        Require(seen == 255);
        return new(product, mood, stars, price, confidence, isRecommended, note, tags);
    }

    private static List<Entry> ReadEntries(ref Utf8JsonReader json, ref int seen, int bit)
    {
        Begin(ref json, ref seen, bit);
        Require(json.TokenType == JsonTokenType.StartArray);
        var entries = new List<Entry>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            entries.Add(ReadEntry(ref json));
        return entries;
    }

    private static string ReadText(ref Utf8JsonReader json, ref int seen, int bit)
    {
        Begin(ref json, ref seen, bit);
        return json.GetString() ?? throw new FormatException("A text is null.");
    }

    private static DateOnly ReadDate(ref Utf8JsonReader json, ref int seen, int bit)
    {
        Begin(ref json, ref seen, bit);
        Span<char> text = stackalloc char[10];
        Require(json.TokenType == JsonTokenType.String && json.ValueSpan.Length == 10);
        json.CopyString(text);
        return DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static void Begin(ref Utf8JsonReader json, ref int seen, int bit)
    {
        Require((seen & bit) == 0);
        seen |= bit;
        json.Read();
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new FormatException("It is not what the schema says.");
    }
}
