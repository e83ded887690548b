namespace PromptGen;

/// <summary>What a date, a time or a duration has to lie between, and the words for one that does not.</summary>
internal readonly record struct TimeBounds<T>(T? Minimum, T? Maximum, bool ExclusiveMinimum, bool ExclusiveMaximum)
    where T : struct, IComparable<T>
{
    public bool Admit(T value) => !IsTooSmall(value) && !IsTooLarge(value);

    /// <summary>The keyword for what a value violates, and what is asked for.</summary>
    public (string Keyword, string Expected) Violation(T value) => IsTooSmall(value)
        ? ("minimum", $"{(ExclusiveMinimum ? "more than" : "at least")} {Text(Minimum!.Value)}")
        : ("maximum", $"{(ExclusiveMaximum ? "less than" : "at most")} {Text(Maximum!.Value)}");

    private bool IsTooSmall(T value) => Minimum is { } minimum && value.CompareTo(minimum) < (ExclusiveMinimum ? 1 : 0);

    private bool IsTooLarge(T value) => Maximum is { } maximum && value.CompareTo(maximum) > (ExclusiveMaximum ? -1 : 0);

    private static string Text(T value) => value switch
    {
        DateOnly date => TextForms.Write(date),
        TimeOnly time => TextForms.Write(time),
        TimeSpan duration => TextForms.Write(duration),
        DateTimeOffset moment => TextForms.Write(moment.UtcDateTime),
        _ => value.ToString()!,
    };
}
