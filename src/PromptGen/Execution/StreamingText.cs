namespace PromptGen;

/// <summary>
/// The answer to a text prompt, piece by piece. Enumerating it sends the request; ending the enumeration early ends the call.
/// Each enumeration is a call of its own.
/// </summary>
/// <remarks>
/// An answer that is refused, cut or empty ends the enumeration with the matching <see cref="PromptException"/>, after the pieces
/// that did come. A block of reasoning before the answer is left out.
/// </remarks>
public sealed class StreamingText : IAsyncEnumerable<string>
{
    private readonly StreamedPrompt _prompt;

    internal StreamingText(StreamedPrompt prompt) => _prompt = prompt;

    /// <summary>The whole answer with its finish reason and tokens, once the last enumeration has come to its end; null before.</summary>
    public ChatCompletion? Completion { get; private set; }

    /// <summary>Sends the request, and gives the answer's text piece by piece.</summary>
    /// <param name="cancellationToken">Ends the call early, as does the token that the stream was made with.</param>
    /// <exception cref="PromptException">The answer did not come, or not whole; what was thrown says why.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ObservedCall.IsWanted(_prompt.Options) ? Observe(cancellationToken) : Enumerate(_prompt, cancellationToken);

    private ObservedStream<string> Observe(CancellationToken cancellationToken) =>
        new(_prompt, observed => Enumerate(observed, cancellationToken), () => new(Completion!, PromptOutcome.Completed, [], []));

    private async IAsyncEnumerator<string> Enumerate(StreamedPrompt prompt, CancellationToken cancellationToken)
    {
        var token = prompt.Link(cancellationToken, out var both);
        using var _ = both;
        Completion = null;
        await using var answer = new StreamedAnswer(prompt, token);
        while (await answer.NextAsync().ConfigureAwait(false) is { } piece)
            yield return piece;

        // What a whole answer would be thrown for, this one is too.
        Completion = answer.ToCompletion();
        if (CompletionReader.Read<string>(prompt.Name, null, prompt.Validators, Completion).Exception is { } exception)
            throw exception;
    }
}
