using System.Runtime.CompilerServices;

namespace PromptGen;

/// <summary>
/// The body of a reply that is a stream of events, within its bound. It ends in a blank line whatever the server sent: a parser
/// that goes by the book drops an event that has none after it, and servers forget the last one.
/// </summary>
internal sealed class EventStream(Stream body, int maxBytes, ExchangeTimer timer) : Stream
{
    private static readonly byte[] End = "\n\n"u8.ToArray();

    private int _read;
    private int _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether all has been read that the server sent.</summary>
    public bool IsAtEnd { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        if (!IsAtEnd)
        {
            var read = await timer.ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false);
            if (read > maxBytes - _read)
                throw ReplyException.TooLong(maxBytes, []);
            _read += read;
            if (read > 0)
                return read;
            IsAtEnd = true;
        }

        var rest = End.AsMemory(_ended);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        _ended += rest.Length;
        return rest.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>
    /// Closes the connection now. Disposing of a body that is not at its end would first read on for up to two seconds, in the hope
    /// of using the connection again; what ends it at once is a read that waits and is cancelled.
    /// </summary>
    public async ValueTask AbortAsync()
    {
        const int MaxReads = 1024;
        var buffer = new byte[64 * 1024];
        using var cancel = new CancellationTokenSource();
        try
        {
            for (var i = 0; i < MaxReads; i++)
            {
                var read = body.ReadAsync(buffer, cancel.Token);
                if (!read.IsCompleted)
                    await cancel.CancelAsync().ConfigureAwait(false);
                if (await read.ConfigureAwait(false) == 0)
                    return;
            }
        }
        catch (Exception)
        {
            // Closed, or broken in whatever way the bytes broke it: nothing is wanted of it any more.
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
