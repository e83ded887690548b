namespace PromptGen;

/// <summary>A prompt whose answer is to come piece by piece, and what carries it.</summary>
/// <param name="Identity">The prompt.</param>
/// <param name="Request">What is sent first.</param>
/// <param name="IsAutomatic">Whether the form of the answer was left to PromptGen.</param>
/// <param name="Transport">What carries the request.</param>
/// <param name="Validators">The checks of the user's own.</param>
/// <param name="Options">How it is sent; null for as it is declared.</param>
/// <param name="CancellationToken">Ends every enumeration early.</param>
internal sealed record StreamedPrompt(
    IPromptIdentity Identity,
    ChatRequest Request,
    bool IsAutomatic,
    IChatTransport Transport,
    IReadOnlyList<IPromptValidator> Validators,
    PromptClientOptions? Options,
    CancellationToken CancellationToken)
{
    /// <summary>The prompt's name.</summary>
    public string Name => Identity.Name;

    /// <summary>A token that ends one enumeration when it is to end, or all are.</summary>
    /// <param name="enumeration">The enumeration's own.</param>
    /// <param name="both">What has to be disposed of with the enumeration; null for nothing.</param>
    public CancellationToken Link(CancellationToken enumeration, out CancellationTokenSource? both)
    {
        both = enumeration.CanBeCanceled && CancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(enumeration, CancellationToken) : null;
        return both?.Token ?? (enumeration.CanBeCanceled ? enumeration : CancellationToken);
    }
}
