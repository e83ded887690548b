using System.Collections;

namespace PromptGen.Models;

/// <summary>Some words of a vocabulary, in its order. The default is empty.</summary>
internal readonly struct WordSet : IEquatable<WordSet>, IEnumerable<string>
{
    private readonly string[]? _vocabulary;
    private readonly uint _bits;

    private WordSet(string[] vocabulary, uint bits)
    {
        _vocabulary = vocabulary;
        _bits = bits;
    }

    public bool IsEmpty => _bits == 0;

    /// <summary>None of the words.</summary>
    public static WordSet Empty(string[] vocabulary) => new(vocabulary, 0);

    public bool Contains(string word) =>
        _vocabulary is not null && ModelVocabulary.IndexOf(_vocabulary, word.AsSpan()) is >= 0 and var index && (_bits & (1u << index)) != 0;

    /// <summary>These words and the one at <paramref name="index"/> of the vocabulary.</summary>
    public WordSet With(int index) => new(_vocabulary!, _bits | (1u << index));

    /// <summary>Equal words of different vocabularies are not the same thing, but none is none.</summary>
    public bool Equals(WordSet other) => _bits == other._bits && (_bits == 0 || _vocabulary == other._vocabulary);

    public override bool Equals(object? obj) => obj is WordSet other && Equals(other);

    public override int GetHashCode() => (int)_bits;

    public override string ToString() => string.Join(" ", this);

    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < (_vocabulary?.Length ?? 0); i++)
        {
            if ((_bits & (1u << i)) != 0)
                yield return _vocabulary![i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
