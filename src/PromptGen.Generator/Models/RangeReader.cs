namespace PromptGen.Models;

/// <summary>Reads <c>0..2</c>, <c>1..</c>, <c>..4</c>, <c>&gt;0..2</c> and <c>0..&lt;2</c>.</summary>
internal static class RangeReader
{
    /// <summary>More digits than any bound has, and few enough for a long.</summary>
    private const int MaxDigits = 18;

    public static bool TryRead(ReadOnlySpan<char> range, bool ofIntegers, out ParameterBounds bounds)
    {
        bounds = default;
        var dots = range.IndexOf("..".AsSpan());
        if (dots < 0)
            return false;
        var low = range.Slice(0, dots);
        var high = range.Slice(dots + 2);
        var excludesLow = Skip(ref low, '>');
        var excludesHigh = Skip(ref high, '<');
        if ((low.IsEmpty && (excludesLow || high.IsEmpty)) || (high.IsEmpty && excludesHigh))
            return false;
        if (!TryBound(low, ofIntegers, out var minimum) || !TryBound(high, ofIntegers, out var maximum))
            return false;
        bounds = new(minimum, maximum, excludesLow, excludesHigh);
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<char> text, char sign)
    {
        if (text.IsEmpty || text[0] != sign)
            return false;
        text = text.Slice(1);
        return true;
    }

    /// <summary>A number as people write it: no sign but a minus, no exponent. Nothing at all is no bound.</summary>
    private static bool TryBound(ReadOnlySpan<char> text, bool isInteger, out decimal? bound)
    {
        bound = null;
        if (text.IsEmpty)
            return true;
        var negative = Skip(ref text, '-');
        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text.Length : text.Length - 1;
        if (digits is 0 or > MaxDigits || point == 0 || (point > 0 && (decimals == 0 || isInteger)))
            return false;
        var value = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            if (i == point)
                continue;
            if (text[i] is < '0' or > '9')
                return false;
            value = (value * 10) + (text[i] - '0');
        }

        bound = new decimal((int)value, (int)(value >> 32), 0, negative && value != 0, (byte)decimals);
        return true;
    }
}
