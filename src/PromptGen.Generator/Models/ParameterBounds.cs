using System.Globalization;

namespace PromptGen.Models;

/// <summary>What a parameter's value may be; no bounds at all by default.</summary>
internal readonly record struct ParameterBounds(decimal? Minimum, decimal? Maximum, bool ExcludesMinimum = false, bool ExcludesMaximum = false)
{
    public bool IsUnbounded => Minimum is null && Maximum is null;

    /// <summary>Whether nothing lies between the bounds, or no integer does.</summary>
    public bool IsEmpty(bool ofIntegers)
    {
        if (Minimum is not { } minimum || Maximum is not { } maximum)
            return false;
        if (ofIntegers)
            return minimum + (ExcludesMinimum ? 1 : 0) > maximum - (ExcludesMaximum ? 1 : 0);
        return minimum > maximum || (minimum == maximum && (ExcludesMinimum || ExcludesMaximum));
    }

    public bool Contains(long value) =>
        !(value < Minimum || (ExcludesMinimum && value == Minimum) || value > Maximum || (ExcludesMaximum && value == Maximum));

    /// <summary>Whether a number is within; NaN and the infinities never are.</summary>
    public bool Contains(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            return false;
        var (minimum, maximum) = ((double?)Minimum, (double?)Maximum);
        return !(value < minimum || (ExcludesMinimum && value <= minimum) || value > maximum || (ExcludesMaximum && value >= maximum));
    }

    /// <summary>The bounds in words that go after "a number" or "an integer": <c>from 0 to 2</c>, <c>of 1 or more</c>; empty where there are none.</summary>
    public string Describe()
    {
        var low = Minimum is { } minimum ? Text(minimum) : "";
        var high = Maximum is { } maximum ? Text(maximum) : "";
        return (Minimum, Maximum, ExcludesMinimum, ExcludesMaximum) switch
        {
            (null, null, _, _) => "",
            (_, null, false, _) => $"of {low} or more",
            (_, null, true, _) => $"above {low}",
            (null, _, _, false) => $"of {high} or less",
            (null, _, _, true) => $"below {high}",
            (_, _, false, false) => $"from {low} to {high}",
            (_, _, true, false) => $"above {low} and up to {high}",
            (_, _, false, true) => $"from {low} to below {high}",
            _ => $"above {low} and below {high}",
        };
    }

    /// <summary>The bounds as the models' file has them: <c>0..2</c>; empty where there are none.</summary>
    public override string ToString() => IsUnbounded
        ? ""
        : $"{(ExcludesMinimum ? ">" : "")}{(Minimum is { } low ? Text(low) : "")}..{(ExcludesMaximum ? "<" : "")}{(Maximum is { } high ? Text(high) : "")}";

    /// <summary>A bound as it is written: no exponent, no zeros at the end.</summary>
    public static string Text(decimal bound) => bound.ToString("0.##################", CultureInfo.InvariantCulture);
}
