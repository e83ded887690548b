namespace PromptGen;

/// <summary>What a schema asks for, in words that follow "expected": the same for what is read and what is written.</summary>
internal static class ExpectedWords
{
    public const string Object = "an object";
    public const string List = "a list";
    public const string Text = "a text";
    public const string Number = "a number";

    private const int MaxNames = 20;

    /// <summary>One of these texts.</summary>
    public static string OneOf(string[] names) => "one of " + Join(names, static name => $"\"{name}\"");

    /// <summary>No member but these.</summary>
    public static string NoneBut(string[] names) => "no member but " + Join(names, static name => name);

    private static string Join(string[] names, Func<string, string> show) => names.Length <= MaxNames
        ? string.Join(", ", names.Select(show))
        : $"{string.Join(", ", names.Take(MaxNames).Select(show))} and {names.Length - MaxNames} more";
}
