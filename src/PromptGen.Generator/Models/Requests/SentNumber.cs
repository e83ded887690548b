using System.Globalization;

namespace PromptGen.Models;

/// <summary>Numbers as the library puts them into a request.</summary>
internal static class SentNumber
{
    /// <summary>
    /// The number that is sent. A double that is exactly a float was most likely written as one, and goes out in the float's shortest
    /// form: 0.01f is 0.01, not the 0.0099999998 that it became on the way.
    /// </summary>
    public static double Of(double value)
    {
        var single = (float)value;
        return single == value && !double.IsInfinity(value)
            ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            : value;
    }

    public static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A bound, without zeros that say nothing.</summary>
    public static string Write(decimal value) => value.ToString("0.##################", CultureInfo.InvariantCulture);
}
