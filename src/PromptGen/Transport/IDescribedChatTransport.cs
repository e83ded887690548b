namespace PromptGen;

/// <summary>A transport that tells where its requests go. One that does not is a transport all the same, and its spans have no server.</summary>
public interface IDescribedChatTransport : IChatTransport
{
    /// <summary>Where the next request would go. Asked for each request that somebody listens to, and for no other.</summary>
    ChatTransportDescription Description { get; }
}
