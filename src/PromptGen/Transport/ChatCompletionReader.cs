using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>
/// Reads the body of a reply: strict where the answer stands, tolerant of everything around it. Servers add members, send null
/// for most of them, answer under another model's name, and say errors under a status of 200.
/// </summary>
internal static class ChatCompletionReader
{
    /// <exception cref="ReplyException">The body is no completion, or tells of an error.</exception>
    public static ChatCompletion Read(ReadOnlySpan<byte> body)
    {
        const string What = "the reply is no chat completion";
        var json = body.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                return ReadCompletion(ref reader) ?? throw (ErrorBody.Read(body).Message is null ? ReplyException.Unreadable(What, body, "it has no choices") : ReplyException.SaidError(body));
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

    /// <summary>The completion; null where it has no choice.</summary>
    private static ChatCompletion? ReadCompletion(ref Utf8JsonReader reader)
    {
        string? id = null, model = null;
        TokenUsage? usage = null;
        decimal? spent = null;
        Choice? choice = null;
        var isError = false;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("choices"u8))
                choice = ReadChoices(ref reader);
            else if (reader.ValueTextEquals("usage"u8))
                usage = reader.ReadUsage();
            else if (reader.ValueTextEquals("meta"u8))
                spent = reader.ReadSpent();
            else if (reader.ValueTextEquals("id"u8))
                id = reader.ReadText();
            else if (reader.ValueTextEquals("model"u8))
                model = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8))
                isError = reader.ReadIsSomething();
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // Nothing may follow: the reader throws on all but white space.
        }

        if (isError || choice is { IsError: true })
            throw new FailedReplyException();
        return choice is null
            ? null
            : new()
            {
                Id = id,
                Model = model,
                ContentUtf8 = choice.Content,
                Refusal = choice.Refusal,
                HasToolCalls = choice.HasToolCalls,
                FinishReason = string.IsNullOrEmpty(choice.FinishReason) ? null : FinishReason.From(choice.FinishReason),
                Usage = usage.WithCost(spent),
            };
    }

    /// <summary>The choice whose index is 0, wherever it stands; where none has an index, the first.</summary>
    private static Choice? ReadChoices(ref Utf8JsonReader reader)
    {
        Choice? chosen = null;
        if (reader.ReadToValue() != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var choice = ReadChoice(ref reader);
            if (chosen is null || (choice.Index is null or 0 && chosen.Index is not (null or 0)))
                chosen = choice;
        }

        return chosen;
    }

    private static Choice ReadChoice(ref Utf8JsonReader reader)
    {
        var choice = new Choice();
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("message"u8))
                ReadMessage(ref reader, choice);
            else if (reader.ValueTextEquals("finish_reason"u8))
                choice.FinishReason = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8))
                choice.HasError = reader.ReadIsSomething();
            else if (reader.ValueTextEquals("index"u8))
                choice.Index = reader.ReadCount();
            else
                reader.Skip();
        }

        return choice;
    }

    private static void ReadMessage(ref Utf8JsonReader reader, Choice choice)
    {
        if (reader.ReadToValue() != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("content"u8))
                choice.Content = ReadContent(ref reader);
            else if (reader.ValueTextEquals("refusal"u8))
                choice.Refusal = reader.ReadText();
            else if (reader.ValueTextEquals("tool_calls"u8))
                choice.HasToolCalls |= reader.ReadIsSomething();
            else if (reader.ValueTextEquals("function_call"u8))
                choice.HasToolCalls |= reader.ReadIsSomething();
            else
                reader.Skip();
        }
    }

    /// <summary>The content: a text, or a list of parts of which the texts count.</summary>
    private static byte[]? ReadContent(ref Utf8JsonReader reader)
    {
        switch (reader.ReadToValue())
        {
            case JsonTokenType.String:
                return Unescape(ref reader);
            case JsonTokenType.StartArray:
                return ReadParts(ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>The texts of a list of parts, one after the other.</summary>
    public static byte[] ReadParts(ref Utf8JsonReader reader)
    {
        using var parts = new PooledBuffer();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadPart(ref reader, parts);
            else
                reader.Skip();
        }

        return parts.WrittenSpan.ToArray();
    }

    private static void ReadPart(ref Utf8JsonReader reader, PooledBuffer parts)
    {
        var isText = true;
        byte[] text = [];
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("type"u8))
                isText = reader.ReadText() is null or "text" or "output_text";
            else if (reader.ValueTextEquals("text"u8) && reader.ReadToValue() == JsonTokenType.String)
                text = Unescape(ref reader);
            else
                reader.Skip();
        }

        if (!isText)
            return;
        text.CopyTo(parts.GetSpan(text.Length));
        parts.Advance(text.Length);
    }

    private static byte[] Unescape(ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(text);
        return length == text.Length ? text : text[..length];
    }

    private sealed class Choice
    {
        public long? Index { get; set; }

        public string? FinishReason { get; set; }

        public byte[]? Content { get; set; }

        public string? Refusal { get; set; }

        public bool HasToolCalls { get; set; }

        public bool HasError { get; set; }

        public bool IsError => HasError || FinishReason == "error";
    }

    /// <summary>The reply tells of an error: it is read once more for what it says.</summary>
    private sealed class FailedReplyException : Exception;
}
