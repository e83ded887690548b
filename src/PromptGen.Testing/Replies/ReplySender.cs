using Microsoft.AspNetCore.Http;

namespace PromptGen.Testing;

/// <summary>Puts a reply on the wire, with whatever is to go wrong on the way.</summary>
internal static class ReplySender
{
    /// <exception cref="ConnectionCutException">All that was to be sent is, and nothing may follow: not even the end of the body.</exception>
    public static async Task SendAsync(HttpResponse response, ScriptedReply reply, string requestId, CancellationToken cancellationToken)
    {
        await Task.Delay(reply.Delay, cancellationToken).ConfigureAwait(false);
        response.StatusCode = reply.StatusCode;
        response.ContentType = reply.ContentType;
        response.Headers["x-request-id"] = requestId;

        // Some statuses forbid a body, and its length with it.
        if (!reply.IsOpenEnded && !reply.BodyUtf8.IsEmpty)
            response.ContentLength = reply.BodyUtf8.Length;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;

        // Once the head is out, a body that is too short breaks the connection; before that it would become a tidy 500.
        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        if (reply.IsOpenEnded)
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        await SendBodyAsync(response, reply, cancellationToken).ConfigureAwait(false);
        if (reply.CutAfter is not null)
            throw new ConnectionCutException();
        if (reply.KeepOpen)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SendBodyAsync(HttpResponse response, ScriptedReply reply, CancellationToken cancellationToken)
    {
        var left = reply.CutAfter ?? int.MaxValue;
        var isFirst = true;
        foreach (var chunk in reply.Chunks)
        {
            if (left == 0)
                return;
            if (!isFirst)
                await Task.Delay(reply.ChunkDelay, cancellationToken).ConfigureAwait(false);
            isFirst = false;
            if (chunk.IsEmpty)
                continue;
            var length = Math.Min(left, chunk.Length);
            left -= length;
            await response.Body.WriteAsync(chunk[..length], cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kestrel closes the connection of a handler that fails, after it has sent what was written.</summary>
    internal sealed class ConnectionCutException() : IOException("The connection is cut, as the reply says.");
}
