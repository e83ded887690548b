using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

[assembly: PromptDefaults(Model = "google/gemma-4-31b-it", MaxTokens = 100)]

namespace Demo;

[SystemRole("You are {mood}.")]
[DeveloperRole("Be brief.")]
internal partial interface IStoryteller
{
    [Prompt("Tell a story about {topic}.", MaxCompletionTokens = 400, Stop = new[] { "END", "\n\n" }, ResponseFormat = ResponseFormat.Text)]
    IAsyncEnumerable<string> TellAsync(string topic, string mood, CancellationToken cancellationToken = default);

    [SystemRole("You see.")]
    [Prompt("What is this?", Model = "google/gemma-3-27b-it", Temperature = 0.1f, Seed = 7L, TopK = 40)]
    Task<string> LookAsync(PromptImage image, PromptFile[]? files, List<PromptMessage> history, ChatParameters? parameters);

    [SystemRole("Quiet.")]
    [Prompt("Hush.")]
    Task<string> HushAsync(ChatParameters parameters);
}
