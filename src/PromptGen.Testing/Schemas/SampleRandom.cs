namespace PromptGen.Testing;

/// <summary>Numbers that look random and are the same on every machine and runtime (SplitMix64).</summary>
internal sealed class SampleRandom(ulong hash, int seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    // Multiplied, so that neighbouring seeds start far apart.
    private ulong _state = hash ^ ((ulong)(uint)seed * 0xD1342543DE82EF95);

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public long Between(long low, long high) => low + (long)(Next() % ((ulong)(high - low) + 1));

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        _state += Step;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
