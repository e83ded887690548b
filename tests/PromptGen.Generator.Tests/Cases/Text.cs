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
    Task<string> AskAsync(CancellationToken cancellationToken = default);
}
