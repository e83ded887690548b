using System.ComponentModel;
using PromptGen.Models;

namespace PromptGen.CompilerServices;

/// <summary>
/// The values of a parameter that a model takes; the default is any. Emitted code makes it; not meant to be made by hand.
/// </summary>
/// <param name="minimum">The least value; null for none.</param>
/// <param name="maximum">The greatest value; null for none.</param>
/// <param name="excludesMinimum">Whether the least value is itself outside.</param>
/// <param name="excludesMaximum">Whether the greatest value is itself outside.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ParameterRange(decimal? minimum, decimal? maximum, bool excludesMinimum = false, bool excludesMaximum = false)
{
    /// <summary>The same in the compiler's own form: it compares and says bounds as the compiler does, since it is the same source.</summary>
    internal ParameterBounds Bounds { get; } = new(minimum, maximum, excludesMinimum, excludesMaximum);
}
