namespace PromptGen;

/// <summary>A prompt interface that the compiler wrote a client for. It is added to every such interface.</summary>
/// <typeparam name="TSelf">The interface itself.</typeparam>
public interface IPromptClient<TSelf>
    where TSelf : class, IPromptClient<TSelf>
{
    /// <summary>Makes a client.</summary>
    /// <param name="transport">What carries the requests.</param>
    /// <param name="options">How prompts are sent; null for as they are declared.</param>
    static abstract TSelf Create(IChatTransport transport, PromptClientOptions? options = null);
}
