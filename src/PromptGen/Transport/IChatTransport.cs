namespace PromptGen;

/// <summary>What carries a request to a model and brings back its answer. Implementations are safe to use from many threads.</summary>
public interface IChatTransport
{
    /// <summary>Sends a request, and waits for the whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ChatTransportException">There was no answer, or none that could be read.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a request when it is enumerated, and gives the answer piece by piece. Ending the enumeration early ends the call.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ChatTransportException">There was no answer, none that could be read, or it broke off.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default);
}
