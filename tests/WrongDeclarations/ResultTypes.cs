using System.ComponentModel.DataAnnotations;
using PromptGen;

namespace Wrong.ResultTypes;

public partial interface IResultTypes
{
    [Prompt("Review {product}.")]
    public Task<Anything> AnythingAsync(string product, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^^^ PG4001

    [Prompt("Review {product}.")]
    public Task<Narrow> NarrowAsync(string product, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^ PG4001

    [Prompt("Review {product}.")]
    public Task<Endless> EndlessAsync(string product, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^^ PG4003
}

public sealed record Anything(object Value);

public sealed record Narrow([property: Range(5, 1)] int Value);

public sealed record Endless(Link Next);

public sealed record Link(Endless Next);
