using System.Globalization;
using System.Numerics;

namespace PromptGen;

/// <summary>What a number has to lie between, and the words for one that does not: the same for what is read and what is written.</summary>
internal readonly record struct NumberBounds<T>(T Minimum, T Maximum, bool ExclusiveMinimum = false, bool ExclusiveMaximum = false)
    where T : struct, INumber<T>
{
    public bool Admit(T value) => !IsTooSmall(value) && !IsTooLarge(value);

    /// <summary>The keyword of the schema that a number violates, and what it asks for.</summary>
    public (string Keyword, string Expected) Violation(T value) => IsTooSmall(value)
        ? ("minimum", $"{(ExclusiveMinimum ? "more than" : "at least")} {Minimum.ToString(null, CultureInfo.InvariantCulture)}")
        : ("maximum", $"{(ExclusiveMaximum ? "less than" : "at most")} {Maximum.ToString(null, CultureInfo.InvariantCulture)}");

    private bool IsTooSmall(T value) => value < Minimum || (ExclusiveMinimum && value == Minimum);

    private bool IsTooLarge(T value) => value > Maximum || (ExclusiveMaximum && value == Maximum);
}
