using System.Text;

namespace PromptGen;

/// <summary>Turns a completion into the prompt's outcome.</summary>
internal static class CompletionReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PromptResult<T> Read<T>(string prompt, JsonContract<T>? contract, IReadOnlyList<IPromptValidator> validators, ChatCompletion completion)
    {
        var result = Read(prompt, contract, completion);
        return validators.Count == 0 || !result.TryGetValue(out var value) || PromptValidator.Check(validators, value) is not { Count: > 0 } findings
            ? result
            : PromptResult.Invalid<T>(prompt, findings, completion.Content!, completion, result.Adjustments);
    }

    /// <summary>What a completion is that is no answer; null where there is one to be read.</summary>
    public static PromptResult<T>? ReadNoAnswer<T>(string prompt, ChatCompletion completion)
    {
        // A refusal or a cut answer is never parsed: what is there may look whole and not be.
        if (completion.Refusal is { Length: > 0 } refusal)
            return PromptResult.Refused<T>(prompt, refusal, completion);
        switch (completion.FinishReason?.Value)
        {
            case "length" or "model_length" or "max_tokens":
                return PromptResult.Truncated<T>(prompt, completion.Content ?? "", completion);
            case "refusal":
                return PromptResult.Refused<T>(prompt, completion.Content ?? "", completion);
            case "content_filter":
                return PromptResult.Filtered<T>(prompt, completion.Content ?? "", completion);
        }

        if (completion.HasToolCalls || completion.FinishReason?.Value is "tool_calls" or "function_call")
            return Invalid<T>(prompt, completion, new("", "content", "an answer", "a call of a tool, though none was offered"));
        return completion.IsBlank ? Invalid<T>(prompt, completion, new("", "content", "an answer", "none")) : null;
    }

    private static PromptResult<T> Read<T>(string prompt, JsonContract<T>? contract, ChatCompletion completion)
    {
        if (ReadNoAnswer<T>(prompt, completion) is { } none)
            return none;
        if (contract is null)
            return ReadText<T>(prompt, completion);

        ReadOnlySpan<byte> document;
        try
        {
            document = completion.ContentUtf8 is { } utf8 ? utf8.Span : Strict.GetBytes(completion.Content!);
        }
        catch (EncoderFallbackException)
        {
            return Invalid<T>(prompt, completion, SchemaViolation.NotUnicode);
        }

        return contract.TryRead(document, out var value, out var violations)
            ? PromptResult.Completed(value, completion)
            : ReadInside(prompt, contract, document, violations, completion);
    }

    /// <summary>A plain text. Reasoning before it is none of it.</summary>
    private static PromptResult<T> ReadText<T>(string prompt, ChatCompletion completion)
    {
        var text = completion.Content!;
        if (!text.AsSpan().TrimStart().StartsWith("<") || !AnswerEnvelope.TrySkipReasoning(Encoding.UTF8.GetBytes(text), out var rest))
            return PromptResult.Completed((T)(object)text, completion);
        return rest.IsEmpty
            ? Invalid<T>(prompt, completion, new("", "content", "an answer", "nothing but reasoning"))
            : new((T)(object)Encoding.UTF8.GetString(rest), completion, [ReplyAdjustment.Reasoning]);
    }

    /// <summary>An answer that is not the whole text: what is around it is taken off, until something fits.</summary>
    private static PromptResult<T> ReadInside<T>(
        string prompt, JsonContract<T> contract, ReadOnlySpan<byte> text, IReadOnlyList<SchemaViolation> violations, ChatCompletion completion)
    {
        var adjustments = new List<ReplyAdjustment>();
        if (AnswerEnvelope.TrySkipReasoning(text, out var rest))
        {
            adjustments.Add(ReplyAdjustment.Reasoning);
            text = rest;
        }

        if (AnswerEnvelope.TryUnfence(text, out var inside))
        {
            adjustments.Add(ReplyAdjustment.Fence);
            text = inside;
        }

        if (adjustments.Count > 0 && contract.TryRead(text, out var value, out violations))
            return new(value, completion, adjustments);

        // What is wrong with an answer tells more than that there is a word before it.
        var isOfBlock = false;
        foreach (var block in AnswerEnvelope.FindBlocks(text))
        {
            if (contract.TryRead(text[block], out value, out var ofBlock))
                return new(value, completion, [.. adjustments, ReplyAdjustment.SurroundingText]);
            if (violations is not [{ Keyword: "json" }])
                continue;
            violations = ofBlock;
            isOfBlock = true;
        }

        if (isOfBlock)
            adjustments.Add(ReplyAdjustment.SurroundingText);
        return PromptResult.Invalid<T>(prompt, violations, completion.Content!, completion, adjustments);
    }

    private static PromptResult<T> Invalid<T>(string prompt, ChatCompletion completion, SchemaViolation violation) =>
        PromptResult.Invalid<T>(prompt, [violation], completion.Content ?? "", completion);
}
