namespace PromptGen;

/// <summary>A reply whose text is in pooled memory, which goes back when the reply is disposed of.</summary>
/// <param name="Completion">The completion. It is not to be kept as it is.</param>
/// <param name="Texts">The memory; null where the completion has its own.</param>
internal readonly record struct ChatReply(ChatCompletion Completion, PooledBuffer? Texts) : IDisposable
{
    /// <summary>The completion with a text of its own, for whoever keeps it; the memory goes back.</summary>
    public ChatCompletion Keep()
    {
        Completion.Detach();
        Dispose();
        return Completion;
    }

    public void Dispose() => Texts?.Dispose();
}
