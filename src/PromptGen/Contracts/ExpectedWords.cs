using System.Globalization;

namespace PromptGen;

/// <summary>What a schema asks for, in words that follow "expected": the same for what is read and what is written.</summary>
internal static class ExpectedWords
{
    public const string Object = "an object";
    public const string List = "a list";
    public const string Text = "a text";
    public const string Number = "a number";
    public const string Integer = "an integer";

    public const string Character = "a text of one character";
    public const string Moment = "a date and time with its offset, such as 2026-01-31T09:30:00Z";
    public const string Date = "a date, such as 2026-01-31";
    public const string Time = "a time, such as 09:30:00";
    public const string Duration = "a duration, such as 01:30:00, or 2.01:30:00 with days";
    public const string Guid = "a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e";
    public const string Uri = "an absolute URI, such as https://example.com/";
    public const string Bytes = "bytes in base64";
    public const string IntegerText = "an integer written as a text, such as \"12\"";

    public const string Item = "item";
    public const string CodePoint = "character";
    public const string Email = "an e-mail address, such as somebody@example.com";
    public const string Url = "a URL that begins with http://, https:// or ftp://";

    private const int MaxNames = 20;

    /// <summary>One of these texts.</summary>
    public static string OneOf(string[] names) => "one of " + Join(names, static name => $"\"{name}\"");

    /// <summary>One of these integers.</summary>
    public static string OneOfIntegers(string[] names) => "one of " + Join(names, static name => name);

    /// <summary>None of these texts.</summary>
    public static string NoneOf(string[] names) => "none of " + Join(names, static name => $"\"{name}\"");

    public static string AtLeast(int count, string unit) => "at least " + Units(count, unit);

    public static string AtMost(int count, string unit) => "at most " + Units(count, unit);

    public static string Units(int count, string unit) => $"{Digits(count)} {unit}{(count == 1 ? "" : "s")}";

    public static string Digits(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>No member but these.</summary>
    public static string NoneBut(string[] names) => "no member but " + Join(names, static name => name);

    private static string Join(string[] names, Func<string, string> show) => names.Length <= MaxNames
        ? string.Join(", ", names.Select(show))
        : $"{string.Join(", ", names.Take(MaxNames).Select(show))} and {names.Length - MaxNames} more";
}
