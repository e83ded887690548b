using System.Text.Json.Serialization;
using PromptGen;

namespace WebReview;

/// <summary>Something that happened in a review, as the page is told it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SummaryContinued), "summary")]
[JsonDerivedType(typeof(FindingMade), "finding")]
[JsonDerivedType(typeof(VerdictGiven), "verdict")]
[JsonDerivedType(typeof(PromptFailed), "failure")]
[JsonDerivedType(typeof(CallEnded), "call")]
[JsonDerivedType(typeof(ReviewEnded), "end")]
internal abstract record ReviewEvent;

/// <summary>A piece of the summary came.</summary>
internal sealed record SummaryContinued(string Text) : ReviewEvent;

/// <summary>A finding came, whole and valid.</summary>
internal sealed record FindingMade(Finding Finding) : ReviewEvent;

/// <summary>The verdict came, or why there is none.</summary>
internal sealed record VerdictGiven(PromptOutcome Outcome, Verdict? Verdict, string? Message, IReadOnlyList<Attempt> Attempts) : ReviewEvent;

/// <summary>A prompt ended without what was asked for.</summary>
internal sealed record PromptFailed(string Prompt, string Exception, string Message, int? Status, string? RequestId, IReadOnlyList<Attempt> Attempts) : ReviewEvent;

/// <summary>A call ended, whatever came of it: what it took.</summary>
internal sealed record CallEnded(string Prompt, double Seconds, int Repairs, long? PromptTokens, long? CompletionTokens, decimal? Cost) : ReviewEvent;

/// <summary>All prompts have ended.</summary>
internal sealed record ReviewEnded : ReviewEvent;

/// <summary>A reply as it came, and what is wrong with it.</summary>
internal sealed record Attempt(string? Reply, PromptOutcome Outcome, IReadOnlyList<SchemaViolation> Violations)
{
    public static IReadOnlyList<Attempt> AllOf(IEnumerable<PromptAttempt> attempts) =>
        [.. attempts.Select(static attempt => new Attempt(attempt.Completion.Content ?? attempt.Completion.Refusal, attempt.Outcome, attempt.Violations))];
}
