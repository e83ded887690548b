using System.ComponentModel.DataAnnotations;

namespace PromptGen.Extensions.Tests;

internal partial interface IDice
{
    [Prompt("Throw a {name}.")]
    Task<Throw> ThrowAsync(string name, CancellationToken cancellationToken = default);

    [Prompt("Tell of a {name}.")]
    IAsyncEnumerable<string> TellAsync(string name, CancellationToken cancellationToken = default);
}

internal sealed record Throw([property: Range(1, 6)] int Eyes);
