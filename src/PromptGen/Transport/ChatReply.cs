namespace PromptGen;

/// <summary>A reply whose text is in pooled memory, which goes back when the reply is disposed of.</summary>
/// <param name="completion">The completion. It is not to be kept as it is.</param>
/// <param name="texts">The memory; null where the completion has its own.</param>
/// <remarks>A class: tasks of a struct are code of their own, to be compiled before the first reply is there.</remarks>
internal sealed class ChatReply(ChatCompletion completion, PooledBuffer? texts) : IDisposable
{
    public ChatCompletion Completion => completion;

    /// <summary>Sends a request over any transport.</summary>
    public static ValueTask<ChatReply> AskAsync(IChatTransport transport, ChatRequest request, CancellationToken cancellationToken) => transport switch
    {
        HttpChatTransport http => http.SendForReplyAsync(request, cancellationToken),
        ObservedTransport observed => observed.SendForReplyAsync(request, cancellationToken),
        _ => AskOtherAsync(transport, request, cancellationToken),
    };

    /// <summary>The completion with a text of its own, for whoever keeps it; the memory goes back.</summary>
    public ChatCompletion Keep()
    {
        completion.Detach();
        Dispose();
        return completion;
    }

    public void Dispose() => texts?.Dispose();

    /// <summary>Any other transport may keep its completion, or give the same one twice.</summary>
    private static async ValueTask<ChatReply> AskOtherAsync(IChatTransport transport, ChatRequest request, CancellationToken cancellationToken) =>
        new(await transport.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
}
