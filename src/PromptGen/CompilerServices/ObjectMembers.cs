using System.ComponentModel;
using System.Text.Json;

namespace PromptGen.CompilerServices;

/// <summary>How far an object has been read. Not meant to be used by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ObjectMembers
{
    private const int BitsPerWord = 64;

    private readonly ulong[]? _seenAfter;
    private ulong _seen;

    internal ObjectMembers(MemberNames names)
    {
        Names = names;
        Current = -1;
        _seenAfter = names.Count > BitsPerWord ? new ulong[(names.Count - 1) / BitsPerWord] : null;
    }

    /// <summary>The member whose value is next, by its place among the names.</summary>
    public int Current { get; private set; }

    internal MemberNames Names { get; }

    /// <summary>Goes to the member of that name; false where there is none. Most often it is the one after the last: models follow the schema.</summary>
    internal bool TryFind(ref readonly Utf8JsonReader json)
    {
        var next = Current + 1;
        if (next < Names.Count && json.ValueTextEquals(Names[next]))
        {
            Current = next;
            return true;
        }

        for (var member = 0; member < Names.Count; member++)
        {
            if (json.ValueTextEquals(Names[member]))
            {
                Current = member;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the current member is there for the first time.</summary>
    internal bool TryMark()
    {
        ref var word = ref _seen;
        if (Current >= BitsPerWord)
            word = ref _seenAfter![(Current / BitsPerWord) - 1];
        var bit = 1UL << (Current % BitsPerWord);
        if ((word & bit) != 0)
            return false;
        word |= bit;
        return true;
    }

    /// <summary>Whether all members were there.</summary>
    internal readonly bool AreAllSeen()
    {
        if (_seenAfter is null)
            return Names.Count == 0 || _seen == ulong.MaxValue >> (BitsPerWord - Names.Count);
        for (var member = 0; member < Names.Count; member++)
        {
            if (!IsSeen(member))
                return false;
        }

        return true;
    }

    internal readonly bool IsSeen(int member) => ((member < BitsPerWord ? _seen : _seenAfter![(member / BitsPerWord) - 1]) & (1UL << (member % BitsPerWord))) != 0;
}
