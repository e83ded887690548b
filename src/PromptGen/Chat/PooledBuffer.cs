using System.Buffers;

namespace PromptGen;

/// <summary>A growing run of bytes in pooled memory.</summary>
internal sealed class PooledBuffer(int capacity = PooledBuffer.DefaultCapacity) : IBufferWriter<byte>, IDisposable
{
    private const int DefaultCapacity = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _written;

    public int WrittenCount => _written;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _written);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    /// <summary>Forgets what was written after the first <paramref name="count"/> bytes.</summary>
    public void Rewind(int count) => _written = count;

    /// <summary>Forgets the first <paramref name="count"/> bytes.</summary>
    public void RemoveStart(int count)
    {
        _bytes.AsSpan(count, _written - count).CopyTo(_bytes);
        _written -= count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        _written = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_bytes.Length - _written >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_written + size), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        WrittenSpan.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
