using System.Globalization;

namespace PromptGen;

/// <summary>
/// Numbers as they were written. A double that is exactly a float's value was most likely written as one, and stands for the
/// float's shortest decimal: <c>0.1f</c> is 0.1, not the double that it became on the way.
/// </summary>
internal static class WrittenNumber
{
    public static bool IsFloat(double value) => (float)value == value;

    /// <summary>The double nearest to what was written.</summary>
    public static double Of(double value)
    {
        if (!IsFloat(value))
            return value;
        Span<char> digits = stackalloc char[32];
        return ((float)value).TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture)
            ? double.Parse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture)
            : value;
    }
}
