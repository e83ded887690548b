using System.ComponentModel.DataAnnotations;

namespace PromptGen.Benchmarks;

/// <summary>What the readers read: an answer as prompts ask for it.</summary>
public sealed record Report(string Title, DateOnly Day, IReadOnlyList<Entry> Entries);

public sealed record Entry(
    string Product,
    Mood Mood,
    [property: Range(1, 5)] int Stars,
    decimal Price,
    double Confidence,
    bool IsRecommended,
    string? Note,
    IReadOnlyList<string> Tags);

public enum Mood
{
    Good,
    Mixed,
    Bad,
}
