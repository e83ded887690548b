using System.Net;
using System.Net.Http.Headers;

namespace PromptGen;

/// <summary>
/// A request's body in pooled memory. It can be sent more than once, also side by side: handlers retry and hedge. The memory goes
/// back only if nobody is sending from it any more when the body is disposed of; otherwise it is left to the collector, since
/// what is written over would go to another server.
/// </summary>
internal sealed class PooledContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly PooledBuffer _body;
    private int _sending;
    private bool _isDisposed;

    public PooledContent(PooledBuffer body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        lock (_body)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _sending++;
        }

        try
        {
            await stream.WriteAsync(_body.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_body)
                _sending--;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.WrittenCount;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_body)
            {
                if (!_isDisposed && _sending == 0)
                    _body.Dispose();
                _isDisposed = true;
            }
        }

        base.Dispose(disposing);
    }
}
