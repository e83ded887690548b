using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>The contract of answers that are lists: their items can be read one by one, as they come.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="name">The schema's name on the wire.</param>
public abstract class JsonListContract<T>(string name) : JsonContract<IReadOnlyList<T>>(name)
{
    /// <summary>How many levels of a document are around an item: the list, and the object that it is the one member of.</summary>
    private const int LevelsAround = 2;

    private ValueReader<T>? _readItem;

    /// <summary>Reads one item of the list, as <see cref="JsonContract{T}.TryRead"/> reads a whole document.</summary>
    /// <param name="utf8Json">The item, in UTF-8.</param>
    /// <param name="item">The item, where it is valid.</param>
    /// <param name="violations">What is wrong with it, in its order, 32 at most; empty where it is valid. The pointers begin at the item.</param>
    /// <returns>Whether the item is valid.</returns>
    public bool TryReadItem(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T item, out IReadOnlyList<SchemaViolation> violations) =>
        TryRead(new ContractReader(utf8Json, LevelsAround), _readItem ??= ReadItem, out item, out violations);

    /// <summary>Reads the item that the reader stands on. Emitted code implements this.</summary>
    /// <param name="reader">The reader, on the item's first token; afterwards on its last.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract T ReadItem(ref ContractReader reader);
}
