using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>
/// Reads the body of a reply: strict where the answer stands, tolerant of everything around it. Servers add members, send null
/// for most of them, answer under another model's name, and say errors under a status of 200.
/// </summary>
internal static class ChatCompletionReader
{
    public static ChatCompletion Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                ? ReadCompletion(ref reader, body)
                : throw Unreadable(body, "it is no JSON object");
        }
        catch (JsonException exception)
        {
            throw Unreadable(body, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Unreadable(body, "a text in it is not valid Unicode", exception);
        }
    }

    private static ChatCompletion ReadCompletion(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        string? id = null, model = null;
        TokenUsage? usage = null;
        Choice? choice = null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("choices"u8))
                choice = ReadChoices(ref reader);
            else if (reader.ValueTextEquals("usage"u8))
                usage = reader.ReadUsage();
            else if (reader.ValueTextEquals("id"u8))
                id = reader.ReadText();
            else if (reader.ValueTextEquals("model"u8))
                model = reader.ReadText();
            else if (reader.ValueTextEquals("error"u8) && reader.ReadToValue() != JsonTokenType.Null)
                throw SaidError(body);
            else
                reader.Skip();
        }

        while (reader.Read())
        {
            // Nothing may follow: the reader throws on all but white space.
        }

        if (choice is null)
            throw ErrorBody.Read(body.ToArray()).Message is null ? Unreadable(body, "it has no choices") : SaidError(body);
        return new()
        {
            Id = id,
            Model = model,
            ContentUtf8 = choice.Content,
            Refusal = choice.Refusal,
            HasToolCalls = choice.HasToolCalls,
            FinishReason = string.IsNullOrEmpty(choice.FinishReason) ? null : FinishReason.From(choice.FinishReason),
            Usage = usage,
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
            if (chosen is null || (choice.Index == 0 && chosen.Index is not (null or 0)))
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
                choice.HasToolCalls = reader.ReadHasItems();
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
                using (var parts = new PooledBuffer())
                {
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        if (reader.TokenType == JsonTokenType.StartObject)
                            ReadPart(ref reader, parts);
                        else
                            reader.Skip();
                    }

                    return parts.WrittenSpan.ToArray();
                }

            default:
                reader.Skip();
                return null;
        }
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

    internal static ChatTransportException SaidError(ReadOnlySpan<byte> body)
    {
        var error = ErrorBody.Read(body.ToArray());
        return new($"the server answered with an error: {error.Message ?? "(no message)"}")
        {
            Code = error.Code,
            RequestId = error.RequestId,
            Body = BodyText.Of(body),
        };
    }

    private static ChatTransportException Unreadable(ReadOnlySpan<byte> body, string reason, Exception? cause = null)
    {
        var text = BodyText.Of(body);
        return new($"the reply is no chat completion: {BodyText.Describe(text) ?? reason}", cause) { Body = text };
    }

    private sealed class Choice
    {
        public long? Index { get; set; }

        public string? FinishReason { get; set; }

        public byte[]? Content { get; set; }

        public string? Refusal { get; set; }

        public bool HasToolCalls { get; set; }
    }
}
