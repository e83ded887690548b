using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

namespace Demo;

/// <summary>Says what it thinks.</summary>
[SystemRole("You are a terse product critic.")]
public partial interface IReviewer
{
    /// <summary>Judges a product.</summary>
    [Prompt("Review {product}, in {words} words at most, {{like this}}.", Model = "google/gemma-3-27b-it")]
    Task<Review> ReviewAsync(string product, int words = 50, CancellationToken cancellationToken = default);

    /// <summary>Judges it, and says how that went.</summary>
    [SystemRole("You are a kind product critic.")]
    [Prompt("Review {product}.")]
    ValueTask<PromptResult<Review>> TryReviewAsync(string product);
}

/// <summary>A judgement.</summary>
public sealed record Review(
    string Verdict,
    Sentiment Sentiment,
    [property: Range(1, 5)] int Stars,
    [Range(0.0, 1.0)] double Confidence,
    decimal? Price,
    long Serial,
    bool Recommended,
    IReadOnlyList<string> Pros,
    List<Reviewer?>? Others,
    int[][] Grid,
    Sentiment? Second,
    Reviewer? By)
{
    /// <summary>A note.</summary>
    public string? Note { get; init; }

    /// <summary>Computed, and so not part of the document.</summary>
    public bool IsGood => Stars > 3;
}

/// <summary>Who judges.</summary>
public record Reviewer
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Who taught them.</summary>
    public Reviewer? Teacher { get; init; }
}

/// <summary>How it sounds.</summary>
public enum Sentiment
{
    /// <summary>Bad.</summary>
    Negative,

    /// <summary>So so.</summary>
    Neutral,

    /// <summary>Good.</summary>
    Positive,
}
