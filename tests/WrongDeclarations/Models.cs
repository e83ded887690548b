using PromptGen;

// promptgen.models.txt(3,15)-(3,18) PG3001

namespace Wrong.Models;

[PromptDefaults(Model = "google/gemma-3-27b-it", Temperature = 2.5)]
//                                                             ^^^ PG3002
public partial interface IOutOfBounds
{
    [Prompt("Review {product}.", MinP = 1)]
    //                                  ^ PG3002
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);

    [Prompt("Review {product}.", Temperature = -0.5, MaxTokens = 5, MaxCompletionTokens = 5)]
    //                                         ^^^^ PG3002
    //                                                                                    ^ PG3008
    Task<string> TwiceAsync(string product, CancellationToken cancellationToken = default);

    [Prompt("Review {product}.", Temperature = 0.5, TopP = 0.5, ResponseFormat = ResponseFormat.JsonSchema)]
    //                                                     ^^^ PG3009
    //                                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ PG3008
    Task<string> NoSchemaAsync(string product, CancellationToken cancellationToken = default);
}

public partial interface IUnknownModel
{
    [Prompt("Review {product}.", Temperature = 1.5)]
    //                                         ^^^ PG3003
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);
}

[PromptDefaults(Model = "my/model"), SystemRole("You are a terse product critic.")]
//                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PG3005
public partial interface IOwnModel
{
    [Prompt("Review {product}.", TopK = 5)]
    //                                  ^ PG3004
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);

    [Prompt("Review {product}.")]
    public Task<Rating> RateAsync(string product, CancellationToken cancellationToken = default);
    //     ^^^^^^^^^^^^ PG3012

    [Prompt("Review {product}.", ResponseFormat = ResponseFormat.JsonSchema)]
    //                                            ^^^^^^^^^^^^^^^^^^^^^^^^^ PG3006
    public Task<Rating> RateStrictlyAsync(string product, CancellationToken cancellationToken = default);

    [Prompt("What is this?")]
    Task<string> LookAsync(PromptImage image, CancellationToken cancellationToken = default);
    //                                 ^^^^^ PG3007
}

public partial interface IOther
{
    [Prompt("Review {product}.", Model = "google/gemma-4-31b-it", MaxCompletionTokens = 9, Stop = ["END"])]
    //                                                                                  ^ PG3011
    //                                                                                            ^^^^^^^ PG3010
    Task<Rating> RateAsync(string product, CancellationToken cancellationToken = default);
}

public sealed record Rating(int Stars);

public static class Calls
{
    private static readonly double TooWarm = 3;

    public static async Task<string> ReviewAsync(IChatTransport transport, CancellationToken cancellationToken)
    {
        var parameters = new ChatParameters { Temperature = TooWarm };
        //                                                  ^^^^^^^ PG3002
        parameters = parameters with { Model = "o1", TopP = 0.5f };
        //                                                  ^^^^ PG3004
        await transport.SendAsync(new ChatRequest([PromptMessage.User("Hi")], parameters), cancellationToken);
        return parameters.Model!;
    }
}
