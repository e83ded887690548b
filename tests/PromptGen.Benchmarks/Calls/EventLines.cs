using System.Buffers;

namespace PromptGen.Benchmarks;

/// <summary>The data lines of a stream of events, over one pooled buffer. The waiting is the caller's: nothing is asynchronous here.</summary>
internal sealed class EventLines : IDisposable
{
    private static ReadOnlySpan<byte> Field => "data: "u8;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _start;
    private int _end;

    /// <summary>Whether the last line was the one that ends the stream.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next line's data that is there already.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> data)
    {
        while (_bytes.AsSpan(_start, _end - _start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            data = _bytes.AsMemory(_start, length);
            _start += length + 1;
            if (!data.Span.StartsWith(Field))
                continue;
            data = data[Field.Length..];
            IsDone = data.Span.SequenceEqual("[DONE]"u8);
            return !IsDone;
        }

        data = default;
        return false;
    }

    /// <summary>Where the next bytes go. Half a line stays, at the buffer's beginning.</summary>
    public Memory<byte> Space()
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        if (_end == _bytes.Length)
            _bytes = Grow(_bytes);
        return _bytes.AsMemory(_end);
    }

    /// <summary>Takes what was read into the space.</summary>
    public void Advance(int read)
    {
        if (read == 0)
            throw new FormatException("The stream broke off.");
        _end += read;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    /// <summary>A larger buffer with the same bytes, in place of one from the pool.</summary>
    public static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
