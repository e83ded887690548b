namespace PromptGen;

/// <summary>The tokens of a call, as the server counted them. Servers are known to miscount: do not bill by it.</summary>
/// <param name="PromptTokens">Tokens of the request.</param>
/// <param name="CompletionTokens">Tokens of the answer.</param>
/// <param name="TotalTokens">Tokens in all.</param>
public readonly record struct TokenUsage(long PromptTokens, long CompletionTokens, long TotalTokens);
