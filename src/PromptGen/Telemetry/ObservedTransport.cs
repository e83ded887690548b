using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>What carries the requests of a call that somebody listens to: each is an attempt of its own.</summary>
/// <param name="inner">What carries them in fact.</param>
/// <param name="call">The call.</param>
internal sealed class ObservedTransport(IChatTransport inner, ObservedCall call) : IChatTransport
{
    public IChatTransport Inner => inner;

    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
        (await SendForReplyAsync(request, cancellationToken).ConfigureAwait(false)).Keep();

    public async ValueTask<ChatReply> SendForReplyAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        call.OnSending(request);
        using var attempt = Start(request, isStream: false);
        try
        {
            var reply = await ChatReply.AskAsync(inner, request, cancellationToken).ConfigureAwait(false);
            call.OnAnswered();
            attempt?.Complete(reply.Completion);
            return reply;
        }
        catch (Exception exception)
        {
            attempt?.Fail(exception);
            throw;
        }
    }

    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        call.OnSending(request);
        using var attempt = Start(request, isStream: true);
        await using var chunks = inner.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await chunks.MoveNextAsync().ConfigureAwait(false))
                    break;
            }
            catch (Exception exception)
            {
                attempt?.Fail(exception);
                throw;
            }

            attempt?.Note(chunks.Current);
            yield return chunks.Current;
        }
    }

    /// <summary>Begins the attempt; null where the transport tells of it itself.</summary>
    private ObservedAttempt? Start(ChatRequest request, bool isStream)
    {
        var description = (inner as IDescribedChatTransport)?.Description;
        return description is { HasOwnTelemetry: true } ? null : new(call, request, description, isStream);
    }
}
