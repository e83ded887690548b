using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PromptGen;

/// <summary>
/// Finds the items of the list in <c>{"value":[…]}</c> while it comes piece by piece: each as soon as its last byte is there, the same ones
/// wherever it was cut. Every byte is looked at once; only the item that has begun is kept.
/// </summary>
/// <remarks>What is inside of an item is for its reader to judge; here only its end is looked for.</remarks>
internal sealed class ListScanner : IDisposable
{
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> InBlock = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    private readonly PooledBuffer _buffer = new();
    private ListHead _head;
    private ListTail _tail;
    private State _state;
    private int _at;
    private int _start;
    private int _length;
    private int _depth;
    private char _half;
    private bool _isInText;
    private bool _isEscaping;
    private bool _mayEnd;

    private enum State
    {
        Head,
        BeforeItem,
        InBlock,
        InText,
        InScalar,
        AfterItem,
        AfterList,
        Tail,
    }

    /// <summary>The item that was found last.</summary>
    public ReadOnlySpan<byte> Current => _buffer.WrittenSpan.Slice(_start, _length);

    /// <summary>Whether the list has ended, and what is around it too.</summary>
    public bool IsWhole => _state == State.Tail && Problem is null && _half == default;

    /// <summary>Why it can be no list any more; null while it can.</summary>
    public SchemaViolation? Problem { get; private set; }

    /// <summary>Why it is no list, once there is no more of it.</summary>
    public SchemaViolation WhyNotWhole => Problem ?? Violation(
        _state == State.Head ? "a document that begins with {\"value\":[" : "a list that ends",
        _state == State.Head ? "something else" : "the end of the text");

    /// <summary>What is around the list.</summary>
    public IReadOnlyList<ReplyAdjustment> Adjustments => (_head.Kind, _tail.Kind) switch
    {
        (Surrounding.Nothing, Surrounding.Nothing) => [],
        (Surrounding.Fence, Surrounding.Fence) => [ReplyAdjustment.Fence],
        _ => [ReplyAdjustment.SurroundingText],
    };

    /// <summary>The JSON pointer to an item.</summary>
    public static string PointerTo(int index) => "/value/" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes the next piece. What was found before it is forgotten.</summary>
    public void Append(ReadOnlySpan<char> piece)
    {
        if (_half != default)
        {
            Span<char> pair = [_half, piece.IsEmpty ? default : piece[0]];
            _half = default;
            Encode(pair);
            piece = piece.IsEmpty ? piece : piece[1..];
        }

        if (piece is [.., var last] && char.IsHighSurrogate(last))
        {
            _half = last;
            piece = piece[..^1];
        }

        Encode(piece);
    }

    /// <summary>Whether there is one more item.</summary>
    public bool MoveNext()
    {
        if (_length > 0)
        {
            _start = _at;
            _length = 0;
        }

        while (Problem is null && _at < _buffer.WrittenCount)
        {
            if (Step(_buffer.WrittenSpan[_at..]))
                return true;
        }

        if (_state is not (State.InBlock or State.InText or State.InScalar))
            _start = _at;
        if (_start >= _buffer.WrittenCount - _start)
        {
            _buffer.RemoveStart(_start);
            _at -= _start;
            _start = 0;
        }

        return false;
    }

    public void Dispose() => _buffer.Dispose();

    /// <summary>Goes on through what is there; true at an item's end.</summary>
    private bool Step(ReadOnlySpan<byte> rest)
    {
        switch (_state)
        {
            case State.Head:
                _at += _head.Skip(rest, out var isFound);
                if (isFound)
                    (_state, _mayEnd) = (State.BeforeItem, true);
                else if (_head.IsMissed)
                    Problem = WhyNotWhole;
                return false;
            case State.Tail:
                _at += rest.Length;
                _tail.Note(rest);
                return false;
            case State.InBlock:
                return SkipBlock(rest);
            case State.InText:
                return SkipText(rest) && End();
            case State.InScalar:
                var end = rest.IndexOfAny(AfterScalar);
                _at += end < 0 ? rest.Length : end;
                return end >= 0 && End();
            default:
                return StepBetween(rest);
        }
    }

    /// <summary>Between items: white space, and one character that says how it goes on.</summary>
    private bool StepBetween(ReadOnlySpan<byte> rest)
    {
        var blanks = rest.IndexOfAnyExcept(" \t\r\n"u8);
        _at += blanks < 0 ? rest.Length : blanks;
        if (blanks < 0)
            return false;
        switch (_state, rest[blanks])
        {
            case (State.BeforeItem, (byte)']') when _mayEnd:
            case (State.AfterItem, (byte)']'):
                _at++;
                _state = State.AfterList;
                break;
            case (State.AfterItem, (byte)','):
                _at++;
                (_state, _mayEnd) = (State.BeforeItem, false);
                break;
            case (State.AfterList, (byte)'}'):
                _at++;
                _state = State.Tail;
                break;
            case (State.BeforeItem, not ((byte)']' or (byte)'}' or (byte)',' or (byte)':')):
                Begin(rest[blanks]);
                break;
            default:
                Problem = Violation(
                    _state switch { State.BeforeItem => "an item", State.AfterItem => "a comma or the end of the list", _ => "the end of the object: it has no member but \"value\"" },
                    CharacterAt(rest[blanks..]));
                break;
        }

        return false;
    }

    private void Begin(byte first)
    {
        _start = _at;
        _depth = 0;
        _isInText = false;
        switch (first)
        {
            case (byte)'{' or (byte)'[':
                _state = State.InBlock;
                break;
            case (byte)'"':
                _at++;
                _state = State.InText;
                break;
            default:
                _state = State.InScalar;
                break;
        }
    }

    private bool End()
    {
        _length = _at - _start;
        _state = State.AfterItem;
        return true;
    }

    private bool SkipBlock(ReadOnlySpan<byte> rest)
    {
        if (_isInText)
        {
            _isInText = !SkipText(rest);
            return false;
        }

        var next = rest.IndexOfAny(InBlock);
        if (next < 0)
        {
            _at += rest.Length;
            return false;
        }

        _at += next + 1;
        switch (rest[next])
        {
            case (byte)'"':
                _isInText = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            default:
                return --_depth == 0 && End();
        }
    }

    /// <summary>Goes to the end of a text; false where that is still to come.</summary>
    private bool SkipText(ReadOnlySpan<byte> rest)
    {
        if (_isEscaping)
        {
            _isEscaping = false;
            _at++;
            return false;
        }

        var next = rest.IndexOfAny(InText);
        if (next < 0)
        {
            _at += rest.Length;
            return false;
        }

        if (rest[next] == '"')
        {
            _at += next + 1;
            return true;
        }

        // What a backslash escapes may be still to come.
        _isEscaping = next + 1 == rest.Length;
        _at += Math.Min(next + 2, rest.Length);
        return false;
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        var destination = _buffer.GetSpan(3 * text.Length);
        if (Utf8.FromUtf16(text, destination, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            Problem ??= SchemaViolation.NotUnicode;
        _buffer.Advance(written);
    }

    /// <summary>The character that should not be there: what comes after it may be still to come.</summary>
    private static string CharacterAt(ReadOnlySpan<byte> rest)
    {
        Rune.DecodeFromUtf8(rest, out var character, out _);
        return $"\"{character}\"";
    }

    private static SchemaViolation Violation(string expected, string found) => new("", "json", expected, found);
}
