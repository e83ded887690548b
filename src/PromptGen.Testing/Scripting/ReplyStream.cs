namespace PromptGen.Testing;

/// <summary>The body of a reply as it comes: in its pieces, slowly, cut off or without an end, as the reply says.</summary>
internal sealed class ReplyStream(ScriptedReply reply) : Stream
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _chunks = reply.Chunks;
    private int _left = reply.CutAfter ?? int.MaxValue;
    private int _chunk;
    private int _offset;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_left > 0 && _chunk < _chunks.Count)
        {
            if (_offset < _chunks[_chunk].Length)
            {
                var bytes = _chunks[_chunk][_offset..];
                bytes = bytes[..Math.Min(bytes.Length, Math.Min(buffer.Length, _left))];
                bytes.CopyTo(buffer);
                _offset += bytes.Length;
                _left -= bytes.Length;
                return bytes.Length;
            }

            if (_chunk + 1 < _chunks.Count)
                await Task.Delay(reply.ChunkDelay, cancellationToken).ConfigureAwait(false);
            (_chunk, _offset) = (_chunk + 1, 0);
        }

        if (reply.CutAfter is not null)
            throw new IOException("The connection is cut, as the reply says.");
        if (reply.KeepOpen)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return 0;
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
}
