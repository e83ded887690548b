namespace PromptGen.Benchmarks;

/// <summary>What is asked, for the clients that have no templates: what <see cref="IReporter"/> asks with the arguments here.</summary>
internal static class Asked
{
    public const string Model = "gpt-4.1-mini";
    public const double Temperature = 0.2;
    public const int MaxCompletionTokens = 30_000;
    public const string Role = "You sum up what people say about products. You never make anything up.";
    public const string Product = "kettles";
    public const int Entries = 500;
    public const string Topic = "a kettle that sang";
    public const int Words = 200;

    public static DateOnly Day { get; } = new(2026, 1, 31);

    public static string Report => $"Report on what people say about {Product}, as of {Day:yyyy-MM-dd}. List at most {Entries} entries, the newest first.";

    public static string List => $"List {Entries} entries of what people say about {Product}, the newest first.";

    public static string Story => $"Tell a story about {Topic} in {Words} words.";
}
