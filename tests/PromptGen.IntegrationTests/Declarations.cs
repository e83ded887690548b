using System.ComponentModel.DataAnnotations;

namespace PromptGen.IntegrationTests;

[SystemRole("You are a terse product critic.")]
[PromptDefaults(Model = "google/gemma-3-27b-it", Temperature = 0.1)]
public partial interface IReviewer
{
    [Prompt("Describe {product} in one sentence.")]
    Task<string> DescribeAsync(string product, CancellationToken cancellationToken = default);

    [Prompt("Review {product} for {audience}.", MaxTokens = 400)]
    Task<Review> ReviewAsync(string product, string audience = "everyone", CancellationToken cancellationToken = default);

    [Prompt("Review {product}.", Temperature = 0)]
    ValueTask<PromptResult<Review>> TryReviewAsync(string product, CancellationToken cancellationToken = default);
}

/// <summary>Inherits all prompts, and sends them elsewhere.</summary>
[PromptDefaults(Model = "a/cheap-model")]
public partial interface ICheapReviewer : IReviewer;

public sealed record Review(
    string Headline,
    Sentiment Sentiment,
    [property: Range(1, 5)] int Stars,
    [Range(0.0, 1.0, MaximumIsExclusive = true)] double Confidence,
    decimal? Price,
    long Serial,
    bool Recommended,
    IReadOnlyList<string> Pros,
    Reviewer? By)
{
    public List<List<int?>> Grid { get; init; } = [];
}

public record Reviewer(string Name)
{
    public required Reviewer? Teacher { get; init; }

    public Sentiment[]? Moods { get; set; }
}

public enum Sentiment
{
    Negative,
    Mixed,
    Positive,
}
