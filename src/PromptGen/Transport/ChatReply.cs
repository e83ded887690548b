namespace PromptGen;

/// <summary>A reply whose text is in pooled memory, which goes back when the reply is disposed of.</summary>
/// <param name="Completion">The completion. Whoever keeps it detaches it first.</param>
/// <param name="Texts">The memory; null where the completion has its own.</param>
internal readonly record struct ChatReply(ChatCompletion Completion, PooledBuffer? Texts) : IDisposable
{
    public void Dispose() => Texts?.Dispose();
}
