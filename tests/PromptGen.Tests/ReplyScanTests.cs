using System.Text;
using System.Text.Json;
using CsCheck;

namespace PromptGen.Tests;

/// <summary>What is read faster than by the book is read as by the book: the framework's reader is the judge.</summary>
public sealed class ReplyScanTests
{
    /// <summary>Pieces of a JSON string, right and wrong.</summary>
    private static readonly Gen<byte[]> Pieces = Gen.Frequency(
        (6, Gen.Char[' ', '~'].Array[1, 40].Select(static chars => Encoding.UTF8.GetBytes(new string(chars).Replace("\"", "'", StringComparison.Ordinal).Replace("\\", "/", StringComparison.Ordinal)))),
        (4, Gen.OneOf("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "é", "😀", "\u2028", "\u007f").Select(Encoding.UTF8.GetBytes)),
        (2, Gen.UShort.Select(static code => Encoding.UTF8.GetBytes($"\\u{code:x4}"))),
        (1, Gen.UShort.Select(static code => Encoding.UTF8.GetBytes($"\\u{code:X4}"))),
        (1, Gen.OneOf("\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n").Select(Encoding.UTF8.GetBytes)),
        (1, Gen.OneOf("\\x", "\\u12", "\\u12g4", "\\", "\n", "\0", "\u001f").Select(Encoding.UTF8.GetBytes)),
        (1, Gen.OneOf<byte[]>([0xC3], [0xFF], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0xC0, 0x80])));

    [Fact]
    public void A_string_is_scanned_as_the_reader_reads_it()
    {
        var valid = 0;
        Gen.Select(Pieces.Array[0, 12], Gen.OneOf("\"", "\",\"x\":1}", "\"}" + new string(' ', 40), ""), static (pieces, end) => (byte[])[.. pieces.SelectMany(static piece => piece), .. Encoding.UTF8.GetBytes(end)])
            .Sample(
                json =>
                {
                    var destination = new byte[json.Length + JsonStringScan.Slack];
                    var isScanned = JsonStringScan.TryCopy(json, destination, out var consumed, out var written);
                    var expected = ByTheBook(json);
                    Assert.Equal(expected is not null, isScanned);
                    if (expected is not var (text, length))
                        return;
                    Interlocked.Increment(ref valid);
                    Assert.Equal(length, consumed);
                    Assert.Equal(text, destination[..written]);
                },
                iter: 20_000);
        Assert.True(valid > 2_000);
    }

    [Fact]
    public void A_reply_is_read_as_a_document_is()
    {
        var bodies = Gen.Select(Pieces.Array[0, 8], Gen.OneOf("", " ", "\n\t"), Gen.Bool, Gen.Int[-1, 400], Gen.OneOf("\"{}[],:\\x0 ".Select(static c => (byte)c).ToArray()), static (pieces, blank, isLast, at, changed) =>
        {
            byte[] content = [(byte)'"', .. pieces.SelectMany(static piece => piece), (byte)'"'];
            var role = isLast ? "\"role\":\"assistant\"," : "";
            var refusal = isLast ? "" : ",\"refusal\":null";
            byte[] before = Encoding.UTF8.GetBytes("{\"id\":\"x\",\"choices\":[{\"index\":1,\"message\":{\"content\":\"no\"}},{\"index\":0,\"message\":{" + role + "\"content\":" + blank);
            byte[] after = Encoding.UTF8.GetBytes(blank + refusal + "},\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":3}}");
            byte[] body = [.. before, .. content, .. after];
            if (at >= 0 && at < body.Length)
                body[at] = changed;
            return body;
        });
        var read = 0;
        bodies.Sample(
            body =>
            {
                try
                {
                    var completion = ChatCompletion.Parse(body);
                    using var document = JsonDocument.Parse(body);
                    var choices = document.RootElement.GetProperty("choices").EnumerateArray().ToList();

                    // A choice that does not say its index is as good as the first.
                    var message = choices.FirstOrDefault(static choice => !choice.TryGetProperty("index", out var index) || index.ValueKind != JsonValueKind.Number || index.GetDouble() <= 0, choices[0]);
                    string? content = null;
                    if (message.TryGetProperty("message", out var members) && members.ValueKind == JsonValueKind.Object && members.TryGetProperty("content", out var value) && value.ValueKind == JsonValueKind.String)
                        content = value.GetString();
                    Assert.Equal(content, completion.Content);
                    Interlocked.Increment(ref read);
                }
                catch (ChatTransportException)
                {
                    Assert.True(!IsDocument(body) || !HasReadableChoices(body));
                }
            },
            iter: 10_000);
        Assert.True(read > 1_000);
    }

