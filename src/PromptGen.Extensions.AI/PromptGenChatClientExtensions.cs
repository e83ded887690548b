using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Puts a client of Microsoft.Extensions.AI under prompts.</summary>
public static class PromptGenChatClientExtensions
{
    /// <summary>Makes a transport that sends its requests through a chat client. Make one and keep it: it remembers the response formats that the client's server refuses.</summary>
    /// <remarks>
    /// <para>
    /// <see cref="ChatOptions"/> has no place for <see cref="ChatParameters.MinP"/>, <see cref="ChatParameters.TopA"/>, <see cref="ChatParameters.RepetitionPenalty"/>,
    /// <see cref="ChatParameters.Extra"/>, <see cref="ChatParameters.IncludeUsage"/> that is false, and a <see cref="ChatParameters.ReasoningEffort"/> that is
    /// none of <c>none</c>, <c>low</c>, <c>medium</c>, <c>high</c> and <c>xhigh</c>. A request that sets one throws <see cref="NotSupportedException"/>, unless
    /// <paramref name="configure"/> is there to say it in the client's own way, or the client ends in one that
    /// <see cref="PromptGenChatTransportExtensions.AsIChatClient"/> made, which takes all of them.
    /// </para>
    /// <para>
    /// What the client throws because of the exchange becomes a <see cref="ChatTransportException"/>, with the status where the exception has or says one.
    /// </para>
    /// </remarks>
    /// <param name="client">The chat client; it stays the caller's to dispose of.</param>
    /// <param name="configure">
    /// Adds to a request's options, which have all else by then, what <see cref="ChatOptions"/> has no place for, for example by
    /// <see cref="ChatOptions.RawRepresentationFactory"/>; null for nothing. It is called from many threads.
    /// </param>
    public static IChatTransport AsIChatTransport(this IChatClient client, Action<ChatRequest, ChatOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ChatClientTransport(client, configure);
    }
}
