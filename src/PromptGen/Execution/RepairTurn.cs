namespace PromptGen;

/// <summary>Asks once more after an invalid answer.</summary>
internal static class RepairTurn
{
    /// <summary>How much of an answer is sent back, in characters.</summary>
    private const int MaxAnswerLength = 8 * 1024;

    private const int BytesPerToken = 4;

    /// <summary>
    /// The request that follows an invalid answer: the conversation, the answer, and what is wrong with it. Where there was no answer
    /// to speak of, it is the same request again: no server takes a message without a text.
    /// </summary>
    /// <param name="first">The first request: of the answers only the last one is kept.</param>
    /// <param name="answer">The last answer.</param>
    public static ChatRequest Follow(ChatRequest first, PromptAttempt answer)
    {
        if (first.Contract is null || answer.Completion.IsBlank)
            return first;
        var text = answer.Completion.Content!;
        var shortened = Excerpt.Cut(text, MaxAnswerLength);
        return first.With(
        [
            .. first.Messages,
            PromptMessage.Assistant(shortened.Length < text.Length ? shortened + "…" : text),
            PromptMessage.User(SchemaInstruction.AfterAnswer(first.Contract, answer.Violations)),
        ]);
    }

    /// <summary>Whether the budget has room for one more attempt like the last.</summary>
    public static bool IsAffordable(long? budget, ChatRequest request, IReadOnlyList<PromptAttempt> attempts)
    {
        if (budget is null)
            return true;
        using var body = new PooledBuffer();
        request.WriteTo(body);
        var spent = 0m;
        var last = 0m;
        foreach (var attempt in attempts)
        {
            last = attempt.Completion.Usage is { TotalTokens: > 0 and var total } ? total : (body.WrittenCount + (attempt.Completion.Content?.Length ?? 0)) / BytesPerToken;
            spent += last;
        }

        return spent + last <= budget;
    }
}