    [Fact]
    public void A_chunk_like_the_one_before_is_read_as_if_nothing_had_been_before()
    {
        var texts = Gen.OneOf(Gen.String.AlphaNumeric, Gen.OneOf("é", " ", "\\n", "\\\"", "a\\u0041", "", "\u0001", "}", "]}", "\",\"x\":\"", "\\", "a~"));
        var heads = Gen.OneOf(
            """{"id":"x","choices":[{"index":0,"delta":{"content":""",
            """{"id":"y","choices":[{"index":0,"delta":{"content":""",
            """{"choices":[{"delta":{"role":"assistant","content":""",
            """{"choices":[{"index":1,"delta":{"content":"no"}},{"index":0,"delta":{"content":""",
            """{"choices":[{"index":0,"delta":{"content":"a"}},{"index":0,"delta":{"content":""",
            """{"choices":[{"index":0,"delta":{"refusal":""");
        var tails = Gen.OneOf("}}]}", "},\"finish_reason\":null}]}", "},\"finish_reason\":\"stop\"}]}", "}}],\"usage\":{\"total_tokens\":3}}", "}}]", ",\"tool_calls\":[{}]}}]}", "}}],\"error\":{\"message\":\"no\"}}");
        var chunks = Gen.Select(Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[0, 5])), heads, texts, tails, static (_, head, text, tail) => $"{head}\"{text}\"{tail}");

        // Most chunks repeat what is around the one before.
        Gen.Select(heads, tails, Gen.Select(texts, chunks, Gen.Int[0, 4]).Array[1, 30]).Sample(
            static (head, tail, pieces) =>
            {
                var reader = Begun();
                foreach (var (text, other, kind) in pieces)
                {
                    // In place of "~" half a character comes.
                    var data = Encoding.UTF8.GetBytes(kind == 0 ? other : $"{head}\"{text}\"{tail}");
                    data.AsSpan().Replace((byte)'~', (byte)0xC3);
                    Assert.Equal(Read(Begun(), data), Read(reader, data));
                }
            },
            iter: 5_000);
    }

    private static ChatChunkReader Begun()
    {
        var reader = new ChatChunkReader();
        reader.Read("", """{"choices":[]}"""u8);
        return reader;
    }

    private static string Read(ChatChunkReader reader, byte[] data)
    {
        try
        {
            return reader.Read("", data).ToString();
        }
        catch (ReplyException exception)
        {
            return exception.Message;
        }
    }

    private static (byte[] Text, int Length)? ByTheBook(byte[] json)
    {
        byte[] whole = [(byte)'"', .. json];
        var reader = new Utf8JsonReader(whole, isFinalBlock: false, default);
        try
        {
            if (!reader.Read())
                return null;
            var text = new byte[json.Length];
            var length = reader.CopyString(text);
            return (text[..length], (int)reader.BytesConsumed - 1);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsDocument(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether there is a choice, and no text that is half a character or no UTF-8: a reader that only skips texts does not see those.</summary>
    private static bool HasReadableChoices(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("choices", out var choices)
                && choices.ValueKind == JsonValueKind.Array
                && choices.EnumerateArray().Any(static choice => choice.ValueKind == JsonValueKind.Object)
                && Texts(document.RootElement).All(static text => text is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string?> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => Texts(member.Value).Append(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()],
        _ => [],
    };
}
