using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>An event of a stream.</summary>
/// <param name="Chunk">What it says.</param>
/// <param name="IsDone">Whether it is <c>[DONE]</c>, which says nothing else.</param>
internal readonly record struct StreamEvent(ChatChunk Chunk, bool IsDone);

/// <summary>Reads the events of one stream. It knows what came before: some servers send half a character at a time.</summary>
internal sealed class ChatChunkReader
{
    private readonly ChunkPattern _pattern = new();
    private Range? _text;
    private int _texts;
    private bool _begun;
    private char _half;

    public StreamEvent Read(string eventType, ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
            return new(default, IsDone: true);

        // Proxies wrap a comment of the server's (": PROCESSING") into an event of its own.
        if (data.IsEmpty || data[0] == ':')
            return default;
        if (eventType == "error")
            throw ReplyException.SaidError(data);
        if (_half == default && _pattern.TryRead(data, out var like))
            return new(new() { Text = like.Length == 0 ? null : like }, IsDone: false);
        try
        {
            var reader = new Utf8JsonReader(data);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                ? new(ReadAndKeep(ref reader, data), IsDone: false)
                : throw Unreadable(data, "it is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Unreadable(data, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Unreadable(data, "a text in it is not valid Unicode", exception);
        }
    }

    /// <summary>What is left of a character when the stream ends: its half cannot be shown.</summary>
    public string? TakeRest()
    {
        var half = _half;
        _half = default;
        return half == default ? null : "\uFFFD";
    }

    private ChatChunk ReadAndKeep(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        // The first chunk says who answers; after it nobody asks.
        var isFirst = !_begun;
        (_text, _texts) = (null, 0);
        var chunk = ReadChunk(ref reader, data);
        if (!isFirst && _text is { } text && _texts == 1 && _half == default && chunk.IsTextAlone)
            _pattern.Keep(data, text);
        return chunk;
    }

    private ChatChunk ReadChunk(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        var chunk = default(ChatChunk);
        var isError = false;
        decimal? spent = null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("choices"u8))
                chunk = ReadChoices(ref reader, chunk);
            else if (reader.ValueTextEquals("usage"u8))
                chunk = chunk with { Usage = reader.ReadUsage() };
            else if (reader.ValueTextEquals("meta"u8))
                spent = reader.ReadSpent();
            else if (reader.ValueTextEquals("error"u8))
                isError |= reader.ReadIsSomething();
            else if (!_begun && reader.ValueTextEquals("id"u8))
                chunk = chunk with { Id = reader.ReadText() };
            else if (!_begun && reader.ValueTextEquals("model"u8))
                chunk = chunk with { Model = reader.ReadText() };
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // Nothing may follow: the reader throws on all but white space.
        }

        if (isError || chunk.FinishReason?.Value == "error")
            throw ReplyException.SaidError(data);
        _begun = true;
        return spent is null ? chunk : chunk with { Usage = chunk.Usage.WithCost(spent) };
    }

    private ChatChunk ReadChoices(ref Utf8JsonReader reader, ChatChunk chunk)
    {
        if (reader.ReadToValue() != JsonTokenType.StartArray)
        {
            reader.Skip();
            return chunk;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            // Where there are several choices, the first one's index is 0; its pieces may come after another's.
            var isOther = IsOtherChoice(reader);
            while (reader.NextMember())
            {
                if (isOther)
                    reader.Skip();
                else if (reader.ValueTextEquals("delta"u8))
                    chunk = ReadDelta(ref reader, chunk);
                else if (reader.ValueTextEquals("finish_reason"u8))
                    chunk = reader.ReadText() is { Length: > 0 } reason ? chunk with { FinishReason = FinishReason.From(reason) } : chunk;
                else
                    reader.Skip();
            }
        }

        return chunk;
    }

    /// <summary>Looks ahead, on a copy of the reader, at a choice's index.</summary>
    private static bool IsOtherChoice(Utf8JsonReader reader)
    {
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("index"u8))
                return reader.ReadCount() is not (null or 0);
            reader.Skip();
        }

        return false;
    }

    private ChatChunk ReadDelta(ref Utf8JsonReader reader, ChatChunk chunk)
    {
        if (reader.ReadToValue() != JsonTokenType.StartObject)
        {
            reader.Skip();
            return chunk;
        }

        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("content"u8))
                chunk = chunk with { Text = chunk.Text is null ? ReadContent(ref reader) : chunk.Text + ReadContent(ref reader) };
            else if (reader.ValueTextEquals("refusal"u8))
                chunk = chunk with { Refusal = reader.ReadText() };
            else if (reader.ValueTextEquals("tool_calls"u8) || reader.ValueTextEquals("function_call"u8))
                chunk = chunk with { HasToolCalls = chunk.HasToolCalls | reader.ReadIsSomething() };
            else
                reader.Skip();
        }

        return chunk;
    }

    private string? ReadContent(ref Utf8JsonReader reader)
    {
        switch (reader.ReadToValue())
        {
            case JsonTokenType.String:
                break;
            case JsonTokenType.StartArray:
                _texts++;
                using (var parts = new PooledBuffer())
                {
                    ChatCompletionReader.ReadParts(ref reader, parts);
                    return Encoding.UTF8.GetString(parts.WrittenSpan);
                }

            default:
                reader.Skip();
                return null;
        }

        (_text, _texts) = (((int)reader.TokenStartIndex + 1)..((int)reader.BytesConsumed - 1), _texts + 1);
        if (reader.ValueSpan.IsEmpty)
            return null;

        // Half a character comes as an escape, if at all.
        if (_half == default && reader.ValueSpan.IndexOf("\\u"u8) < 0)
            return reader.GetString();
        var text = HalfCharacters.Unescape(reader.ValueSpan);
        return HalfCharacters.Join(ref _half, text);
    }

    private static ReplyException Unreadable(ReadOnlySpan<byte> data, string reason, Exception? cause = null) =>
        ReplyException.Unreadable("an event of the stream is no chunk of a chat completion", data, reason, cause);
}
