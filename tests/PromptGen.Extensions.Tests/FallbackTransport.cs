using System.Net;
using System.Runtime.CompilerServices;

namespace PromptGen.Extensions.Tests;

/// <summary>Asks another model, of another provider, where the first gives no answer.</summary>
public sealed class FallbackTransport(IChatTransport first, IChatTransport second, string secondModel) : IChatTransport
{
    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            return await first.SendAsync(request, cancellationToken);
        }
        catch (ChatTransportException exception) when (IsUnavailable(exception))
        {
            return await second.SendAsync(ForSecond(request), cancellationToken);
        }
    }

    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // What was shown cannot be taken back: it is the first piece that decides.
        var chunks = first.StreamAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            bool hasNext;
            try
            {
                hasNext = await chunks.MoveNextAsync();
            }
            catch (ChatTransportException exception) when (IsUnavailable(exception))
            {
                await chunks.DisposeAsync();
                chunks = second.StreamAsync(ForSecond(request), cancellationToken).GetAsyncEnumerator(cancellationToken);
                hasNext = await chunks.MoveNextAsync();
            }

            for (; hasNext; hasNext = await chunks.MoveNextAsync())
                yield return chunks.Current;
        }
        finally
        {
            await chunks.DisposeAsync();
        }
    }

    // A wrong key or a wrong request is no better elsewhere, and should be seen.
    private static bool IsUnavailable(ChatTransportException exception) =>
        exception.StatusCode is null or HttpStatusCode.OK or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private ChatRequest ForSecond(ChatRequest request) => request.With(request.Parameters with { Model = secondModel });
}
