using System.Globalization;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>Reads <c>[Range]</c> as the bounds of a number.</summary>
internal static class NumberRanges
{
    /// <summary>The bounds; false where they are not numbers that the type has, or nothing lies between them.</summary>
    public static bool TryRead(AttributeData? attribute, NumberKind kind, out ValueRange range)
    {
        range = default;
        if (attribute is null)
            return true;

        // [Range(1, 5)], [Range(0.5, 1)] or [Range(typeof(decimal), "0.1", "0.9")].
        var arguments = attribute.ConstructorArguments;
        var first = arguments.Length == 3 ? 1 : 0;
        var exclusiveMinimum = attribute.IsSet("MinimumIsExclusive");
        var exclusiveMaximum = attribute.IsSet("MaximumIsExclusive");
        if (arguments.Length - first != 2)
            return false;
        if (kind is NumberKind.Double or NumberKind.Single)
        {
            if (!TryDouble(arguments[first], out var low) || !TryDouble(arguments[first + 1], out var high) || double.IsPositiveInfinity(low) || double.IsNegativeInfinity(high))
                return false;
            if (kind == NumberKind.Single)
                (low, high) = ((float)low, (float)high);
            var (hasMinimum, hasMaximum) = (!double.IsInfinity(low), !double.IsInfinity(high));
            range = new(
                hasMinimum ? Text(low) : null,
                hasMaximum ? Text(high) : null,
                hasMinimum && exclusiveMinimum,
                hasMaximum && exclusiveMaximum);
            return low < high || (low == high && !exclusiveMinimum && !exclusiveMaximum);

            string Text(double bound) => kind == NumberKind.Single ? ((float)bound).ToString("R", CultureInfo.InvariantCulture) : bound.ToString("R", CultureInfo.InvariantCulture);
        }

        if (!TryDecimal(arguments[first], out var minimum, out var minimumBeyond) || !TryDecimal(arguments[first + 1], out var maximum, out var maximumBeyond))
            return false;

        // A bound beyond all decimals bounds nothing, or leaves nothing.
        if (minimumBeyond > 0 || maximumBeyond < 0)
            return false;
        exclusiveMinimum &= minimumBeyond == 0;
        exclusiveMaximum &= maximumBeyond == 0;
        if (kind.IsInteger())
        {
            var (least, most) = kind.Limits();
            if (minimum > most || maximum < least)
                return false;
            minimum = Math.Max(least, exclusiveMinimum ? Math.Floor(minimum) + 1 : Math.Ceiling(minimum));
            maximum = Math.Min(most, exclusiveMaximum ? Math.Ceiling(maximum) - 1 : Math.Floor(maximum));
            (exclusiveMinimum, exclusiveMaximum) = (false, false);
        }

        range = new(minimum.ToString(CultureInfo.InvariantCulture), maximum.ToString(CultureInfo.InvariantCulture), exclusiveMinimum, exclusiveMaximum);
        return minimum < maximum || (minimum == maximum && !exclusiveMinimum && !exclusiveMaximum);
    }

    private static bool TryDouble(TypedConstant constant, out double value)
    {
        value = 0;
        switch (constant.Value)
        {
            case int number:
                value = number;
                return true;
            case double number:
                value = number;
                return !double.IsNaN(number);
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value) && !double.IsInfinity(value);
            default:
                return false;
        }
    }

    /// <summary>A bound as a decimal; where that cannot hold it, its own bound on that side, and the side.</summary>
    private static bool TryDecimal(TypedConstant constant, out decimal value, out int beyond)
    {
        beyond = 0;
        if (constant.Value is string text)
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value = 0;
        if (!TryDouble(constant, out var number))
            return false;
        if (!decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            beyond = number < 0 ? -1 : 1;
            value = number < 0 ? decimal.MinValue : decimal.MaxValue;
        }

        return true;
    }
}
