using System.Text;
using System.Text.Unicode;

namespace PromptGen;

/// <summary>
/// The chunks of a stream differ in their text and hardly ever in anything else. What is around the text of one is kept: where the next one has the same
/// bytes around its own, it says the same, and need not be taken apart.
/// </summary>
/// <remarks>This is exact: two JSON texts that differ in nothing but what is inside of one string are the same but for that string.</remarks>
internal sealed class ChunkPattern
{
    private byte[] _chunk = [];
    private int _length;
    private int _textStart;
    private int _textEnd;

    /// <summary>Keeps a chunk that says a text and nothing else.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="text">Where in it the text is, within its quotes.</param>
    public void Keep(ReadOnlySpan<byte> chunk, Range text)
    {
        if (_chunk.Length < chunk.Length)
            _chunk = new byte[2 * chunk.Length];
        chunk.CopyTo(_chunk);
        (_length, _textStart, _textEnd) = (chunk.Length, text.Start.Value, text.End.Value);
    }

    /// <summary>The text of a chunk that is otherwise like the one that was kept; false where it is not, or where the text has to be read by the book.</summary>
    public bool TryRead(ReadOnlySpan<byte> chunk, out string text)
    {
        text = "";
        var before = _chunk.AsSpan(0, _textStart);
        var after = _chunk.AsSpan(_textEnd, _length - _textEnd);
        if (_length == 0 || chunk.Length < before.Length + after.Length || !chunk.StartsWith(before) || !chunk.EndsWith(after))
            return false;
        var bytes = chunk[before.Length..^after.Length];
        if (bytes.IndexOfAny((byte)'"', (byte)'\\') >= 0 || bytes.IndexOfAnyInRange<byte>(0, 0x1F) >= 0 || !Utf8.IsValid(bytes))
            return false;
        text = Encoding.UTF8.GetString(bytes);
        return true;
    }
}
