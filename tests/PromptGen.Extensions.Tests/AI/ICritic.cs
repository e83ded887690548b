namespace PromptGen.Extensions.Tests;

[SystemRole("You judge.")]
[PromptDefaults(Model = "a/model", Temperature = 0.1, TopP = 0.95, FrequencyPenalty = 0.3, PresencePenalty = -0.7, Seed = 7, MaxCompletionTokens = 300)]
internal partial interface ICritic
{
    [Prompt("Judge {what}.")]
    Task<PromptResult<Verdict>> JudgeAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Praise {what}.", Stop = new[] { "END" })]
    IAsyncEnumerable<string> PraiseAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("List the faults of {what}.")]
    IAsyncEnumerable<Fault> FaultsAsync(string what, CancellationToken cancellationToken = default);
}

/// <param name="Line">One line, „no hedging“.</param>
/// <param name="Mood">How the line sounds.</param>
/// <param name="Faults">The worst first.</param>
/// <param name="By">Who judges.</param>
internal sealed record Verdict(string Line, Mood Mood, IReadOnlyList<Fault> Faults, string? By);

internal sealed record Fault(string Name, bool IsFatal);

internal enum Mood
{
    Sour,
    Sweet,
}
