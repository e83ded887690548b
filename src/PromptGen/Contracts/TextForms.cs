using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace PromptGen;

/// <summary>
/// The texts that stand for values: one grammar for each type, the same for what is read and what is written. They are stricter than
/// the framework's parsers, which take white space, half-written dates, or a time without its offset for that of the machine.
/// </summary>
internal static class TextForms
{
    /// <summary>More digits than any number in an answer has, and few enough to parse.</summary>
    public const int MaxDigits = 1000;

    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";
    private const string Time = "HH:mm:ss.FFFFFFF";
    private const string Date = "yyyy-MM-dd";

    // Each digit of a shape stands for any.
    private const string DateShape = "0000-00-00";
    private const string TimeShape = "00:00:00";
    private const int MaxFraction = 7;

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> AtomCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    public static bool TryCharacter(ReadOnlySpan<char> text, out char value)
    {
        value = text.Length == 1 ? text[0] : default;
        return text.Length == 1 && !char.IsSurrogate(value);
    }

    public static bool TryMoment(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        var rest = text;
        if (!Skip(ref rest, DateShape) || !Skip(ref rest, "T") || !Skip(ref rest, TimeShape) || !SkipFraction(ref rest))
            return false;
        var isOffset = rest is "Z" || (rest is ['+' or '-', ..] && rest[1..] is var offset && Skip(ref offset, "00:00") && offset.IsEmpty);
        return isOffset && DateTimeOffset.TryParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out value) && IsShaped(text, DateShape);

    public static bool TryTime(ReadOnlySpan<char> text, out TimeOnly value)
    {
        value = default;
        var rest = text;
        return Skip(ref rest, TimeShape) && SkipFraction(ref rest) && rest.IsEmpty
            && TimeOnly.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    public static bool TryDuration(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        var rest = text.StartsWith("-") ? text[1..] : text;
        if (rest.IndexOf('.') is > 0 and <= 8 and var days && days < rest.IndexOf(':'))
        {
            if (rest[..days].ContainsAnyExceptInRange('0', '9'))
                return false;
            rest = rest[(days + 1)..];
        }

        return Skip(ref rest, TimeShape) && SkipFraction(ref rest) && rest.IsEmpty && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
    }

    // The framework's parser would cut white space off.
    public static bool TryGuid(ReadOnlySpan<char> text, out Guid value)
    {
        value = default;
        return text.Length == 36 && Guid.TryParseExact(text, "D", out value);
    }

    /// <summary>An absolute URI with its scheme: without one a path of this machine would pass for a file.</summary>
    public static bool TryUri(string text, out Uri? value)
    {
        value = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) >= 0 || text.AsSpan().ContainsAny(' ', '\n', '\t'))
            return false;
        return Uri.TryCreate(text, UriKind.Absolute, out value);
    }

    /// <summary>An integer without a plus, or zeros that say nothing.</summary>
    public static bool TryInteger<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, IBinaryInteger<T>
    {
        value = default;
        var digits = text.StartsWith("-") ? text[1..] : text;
        return digits.Length is > 0 and <= MaxDigits
            && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits[0] != '0' || (digits.Length == 1 && digits.Length == text.Length))
            && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Bytes in base64 with its padding, and nothing else: the framework's decoder skips white space.</summary>
    public static bool TryBytes(string text, out byte[] value)
    {
        value = [];
        if (text.Length % 4 != 0 || text.AsSpan().ContainsAny(" \t\r\n"))
            return false;
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var written))
            return false;
        value = written == bytes.Length ? bytes : bytes[..written];

        // What is left over in the last character would be lost: only one text stands for the bytes.
        return Convert.ToBase64String(value) == text;
    }

    /// <summary>
    /// An address as people write it: parts of letters, digits and the signs that RFC 5321 allows without quotes, with dots between
    /// them, an @, and a host of two labels or more.
    /// </summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at is > 0 and <= 64 && text.Length <= 254
            && IsDotted(text[..at], AtomCharacters, minimumParts: 1)
            && IsDotted(text[(at + 1)..], HostCharacters, minimumParts: 2)
            && !text[at..].Contains("-.", StringComparison.Ordinal) && !text[at..].Contains(".-", StringComparison.Ordinal) && text[at + 1] != '-' && text[^1] != '-';
    }

    /// <summary>An absolute URI of a scheme that leads to a page or a file.</summary>
    public static bool IsUrl(string text) =>
        (text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("ftp://", StringComparison.Ordinal)) && TryUri(text, out _);

    public static string Write(DateTimeOffset value) => value.ToString(Moment, CultureInfo.InvariantCulture);

    public static string Write(DateTime value) => value.ToString(Moment, CultureInfo.InvariantCulture);

    public static string Write(DateOnly value) => value.ToString(Date, CultureInfo.InvariantCulture);

    public static string Write(TimeOnly value) => value.ToString(Time, CultureInfo.InvariantCulture);

    public static string Write(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    private static bool IsDotted(ReadOnlySpan<char> text, SearchValues<char> characters, int minimumParts)
    {
        for (var parts = 1; ; parts++)
        {
            var dot = text.IndexOf('.');
            var part = dot < 0 ? text : text[..dot];
            if (part.IsEmpty || part.ContainsAnyExcept(characters))
                return false;
            if (dot < 0)
                return parts >= minimumParts;
            text = text[(dot + 1)..];
        }
    }

    private static bool IsShaped(ReadOnlySpan<char> text, string shape) => Skip(ref text, shape) && text.IsEmpty;

    private static bool Skip(ref ReadOnlySpan<char> text, string shape)
    {
        if (text.Length < shape.Length)
            return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != shape[i])
                return false;
        }

        text = text[shape.Length..];
        return true;
    }

    /// <summary>Skips a fraction of a second, if there is one: as many digits as a tick has, or fewer.</summary>
    private static bool SkipFraction(ref ReadOnlySpan<char> text)
    {
        if (text is not ['.', ..])
            return true;
        var count = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (count < 0)
            count = text.Length - 1;
        if (count is 0 or > MaxFraction)
            return false;
        text = text[(count + 1)..];
        return true;
    }
}
