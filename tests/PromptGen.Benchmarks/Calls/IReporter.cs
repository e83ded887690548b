namespace PromptGen.Benchmarks;

/// <summary>The prompts of the calls that are measured.</summary>
[SystemRole("You sum up what people say about products. You never make anything up.")]
[PromptDefaults(Model = "gpt-4.1-mini", Temperature = 0.2, MaxCompletionTokens = 30_000)]
public partial interface IReporter
{
    /// <summary>A structured call.</summary>
    [Prompt("Report on what people say about {product}, as of {day:yyyy-MM-dd}. List at most {entries} entries, the newest first.")]
    Task<Report> ReportAsync(string product, DateOnly day, int entries, CancellationToken cancellationToken = default);

    /// <summary>A streamed text.</summary>
    [Prompt("Tell a story about {topic} in {words} words.")]
    IAsyncEnumerable<string> TellAsync(string topic, int words, CancellationToken cancellationToken = default);

    /// <summary>Streamed items.</summary>
    [Prompt("List {entries} entries of what people say about {product}, the newest first.")]
    IAsyncEnumerable<Entry> ListAsync(string product, int entries, CancellationToken cancellationToken = default);
}
