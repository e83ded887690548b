using System.Threading;
using System.Threading.Tasks;
using PromptGen;

[SystemRole("You speak plainly.")]
[PromptDefaults(Model = "a/base", Temperature = 0.5)]
internal partial interface IBase
{
    [Prompt("Say {word}.")]
    Task<string> Say(string word, CancellationToken cancellationToken);
}

[PromptDefaults(Model = "a/derived")]
internal partial interface IDerived : IBase
{
}

internal partial interface IOther : IBase
{
    [Prompt("Shout {word}.", MaxTokens = 8)]
    Task<string> Shout(string word);
}
