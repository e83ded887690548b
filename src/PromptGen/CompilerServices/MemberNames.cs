using System.ComponentModel;
using System.Text;

namespace PromptGen.CompilerServices;

/// <summary>The names of an object's members, in the schema's order. Not meant to be used by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberNames
{
    private readonly byte[][] _utf8;

    /// <summary>Takes the names.</summary>
    /// <param name="names">The names, each once.</param>
    public MemberNames(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Texts = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    internal string[] Texts { get; }

    internal int Count => _utf8.Length;

    internal ReadOnlySpan<byte> this[int member] => _utf8[member];
}
