namespace PromptGen.Benchmarks;

/// <summary>The prompts whose rendering is measured.</summary>
[PromptDefaults(Model = "gpt-4.1-mini")]
public partial interface IWriter
{
    [Prompt("Say hello to {name}.")]
    Task<string> GreetAsync(string name, CancellationToken cancellationToken = default);

    [Prompt("""
        Compare {first} with {second}: both cost about {price:F2} euros, {count} people bought them since {day:yyyy-MM-dd}, and {share:F3} of them sent them back.
        Say which one is the better for {purpose}, in at most {words} words. Never mention {competitor}; write in {language}.
        """)]
    Task<string> CompareAsync(
        string first, string second, decimal price, int count, DateOnly day, double share, string purpose, int words, string competitor, string language, CancellationToken cancellationToken = default);

    [Prompt("Sum up these reviews:\n- {reviews:\\n- }\nUse no more than 100 words.")]
    Task<string> SumUpAsync(IReadOnlyList<string> reviews, CancellationToken cancellationToken = default);

    [Prompt("What is wrong with this report?\n{report:json}")]
    Task<string> CheckAsync(Report report, CancellationToken cancellationToken = default);
}
