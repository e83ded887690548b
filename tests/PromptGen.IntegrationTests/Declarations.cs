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

public partial interface IEdges
{
    [Prompt("Bounds")]
    Task<Bounds> BoundsAsync();

    [Prompt("Wide")]
    Task<Wide> WideAsync();

    [Prompt("Plain")]
    Task<string> PlainAsync(ChatParameters parameters, CancellationToken cancellationToken = default);

    [Prompt("Picks")]
    Task<Picks> PicksAsync();

    [Prompt("Nodes")]
    Task<Node> NodesAsync();

    [Prompt("Shapes")]
    Task<Shapes> ShapesAsync();

    [Prompt("Derived")]
    Task<Derived> DerivedAsync();

    [Prompt("Look at {what}.", Temperature = 0.1f, TopP = 0.9, TopK = 40, MinP = 0.05, TopA = 0.2, FrequencyPenalty = -0.5, PresencePenalty = 0.5, RepetitionPenalty = 1.1, Seed = 42, Stop = ["END", "\n\n"], ReasoningEffort = "low", MaxCompletionTokens = 9)]
    [SystemRole("First.")]
    [DeveloperRole("Second, {what}.")]
    [Example("Look at {it}.", "I see {it}.")]
    Task<string> EverythingAsync(string what, PromptImage? image, IReadOnlyList<PromptFile>? files, IEnumerable<PromptMessage>? history, ChatParameters? parameters = null, CancellationToken cancellationToken = default);

    [Prompt("Tell me about {topic}.", Model = "google/gemma-3-27b-it")]
    IAsyncEnumerable<string> TellAsync(string topic, CancellationToken cancellationToken = default);
}

/// <summary>Prompts for models that differ in what they take, whose parameters come with the call.</summary>
public partial interface ITuned
{
    [Prompt("Hi", Model = "google/gemma-3-27b-it", Seed = 1)]
    Task<string> AskAsync(ChatParameters? parameters = null, CancellationToken cancellationToken = default);

    [Prompt("Hi", Model = "MiniMax-Text-01", MaxCompletionTokens = 9)]
    ValueTask<PromptResult<string>> TryAsync(ChatParameters? parameters, CancellationToken cancellationToken = default);

    [Prompt("Hi", Model = "claude-opus-4-8")]
    Task<PromptResult<string>> ThinkAsync(ChatParameters? parameters, CancellationToken cancellationToken = default);

    [Prompt("Hi", Model = "my/model")]
    Task<PromptResult<string>> UnknownAsync(ChatParameters? parameters, CancellationToken cancellationToken = default);

    [Prompt("Hi", Model = "google/gemma-3-27b-it")]
    IAsyncEnumerable<string> TellAsync(ChatParameters? parameters, CancellationToken cancellationToken = default);
}

public sealed record Bounds(
    [Range(typeof(decimal), "-0.5", "79.25")] decimal Exact,
    [Range(typeof(decimal), "0", "1", MinimumIsExclusive = true, MaximumIsExclusive = true)] decimal Inside,
    [Range(0.5, double.PositiveInfinity, MinimumIsExclusive = true)] double Above,
    [Range(1, 10, MinimumIsExclusive = true, MaximumIsExclusive = true)] int Between,
    [Range(long.MinValue, 5d)] long Below);

public sealed record Wide(int M0, int M1, int M2, int M3, int M4, int M5, int M6, int M7, int M8, int M9, int M10, int M11, int M12, int M13, int M14, int M15, int M16, int M17, int M18, int M19, int M20, int M21, int M22, int M23, int M24, int M25, int M26, int M27, int M28, int M29, int M30, int M31, int M32, int M33, int M34, int M35, int M36, int M37, int M38, int M39, int M40, int M41, int M42, int M43, int M44, int M45, int M46, int M47, int M48, int M49, int M50, int M51, int M52, int M53, int M54, int M55, int M56, int M57, int M58, int M59, int M60, int M61, int M62, int M63, int M64, int M65, int M66, int M67, int M68, int M69);

public sealed record Picks(IReadOnlyList<Picky> Items, string After);

public sealed record Picky
{
    public Picky(int number) => Number = number > 0 ? number : throw new InvalidOperationException("There is no pick without a number.");

    public int Number { get; }
}

/// <summary>Can be made to contain itself.</summary>
public sealed record Node(int Number)
{
    public Node? Next { get; set; }

    public IList<Node> Others { get; set; } = [];
}

public sealed record Shapes(
    Point Point,
    Point? Nothing,
    IReadOnlyList<Point?> Points,
    Level Level,
    ICollection<Level?>? Levels,
    IEnumerable<string?> Notes,
    [Range(0, 9)] long? Digit,
    string[][]? Table);

public readonly record struct Point(int X, int Y);

public enum Level : ulong
{
    First = 1,
    Second = ulong.MaxValue,
    AlsoFirst = First,
}

public record Base
{
    public object Hidden { get; set; } = "";

    public virtual int Overridden { get; set; }

    public string Kept { get; set; } = "";
}

public sealed record Derived : Base
{
    public new Sentiment Hidden { get; set; }

    [Range(1, 5)]
    public override int Overridden { get => base.Overridden + 1; set => base.Overridden = value - 1; }
}
