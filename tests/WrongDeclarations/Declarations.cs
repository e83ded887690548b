using PromptGen;

namespace Wrong.Declarations;

public interface INotPartial
//               ^^^^^^^^^^^ PG1001
{
    [Prompt("Review {product}.")]
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);
}

public partial interface IGeneric<T>
//                       ^^^^^^^^ PG1002
{
    [Prompt("Review {product}.")]
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);
}

public partial interface IMixed
{
    [Prompt("Review {product}.")]
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);

    Task<string> ForgottenAsync(string product, CancellationToken cancellationToken = default);
    //           ^^^^^^^^^^^^^^ PG1003

    [Prompt("Review {product}.")]
    Task<string> BothWaysAsync(ref string product, CancellationToken cancellationToken = default);
    //                                    ^^^^^^^ PG1003

    [Prompt("Review {product}.")]
    abstract string Review(string product, CancellationToken cancellationToken = default);
    //       ^^^^^^ PG1004

    [Prompt("Review {product}.")]
    public Task WaitAsync(string product, CancellationToken cancellationToken = default);
    //     ^^^^ PG1004

    [Prompt("Review {product}.")]
    Task<string> EndlessAsync(string product);
    //           ^^^^^^^^^^^^ PG1006
}

[PromptDefaults(TopK = 40), SystemRole("You are terse."), SystemRole("You are terse.")]
//                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PG1005
public partial interface IRepeated
{
    [Prompt("Review {product}.")]
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);
}

public class NotAnInterface
{
    [Prompt("Review {product}.")]
    public Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default) => Task.FromResult(product);
    //                  ^^^^^^^^^^^ PG1003
}

[PromptDefaults(Model = "google/gemma-3-27b-it", Validator = typeof(string))]
//                                                           ^^^^^^^^^^^^^^ PG1008
public partial interface IChecked
{
    [Prompt("Review {product}.")]
    Task<string> ReviewAsync(string product, CancellationToken cancellationToken = default);
}
