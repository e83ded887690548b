namespace PromptGen.Generator.Templates;

/// <summary>Types that take the same formats.</summary>
internal enum FormatFamily
{
    /// <summary>Texts, truth values, characters: none.</summary>
    None,

    /// <summary>A type of the user's own, or one that is not known here: whatever it makes of it.</summary>
    Any,
    Integer,
    BigInteger,
    Float,
    Decimal,
    Enum,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,
}

/// <summary>
/// What .NET's own types make of a format, without asking them: the compiler may run on another .NET than the prompt. A format
/// that a type refuses throws; one that writes nothing of the value is a mistake too.
/// </summary>
internal static class ValueFormat
{
    /// <summary>More than anybody prints, and few enough to print.</summary>
    private const int MaxPrecisionDigits = 3;

    private const string WritesNothing = "it writes nothing of the value";

    /// <summary>Why a type does not take a format; null where it does.</summary>
    public static string? WhyNot(FormatFamily family, string format) => family switch
    {
        FormatFamily.None => "that type takes none",
        FormatFamily.Any => null,
        FormatFamily.Enum => OneOf(format, "GgFfDdXx", "the formats of an enum are G, F, D and X"),
        FormatFamily.Guid => OneOf(format, "NnDdBbPpXx", "the formats of a Guid are N, D, B, P and X"),
        FormatFamily.Integer => WhyNotNumber(format, "BbCcDdEeFfGgNnPpXx", "B, C, D, E, F, G, N, P and X"),
        FormatFamily.BigInteger => WhyNotNumber(format, "BbCcDdEeFfGgNnPpRrXx", "B, C, D, E, F, G, N, P, R and X"),
        FormatFamily.Float => WhyNotNumber(format, "CcEeFfGgNnPpRr", "C, E, F, G, N, P and R"),
        FormatFamily.Decimal => WhyNotNumber(format, "CcEeFfGgNnPp", "C, E, F, G, N and P"),
        FormatFamily.DateTime => WhyNotDate(format, "dDfFgGmMoOrRstTuUyY", "", "yMdhHmstfFzKg"),
        FormatFamily.DateTimeOffset => WhyNotDate(format, "dDfFgGmMoOrRstTuyY", "", "yMdhHmstfFzKg"),
        FormatFamily.DateOnly => WhyNotDate(format, "dDmMoOrRyY", "hHmstfFzK:", "yMdg"),
        FormatFamily.TimeOnly => WhyNotDate(format, "tToOrR", "yMdz/", "hHmstfF"),
        _ => WhyNotTimeSpan(format),
    };

    private static string? OneOf(string format, string letters, string reason) =>
        format.Length == 1 && letters.IndexOf(format[0]) >= 0 ? null : reason;

    /// <summary>A letter with digits is a standard format, anything else is made of 0, # and what goes around them.</summary>
    private static string? WhyNotNumber(string format, string letters, string names)
    {
        if (IsAsciiLetter(format[0]) && format.Skip(1).All(static c => c is >= '0' and <= '9'))
        {
            if (letters.IndexOf(format[0]) < 0)
                return $"a letter alone is one of {names} for this type";
            return format.Length - 1 > MaxPrecisionDigits ? "nobody needs that many digits" : null;
        }

        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '0' or '#' or '.' or ';':
                    return null;
                case '\\':
                    i++;
                    break;
                case '\'' or '"':
                    var end = format.IndexOf(format[i], i + 1);
                    i = end < 0 ? format.Length : end;
                    break;
                case '\0':
                    return WritesNothing;
            }
        }

        return WritesNothing;
    }

    private static string? WhyNotDate(string format, string standard, string refused, string specifiers)
    {
        if (format.Length == 1)
            return standard.IndexOf(format[0]) >= 0 ? null : $"a character alone is one of {string.Join(" ", standard.AsEnumerable())} for this type; with a '%' before it, it is a part of the value";
        return WhyNotCustom(format, specifiers, refused, isStrict: false);
    }

    private static string? WhyNotTimeSpan(string format)
    {
        if (format.Length == 1)
            return "ctTgG".IndexOf(format[0]) >= 0 ? null : "a character alone is one of c t g G for this type; with a '%' before it, it is a part of the value";
        return WhyNotCustom(format, "dhmsfF", "", isStrict: true);
    }

    /// <summary>A format made of parts of the value. A strict type takes other characters only behind a backslash or between quotes.</summary>
    private static string? WhyNotCustom(string format, string specifiers, string refused, bool isStrict)
    {
        var hasPart = false;
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c == '\\')
            {
                if (++i == format.Length)
                    return "it ends with a backslash";
            }
            else if (c is '\'' or '"')
            {
                if ((i = EndOfQuote(format, i)) < 0)
                    return $"the quote {c} is not closed";
            }
            else if (c == '%')
            {
                if (++i == format.Length || format[i] is '%' or '\'' or '"' or '\\')
                    return "'%' stands before a part of the value";
                if (refused.IndexOf(format[i]) >= 0 || (isStrict && specifiers.IndexOf(format[i]) < 0))
                    return $"'{format[i]}' is no part of a value of this type";
                hasPart |= specifiers.IndexOf(format[i]) >= 0;
            }
            else if (refused.IndexOf(c) >= 0)
            {
                return $"'{c}' is no part of a value of this type";
            }
            else if (specifiers.IndexOf(c) >= 0)
            {
                hasPart = true;
                var count = 1;
                while (i + 1 < format.Length && format[i + 1] == c)
                    (i, count) = (i + 1, count + 1);
                var most = c switch { 'f' or 'F' => 7, 'd' when isStrict => 8, 'h' or 'm' or 's' when isStrict => 2, _ => int.MaxValue };
                if (count > most)
                    return $"there are more than {most} '{c}'";
            }
            else if (isStrict)
            {
                return $"'{c}' stands between quotes or behind a backslash in a format of this type";
            }
        }

        return hasPart ? null : WritesNothing;
    }

    private static int EndOfQuote(string format, int start)
    {
        for (var i = start + 1; i < format.Length; i++)
        {
            if (format[i] == format[start])
                return i;
            if (format[i] == '\\')
                i++;
        }

        return -1;
    }

    private static bool IsAsciiLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
