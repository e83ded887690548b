namespace PromptGen;

/// <summary>What is before a list, or after it.</summary>
internal enum Surrounding
{
    Nothing,
    Fence,
    Text,
}

/// <summary>Finds where the list in <c>{"value":[…]}</c> begins, byte by byte. Before it may be a fence or words, but no other object or list.</summary>
internal struct ListHead
{
    /// <summary>Where white space may stand in between: before each of these.</summary>
    private const int Name = 1, Colon = 8, Bracket = 9;

    private FenceMatch _before;
    private int _matched;

    /// <summary>What is before the list.</summary>
    public readonly Surrounding Kind => _before.Kind;

    /// <summary>Whether something else began.</summary>
    public bool IsMissed { get; private set; }

    private static ReadOnlySpan<byte> Text => "{\"value\":["u8;

    /// <summary>How many bytes are before the list or part of its beginning.</summary>
    public int Skip(ReadOnlySpan<byte> bytes, out bool isFound)
    {
        isFound = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == Text[_matched])
            {
                isFound = ++_matched == Text.Length;
                if (isFound)
                    return i + 1;
            }
            else if (bytes[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                IsMissed = _matched > 0 || bytes[i] == '[';
                if (IsMissed)
                    return i;
                _before.Note(bytes[i]);
            }
            else if (_matched is not (0 or Name or Colon or Bracket))
            {
                IsMissed = true;
                return i;
            }
        }

        return bytes.Length;
    }
}

/// <summary>What is behind the list's object.</summary>
internal struct ListTail
{
    private FenceMatch _after;

    public readonly Surrounding Kind => _after.Kind;

    public void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                _after.Note(one);
        }
    }
}

/// <summary>Whether all that was noted, white space aside, is a fence: three backticks, and perhaps the name of a language.</summary>
internal struct FenceMatch
{
    private const int Backticks = 3;

    private int _count;
    private bool _isOther;

    public readonly Surrounding Kind => _count == 0 ? Surrounding.Nothing : _isOther || _count < Backticks ? Surrounding.Text : Surrounding.Fence;

    public void Note(byte one)
    {
        _isOther |= _count < Backticks ? one != '`' : !char.IsAsciiLetter((char)one);
        _count = Math.Min(_count + 1, Backticks);
    }
}
