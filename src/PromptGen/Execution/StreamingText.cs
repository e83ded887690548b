using System.Text;

namespace PromptGen;

/// <summary>
/// The answer to a text prompt, piece by piece. Enumerating it sends the request; ending the enumeration early ends the call.
/// Each enumeration is a call of its own.
/// </summary>
/// <remarks>
/// An answer that is refused, cut or empty ends the enumeration with the matching <see cref="PromptException"/>, after the pieces
/// that did come.
/// </remarks>
public sealed class StreamingText : IAsyncEnumerable<string>
{
    private readonly string _prompt;
    private readonly ChatRequest _request;
    private readonly IChatTransport _transport;
    private readonly CancellationToken _cancellationToken;

    internal StreamingText(string prompt, ChatRequest request, IChatTransport transport, CancellationToken cancellationToken)
    {
        _prompt = prompt;
        _request = request;
        _transport = transport;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The whole answer with its finish reason and tokens, once the last enumeration has come to its end; null before.</summary>
    public ChatCompletion? Completion { get; private set; }

    /// <summary>Sends the request, and gives the answer's text piece by piece.</summary>
    /// <param name="cancellationToken">Ends the call early, as does the token that the stream was made with.</param>
    /// <exception cref="PromptException">The answer did not come, or not whole; what was thrown says why.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public async IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var both = cancellationToken.CanBeCanceled && _cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellationToken)
            : null;
        var token = both?.Token ?? (cancellationToken.CanBeCanceled ? cancellationToken : _cancellationToken);
        Completion = null;
        var text = new StringBuilder();
        StringBuilder? refusal = null;
        var last = default(ChatChunk);
        await foreach (var chunk in _transport.StreamAsync(_request, token).WithCancellation(token).ConfigureAwait(false))
        {
            last = new()
            {
                Id = last.Id ?? chunk.Id,
                Model = last.Model ?? chunk.Model,
                FinishReason = chunk.FinishReason ?? last.FinishReason,
                Usage = chunk.Usage ?? last.Usage,
                HasToolCalls = last.HasToolCalls || chunk.HasToolCalls,
            };
            if (chunk.Refusal is { Length: > 0 } refused)
                (refusal ??= new()).Append(refused);
            if (chunk.Text is not { Length: > 0 } piece)
                continue;
            text.Append(piece);
            yield return piece;
        }

        var completion = new ChatCompletion
        {
            Id = last.Id,
            Model = last.Model,
            Content = text.ToString(),
            Refusal = refusal?.ToString(),
            HasToolCalls = last.HasToolCalls,
            FinishReason = last.FinishReason,
            Usage = last.Usage,
        };

        // What a whole answer would be thrown for, this one is too.
        Completion = completion;
        _ = CompletionReader.Read<string>(_prompt, null, completion).Value;
    }
}
