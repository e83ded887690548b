using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>
/// Reads the body of a reply: strict where the answer stands, tolerant of everything around it. Servers add members, send null
/// for most of them, answer under another model's name, and say errors under a status of 200.
/// </summary>
internal ref struct ChatCompletionReader
{
    /// <summary>The model of the reply before: most programs ask the same one over and over.</summary>
    [ThreadStatic]
    private static string? _lastModel;

    private readonly ReadOnlySpan<byte> _body;
    private readonly PooledBuffer _texts;
    private readonly bool _scans;
    private Utf8JsonReader _json;
    private int _offset;

    private ChatCompletionReader(ReadOnlySpan<byte> body, PooledBuffer texts, bool scans)
    {
        _body = body;
        _texts = texts;
        _scans = scans;
        _json = new(body);
    }

    /// <summary>Reads a completion that keeps its own text.</summary>
    /// <exception cref="ReplyException">The body is no completion, or tells of an error.</exception>
    public static ChatCompletion Read(ReadOnlySpan<byte> body)
    {
        using var texts = new PooledBuffer();
        var completion = Read(body, texts);
        completion.Detach();
        return completion;
    }

    /// <summary>Reads a completion whose text stays in <paramref name="texts"/>: see <see cref="ChatCompletion.Detach"/>.</summary>
    /// <exception cref="ReplyException">The body is no completion, or tells of an error.</exception>
    public static ChatCompletion Read(ReadOnlySpan<byte> body, PooledBuffer texts)
    {
        try
        {
            return Read(body, texts, scans: true);
        }
        catch (ReplyException)
        {
            // Whatever is wrong is said by the book, and where it is: a scan leaves the reader's count of bytes behind.
            texts.Rewind(0);
            return Read(body, texts, scans: false);
        }
    }

    private static ChatCompletion Read(ReadOnlySpan<byte> body, PooledBuffer texts, bool scans)
    {
        const string What = "the reply is no chat completion";
        var json = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        try
        {
            var reader = new ChatCompletionReader(json, texts, scans);
            if (reader._json.Read() && reader._json.TokenType == JsonTokenType.StartObject)
                return reader.ReadCompletion() ?? throw (ErrorBody.Read(body).Message is null ? ReplyException.Unreadable(What, body, "it has no choices") : ReplyException.SaidError(body));
            throw ErrorBody.Read(body).Message is null ? ReplyException.Unreadable(What, body, "it is no JSON object") : ReplyException.SaidError(body);
        }
        catch (FailedReplyException)
        {
            throw ReplyException.SaidError(body);
        }
        catch (JsonException exception)
        {
            throw ReplyException.Unreadable(What, body, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw ReplyException.Unreadable(What, body, "a text in it is not valid Unicode", exception);
        }
    }

    /// <summary>The texts of a list of parts, one after the other.</summary>
    public static void ReadParts(ref Utf8JsonReader json, PooledBuffer texts)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
                ReadPart(ref json, texts);
            else
                json.Skip();
        }
    }

    private static void ReadPart(ref Utf8JsonReader json, PooledBuffer texts)
    {
        var start = texts.WrittenCount;
        var isText = true;
        while (json.NextMember())
        {
            if (json.ValueTextEquals("type"u8))
            {
                isText = json.ReadText() is null or "text" or "output_text";
            }
            else if (json.ValueTextEquals("text"u8) && json.ReadToValue() == JsonTokenType.String)
            {
                texts.Rewind(start);
                Copy(ref json, texts);
            }
            else
            {
                json.Skip();
            }
        }

        if (!isText)
            texts.Rewind(start);
    }

    private static void Copy(ref Utf8JsonReader json, PooledBuffer texts) =>
        texts.Advance(json.CopyString(texts.GetSpan(json.ValueSpan.Length)));

    /// <summary>The completion; null where it has no choice.</summary>
    private ChatCompletion? ReadCompletion()
    {
        string? id = null, model = null;
        TokenUsage? usage = null;
        decimal? spent = null;
        Choice? choice = null;
        var isError = false;
        while (_json.NextMember())
        {
            if (_json.ValueTextEquals("choices"u8))
                choice = ReadChoices();
            else if (_json.ValueTextEquals("usage"u8))
                usage = _json.ReadUsage();
            else if (_json.ValueTextEquals("meta"u8))
                spent = _json.ReadSpent();
            else if (_json.ValueTextEquals("id"u8))
                id = _json.ReadText();
            else if (_json.ValueTextEquals("model"u8))
                model = _lastModel = _json.ReadText(_lastModel);
            else if (_json.ValueTextEquals("error"u8))
                isError = _json.ReadIsSomething();
            else
                _json.Skip();
        }

        while (_json.Read())
        {
            // Nothing may follow: the reader throws on all but white space.
        }

        if (isError || choice is { IsError: true })
            throw new FailedReplyException();
        return choice is not { } chosen
            ? null
            : new()
            {
                Id = id,
                Model = model,
                ContentUtf8 = chosen.Content is { } content ? _texts.WrittenMemory[content] : default(ReadOnlyMemory<byte>?),
                Refusal = chosen.Refusal,
                HasToolCalls = chosen.HasToolCalls,
                FinishReason = string.IsNullOrEmpty(chosen.FinishReason) ? null : FinishReason.From(chosen.FinishReason),
                Usage = usage.WithCost(spent),
            };
    }

    /// <summary>The choice whose index is 0, wherever it stands; where none has an index, the first.</summary>
    private Choice? ReadChoices()
    {
        Choice? chosen = null;
        if (_json.ReadToValue() != JsonTokenType.StartArray)
        {
            _json.Skip();
            return null;
        }

        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                _json.Skip();
                continue;
            }

            var choice = ReadChoice();
            if (chosen is not { } first || (choice.Index is null or 0 && first.Index is not (null or 0)))
                chosen = choice;
        }

        return chosen;
    }

    private Choice ReadChoice()
    {
        var choice = default(Choice);
        while (_json.NextMember())
        {
            if (_json.ValueTextEquals("message"u8))
                ReadMessage(ref choice);
            else if (_json.ValueTextEquals("finish_reason"u8))
                choice.FinishReason = _json.ReadText(likely: "stop");
            else if (_json.ValueTextEquals("error"u8))
                choice.HasError = _json.ReadIsSomething();
            else if (_json.ValueTextEquals("index"u8))
                choice.Index = _json.ReadCount();
            else
                _json.Skip();
        }

        return choice;
    }

    private void ReadMessage(ref Choice choice)
    {
        if (_json.ReadToValue() != JsonTokenType.StartObject)
        {
            _json.Skip();
            return;
        }

        while (_json.NextMember())
        {
            if (_json.ValueTextEquals("content"u8))
                choice.Content = ReadContent();
            else if (_json.ValueTextEquals("refusal"u8))
                choice.Refusal = _json.ReadText();
            else if (_json.ValueTextEquals("tool_calls"u8))
                choice.HasToolCalls |= _json.ReadIsSomething();
            else if (_json.ValueTextEquals("function_call"u8))
                choice.HasToolCalls |= _json.ReadIsSomething();
            else
                _json.Skip();
        }
    }

    /// <summary>The content: a text, or a list of parts of which the texts count. Null for neither.</summary>
    private Range? ReadContent()
    {
        var start = _texts.WrittenCount;
        if (_scans && TryScanContent())
            return start.._texts.WrittenCount;
        switch (_json.ReadToValue())
        {
            case JsonTokenType.String:
                Copy(ref _json, _texts);
                return start.._texts.WrittenCount;
            case JsonTokenType.StartArray:
                ReadParts(ref _json, _texts);
                return start.._texts.WrittenCount;
            default:
                _json.Skip();
                return null;
        }
    }

    /// <summary>Takes a text that follows the member's name without the reader, and has the reader go on behind it; false where that is not simple.</summary>
    private bool TryScanContent()
    {
        var at = _offset + (int)_json.BytesConsumed;
        var blanks = _body[at..].IndexOfAnyExcept(" \t\r\n"u8);
        if (blanks < 0 || _body[at + blanks] != '"')
            return false;
        at += blanks + 1;
        if (!JsonStringScan.TryCopy(_body[at..], _texts.GetSpan(_body.Length - at + JsonStringScan.Slack), out var consumed, out var written))
            return false;
        _texts.Advance(written);

        // For the reader it was an empty text.
        var standIn = new Utf8JsonReader("\"\""u8, isFinalBlock: false, _json.CurrentState);
        standIn.Read();
        _offset = at + consumed;
        _json = new(_body[_offset..], isFinalBlock: true, standIn.CurrentState);
        return true;
    }

    private record struct Choice(long? Index, string? FinishReason, Range? Content, string? Refusal, bool HasToolCalls, bool HasError)
    {
        public readonly bool IsError => HasError || FinishReason == "error";
    }

    /// <summary>The reply tells of an error: it is read once more for what it says.</summary>
    private sealed class FailedReplyException : Exception;
}
