using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>Reads what stands around an answer, in whole replies and in chunks: what is not as expected is stepped over.</summary>
internal static class EnvelopeReader
{
    /// <summary>The member's tokens; null where it has none.</summary>
    public static TokenUsage? ReadUsage(this ref Utf8JsonReader reader)
    {
        if (reader.ReadToValue() != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        long prompt = 0, completion = 0, total = 0, cached = 0, reasoning = 0;
        decimal? cost = null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
                prompt = reader.ReadCount() ?? 0;
            else if (reader.ValueTextEquals("completion_tokens"u8))
                completion = reader.ReadCount() ?? 0;
            else if (reader.ValueTextEquals("total_tokens"u8))
                total = reader.ReadCount() ?? 0;
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
                cached = reader.ReadCountIn("cached_tokens"u8);
            else if (reader.ValueTextEquals("completion_tokens_details"u8))
                reasoning = reader.ReadCountIn("reasoning_tokens"u8);
            else if (reader.ValueTextEquals("cost"u8))
                cost = reader.ReadAmount();
            else
                reader.Skip();
        }

        return new(prompt, completion, total) { CachedTokens = cached, ReasoningTokens = reasoning, Cost = cost };
    }

    /// <summary>A count in the object that the member is; 0 where there is none.</summary>
    private static long ReadCountIn(this ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        long count = 0;
        if (reader.ReadToValue() != JsonTokenType.StartObject)
        {
            reader.Skip();
            return 0;
        }

        while (reader.NextMember())
        {
            if (reader.ValueTextEquals(name))
                count = reader.ReadCount() ?? 0;
            else
                reader.Skip();
        }

        return count;
    }

    /// <summary>What the call cost, as the AI/ML API says it: <c>"meta": {"usage": {"usd_spent": 0.01}}</c>; null where it does not.</summary>
    public static decimal? ReadSpent(this ref Utf8JsonReader reader)
    {
        decimal? spent = null;
        if (reader.ReadToValue() != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.NextMember())
        {
            if (!reader.ValueTextEquals("usage"u8) || reader.ReadToValue() != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.NextMember())
            {
                if (reader.ValueTextEquals("usd_spent"u8))
                    spent = reader.ReadAmount();
                else
                    reader.Skip();
            }
        }

        return spent;
    }

    /// <summary>The tokens with what the call cost where that stands beside them, not among them.</summary>
    public static TokenUsage? WithCost(this TokenUsage? usage, decimal? cost) =>
        cost is null || usage is { Cost: not null } ? usage : (usage ?? default) with { Cost = cost };

    /// <summary>Steps to the next member's name; false at the object's end.</summary>
    public static bool NextMember(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Steps from a member's name to its value.</summary>
    public static JsonTokenType ReadToValue(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    /// <summary>The member's text; null where it has none.</summary>
    /// <param name="reader">The reader, on the member's name.</param>
    /// <param name="likely">What the text most likely is: then it need not be made anew.</param>
    public static string? ReadText(this ref Utf8JsonReader reader, string? likely = null)
    {
        if (reader.ReadToValue() == JsonTokenType.String)
        {
            if (likely is not null && reader.ValueTextEquals(likely))
                return likely;
            return reader.ValueIsEscaped ? HalfCharacters.Repair(HalfCharacters.Unescape(reader.ValueSpan)) : Encoding.UTF8.GetString(reader.ValueSpan);
        }

        reader.Skip();
        return null;
    }

    /// <summary>The member's number, where it is one that counts something; null where not.</summary>
    public static long? ReadCount(this ref Utf8JsonReader reader)
    {
        if (reader.ReadToValue() == JsonTokenType.Number && (reader.TryGetInt64(out var count) || JsonNumber.TryGetInt64(reader.ValueSpan, out count)) && count >= 0)
            return count;
        reader.Skip();
        return null;
    }

    /// <summary>The member's number, where it is one of money; null where not.</summary>
    private static decimal? ReadAmount(this ref Utf8JsonReader reader)
    {
        if (reader.ReadToValue() == JsonTokenType.Number && reader.TryGetDecimal(out var amount) && amount is >= 0 and < 1_000_000)
            return amount;
        reader.Skip();
        return null;
    }

    /// <summary>Whether the member says anything: not null, false, nor an empty text, list or object.</summary>
    public static bool ReadIsSomething(this ref Utf8JsonReader reader)
    {
        var type = reader.ReadToValue();
        if (type is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            return type is JsonTokenType.True or JsonTokenType.Number || (type == JsonTokenType.String && !reader.ValueSpan.IsEmpty);
        var depth = reader.CurrentDepth;
        var isSomething = false;
        while (reader.Read() && reader.CurrentDepth > depth)
            isSomething = true;
        return isSomething;
    }
}
