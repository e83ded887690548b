using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
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

    [Prompt("Find {thing}.")]
    public Task<In<In<In<In<In<In<In<In<In<In<Fine>>>>>>>>>>> DeepAsync(string thing, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PG4005
}

public sealed record In<T>(T Inside);

[PromptDefaults(JsonContext = typeof(Context))]
public partial interface IContextual
{
    [Prompt("Count {things}.")]
    public Task<Dictionary<string, object>> CountAsync(string things, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PG4004

    [Prompt("Measure {things}.")]
    public Task<Dictionary<double, string>> MeasureAsync(string things, CancellationToken cancellationToken = default);
}

[JsonContracts(typeof(Anything), typeof(Narrow))]
//                    ^^^^^^^^ PG4001
//                                      ^^^^^^ PG4001
public static partial class Contracts;

[JsonContracts(typeof(Fine))]
public static class NotPartial;
//                  ^^^^^^^^^^ PG1001

[JsonContracts(typeof(Fine), typeof(Fine[]), typeof(Fine))]
//                                                  ^^^^ PG1007
public static partial class Twice;

public sealed record Fine(int Value);

[JsonSerializable(typeof(Dictionary<double, string>))]
public sealed partial class Context : JsonSerializerContext;

public sealed record Anything(object Value);

public sealed record Narrow([property: Range(5, 1)] int Value);

public sealed record Endless(Link Next);

public sealed record Link(Endless Next);
