namespace PromptGen;

/// <summary>
/// The answer to a prompt for a list, item by item: each as soon as its last byte is there, and held to the schema before it is given.
/// Enumerating it sends the request; ending the enumeration early ends the call. Each enumeration is a call of its own.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// An item that does not fit ends the enumeration with a <see cref="PromptInvalidException"/> that has its index, after the good ones
/// before it; an answer that is refused or cut, with the matching <see cref="PromptException"/>. Nothing is sent back to the model: what
/// was given cannot be taken back.
/// </remarks>
public sealed class StreamingItems<T> : IAsyncEnumerable<T>
{
    private readonly StreamedPrompt _prompt;
    private readonly JsonListContract<T> _contract;

    internal StreamingItems(StreamedPrompt prompt, JsonListContract<T> contract)
    {
        _prompt = prompt;
        _contract = contract;
    }

    /// <summary>The whole answer with its finish reason and tokens, once the last enumeration has come to its end; null before.</summary>
    public ChatCompletion? Completion { get; private set; }

    /// <summary>What was around the list, in its order, once the last enumeration has come to its end; empty where nothing was.</summary>
    public IReadOnlyList<ReplyAdjustment> Adjustments { get; private set; } = [];

    /// <summary>Sends the request, and gives the list's items one by one.</summary>
    /// <param name="cancellationToken">Ends the call early, as does the token that the stream was made with.</param>
    /// <exception cref="PromptException">The answer did not come, or not whole, or an item does not fit; what was thrown says why.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ObservedCall.IsWanted(_prompt.Options) ? Observe(cancellationToken) : Enumerate(_prompt, cancellationToken);

    private ObservedStream<T> Observe(CancellationToken cancellationToken) =>
        new(_prompt, observed => Enumerate(observed, cancellationToken), () => new(Completion!, PromptOutcome.Completed, [], Adjustments));

    private async IAsyncEnumerator<T> Enumerate(StreamedPrompt prompt, CancellationToken cancellationToken)
    {
        var token = prompt.Link(cancellationToken, out var both);
        using var _ = both;
        Completion = null;
        Adjustments = [];
        await using var answer = new StreamedAnswer(prompt, token);
        using var list = new ListScanner();
        var index = 0;
        while (await answer.NextAsync().ConfigureAwait(false) is { } piece)
        {
            list.Append(piece);
            while (list.MoveNext())
            {
                yield return Read(list.Current, index, answer);
                index++;
            }

            if (list.Problem is { } problem)
                throw Invalid([problem], answer);
        }

        Completion = answer.ToCompletion();
        Adjustments = answer.HasReasoning ? [ReplyAdjustment.Reasoning, .. list.Adjustments] : list.Adjustments;
        if (CompletionReader.ReadNoAnswer<T>(prompt.Name, Completion) is { } none)
            throw none.Exception!;
        if (!list.IsWhole)
            throw Invalid([list.WhyNotWhole], answer);
    }

    private T Read(ReadOnlySpan<byte> document, int index, StreamedAnswer answer)
    {
        if (!_contract.TryReadItem(document, out var item, out var violations))
            throw Invalid(violations, answer, index);
        return PromptValidator.Check(_prompt.Validators, item) is { Count: > 0 } findings ? throw Invalid(findings, answer, index) : item;
    }

    private PromptException Invalid(IReadOnlyList<SchemaViolation> violations, StreamedAnswer answer, int? index = null) =>
        PromptResult.Invalid<T>(
            _prompt.Name,
            index is null ? violations : [.. violations.Select(violation => violation with { Pointer = ListScanner.PointerTo(index.Value) + violation.Pointer })],
            answer.Text,
            answer.ToCompletion(),
            itemIndex: index).Exception!;
}
