namespace PromptGen.Models;

/// <summary>Says which values a parameter may have, and which of them is the nearest to one that it may not.</summary>
internal static class ValueRange
{
    /// <summary>In words that go after "set".</summary>
    public static string Describe(ParameterValue value, ModelFacts? facts, string name)
    {
        var bounds = facts?.Bounds(name) ?? default;
        return value switch
        {
            ParameterValue.Word => OneOf(facts!.Efforts),
            ParameterValue.Texts => DescribeCount(bounds),
            ParameterValue.Integer => $"an integer {bounds.Describe()}",
            _ => bounds.IsUnbounded ? "a finite number" : $"a number {bounds.Describe()}",
        };
    }

    /// <summary>The nearest value that is allowed, as C# of the property's type; null where there is none, or nobody could say which.</summary>
    public static string? Nearest(KnownParameter parameter, ModelFacts? facts, string name)
    {
        var bounds = facts?.Bounds(name) ?? default;
        return parameter.Value switch
        {
            ParameterValue.Word word => Nearest(word.Value, facts!.Efforts) is { } nearest ? $"\"{nearest}\"" : null,
            ParameterValue.Number number => Nearest(number.Sent, bounds) is { } bound ? SentNumber.Write(bound) : null,
            ParameterValue.Integer integer => Nearest(integer.Value, bounds) is { } bound && (parameter.IsLong || (bound >= int.MinValue && bound <= int.MaxValue)) ? SentNumber.Write(bound) : null,
            _ => null,
        };
    }

    /// <summary>A list as English has it: <c>low, medium or high</c>.</summary>
    public static string OneOf(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} or {all[all.Count - 1]}";
    }

    private static string DescribeCount(ParameterBounds bounds)
    {
        var least = bounds.Minimum + (bounds.ExcludesMinimum ? 1 : 0);
        var most = bounds.Maximum - (bounds.ExcludesMaximum ? 1 : 0);
        return most is not { } maximum ? $"at least {SentNumber.Write(least ?? 1)} texts"
            : least is > 1 and { } minimum ? $"{SentNumber.Write(minimum)} to {SentNumber.Write(maximum)} texts"
            : $"at most {SentNumber.Write(maximum)} texts";
    }

    /// <summary>The bound that the value is beyond; a bound that is left out is no value.</summary>
    private static decimal? Nearest(double value, ParameterBounds bounds)
    {
        if (double.IsNaN(value))
            return null;
        var isBelow = bounds.Minimum is { } minimum && value <= (double)minimum;
        return isBelow ? bounds.ExcludesMinimum ? null : bounds.Minimum : bounds.ExcludesMaximum ? null : bounds.Maximum;
    }

    private static decimal? Nearest(long value, ParameterBounds bounds) =>
        value <= bounds.Minimum ? bounds.Minimum + (bounds.ExcludesMinimum ? 1 : 0) : bounds.Maximum - (bounds.ExcludesMaximum ? 1 : 0);

    /// <summary>The same word in other letters, or the one that stands nearest to it in the order of efforts; of two the lesser.</summary>
    private static string? Nearest(string word, WordSet words)
    {
        var lower = word.ToLowerInvariant();
        var index = ModelVocabulary.IndexOf(ModelVocabulary.Efforts, lower.AsSpan());
        return index < 0 ? null : words.OrderBy(other => Math.Abs(ModelVocabulary.IndexOf(ModelVocabulary.Efforts, other.AsSpan()) - index)).FirstOrDefault();
    }
}
