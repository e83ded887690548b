using System.Text;

namespace PromptGen;

/// <summary>Turns a completion into the prompt's outcome.</summary>
internal static class CompletionReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PromptResult<T> Read<T>(string prompt, JsonContract<T>? contract, ChatCompletion completion)
    {
        // A refusal or a cut answer is never parsed: what is there may look whole and not be.
        if (completion.Refusal is { Length: > 0 } refusal)
            return PromptResult.Refused<T>(prompt, refusal, completion);
        switch (completion.FinishReason?.Value)
        {
            case "length" or "model_length" or "max_tokens":
                return PromptResult.Truncated<T>(prompt, completion.Content ?? "", completion);
            case "content_filter":
                return PromptResult.Filtered<T>(prompt, completion.Content ?? "", completion);
            case "tool_calls" or "function_call":
                return Invalid<T>(prompt, completion, ToolCall);
        }

        if (completion.HasToolCalls)
            return Invalid<T>(prompt, completion, ToolCall);
        if (completion.IsBlank)
            return Invalid<T>(prompt, completion, new("", "content", "an answer", "none"));
        if (contract is null)
            return PromptResult.Completed((T)(object)completion.Content!, completion);

        byte[] document;
        try
        {
            document = completion.ContentUtf8 ?? Strict.GetBytes(completion.Content!);
        }
        catch (EncoderFallbackException)
        {
            return Invalid<T>(prompt, completion, SchemaViolation.NotUnicode);
        }

        return contract.TryRead(document, out var value, out var violations)
            ? PromptResult.Completed(value, completion)
            : PromptResult.Invalid<T>(prompt, violations, completion.Content!, completion);
    }

    private static SchemaViolation ToolCall => new("", "content", "an answer", "a call of a tool, though none was offered");

    private static PromptResult<T> Invalid<T>(string prompt, ChatCompletion completion, SchemaViolation violation) =>
        PromptResult.Invalid<T>(prompt, [violation], completion.Content ?? "", completion);
}
