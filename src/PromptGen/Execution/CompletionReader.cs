namespace PromptGen;

/// <summary>Turns a completion into the prompt's outcome.</summary>
internal static class CompletionReader
{
    public static PromptResult<T> Read<T>(string prompt, JsonContract<T>? contract, ChatCompletion completion)
    {
        // A refusal or a cut answer is never parsed: what is there may look whole and not be.
        if (completion.Refusal is { Length: > 0 } refusal)
            return PromptResult.Refused<T>(prompt, refusal, completion);
        if (completion.FinishReason == FinishReason.Length)
            return PromptResult.Truncated<T>(prompt, completion.Content ?? "", completion);
        if (completion.FinishReason == FinishReason.ContentFilter)
            return PromptResult.Filtered<T>(prompt, completion.Content ?? "", completion);
        if (completion.ContentUtf8 is not { Length: > 0 } content || content.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return PromptResult.Invalid<T>(prompt, [NoContent(completion)], completion.Content ?? "", completion);

        if (contract is null)
            return PromptResult.Completed((T)(object)completion.Content!, completion);
        return contract.TryRead(content, out var value, out var violations)
            ? PromptResult.Completed(value, completion)
            : PromptResult.Invalid<T>(prompt, violations, completion.Content!, completion);
    }

    private static SchemaViolation NoContent(ChatCompletion completion) =>
        new("", "content", "an answer", completion.HasToolCalls ? "a call of a tool, though none was offered" : "none");
}
