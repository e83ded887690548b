using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

namespace Demo;

/// <summary>A boy.</summary>
[SystemRole("You are an 8-year-old boy")]
[PromptDefaults(Model = "google/gemma-3-27b-it")]
public partial interface IBoy
{
    /// <summary>Asks the boy.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>What he says.</returns>
    [Prompt("Hi! What do you think about mankind?", Temperature = 0.1, MaxTokens = 512)]
    [Example("Hi! What do you think about {cats}?", "They \"purr\".\nI like them.")]
    [Examples(nameof(Animals)), Examples(typeof(Lessons), nameof(Lessons.OfTheDay))]
    Task<string> AskAsync(CancellationToken cancellationToken = default);

    /// <summary>What he says of animals.</summary>
    static PromptExample<string>[] Animals => [new("Hi! What do you think about dogs?", "They bark.")];
}

/// <summary>What he has learnt.</summary>
public static class Lessons
{
    /// <summary>What he has learnt today.</summary>
    public static IEnumerable<PromptExample<string>> OfTheDay() => [];
}
