using System.ComponentModel.DataAnnotations;
using PromptGen;

namespace Quickstart;

/// <summary>Plain text: the example of the AI/ML API's own page.</summary>
[SystemRole("You are an 8-year-old boy")]
[PromptDefaults(Model = "google/gemma-3-27b-it")]
public partial interface IBoy
{
    [Prompt("Hi! What do you think about mankind?", MaxTokens = 512)]
    Task<string> AskAsync(ChatParameters? parameters = null, CancellationToken cancellationToken = default);
}

/// <summary>A typed answer: the schema comes from the type, and the answer is held to it.</summary>
[SystemRole("You are a terse product critic. Answer in English.")]
[PromptDefaults(Model = "google/gemma-3-27b-it", Temperature = 0.1)]
public partial interface IReviewer
{
    [Prompt("Review this product for {audience}: {product}", MaxTokens = 600)]
    Task<PromptResult<Review>> ReviewAsync(string product, string audience, ChatParameters? parameters = null, CancellationToken cancellationToken = default);
}

/// <summary>Answers as they come: a list, item by item, each checked before it is shown.</summary>
[PromptDefaults(Model = "google/gemma-3-27b-it")]
public partial interface IInventor
{
    [Prompt("Invent {count} products for {audience}.", MaxTokens = 800)]
    IAsyncEnumerable<Invention> InventAsync(int count, string audience, ChatParameters? parameters = null, CancellationToken cancellationToken = default);
}

/// <summary>A product that nobody has made yet.</summary>
public sealed record Invention([property: StringLength(60, MinimumLength = 1)] string Name, string Pitch, [property: Range(1, 10_000)] decimal PriceInEuro);

public sealed record Review(
    string Headline,
    Sentiment Sentiment,
    [property: Range(1, 5)] int Stars,
    IReadOnlyList<string> Pros,
    IReadOnlyList<string> Cons,
    Alternative? Alternative);

/// <summary>Another product, where the critic knows a better one.</summary>
public sealed record Alternative(string Name, decimal? PriceInEuro);

public enum Sentiment
{
    Negative,
    Mixed,
    Positive,
}
