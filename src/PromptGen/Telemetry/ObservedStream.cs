namespace PromptGen;

/// <summary>One enumeration of a stream that somebody listens to: a call that lasts until the enumeration ends.</summary>
/// <typeparam name="T">The type of the pieces.</typeparam>
/// <param name="prompt">What is asked.</param>
/// <param name="enumerate">Asks it.</param>
/// <param name="attempt">The reply, once the enumeration has come to its end.</param>
internal sealed class ObservedStream<T>(StreamedPrompt prompt, Func<StreamedPrompt, IAsyncEnumerator<T>> enumerate, Func<PromptAttempt> attempt) : IAsyncEnumerator<T>
{
    private readonly ObservedCall _call = new(prompt.Identity, prompt.Request, prompt.Options);
    private IAsyncEnumerator<T>? _pieces;
    private bool _hasBegun;
    private bool _hasEnded;

    public T Current => _pieces!.Current;

    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            if (!_hasBegun)
            {
                // Whatever is sent is sent from here: only here is the call's span the current one.
                _hasBegun = true;
                _pieces = enumerate(prompt with { Transport = _call.Begin(prompt.Transport) });
            }

            if (await _pieces!.MoveNextAsync().ConfigureAwait(false))
                return true;
        }
        catch (Exception exception) when (!_hasEnded)
        {
            _hasEnded = true;
            _call.Fail(exception);
            throw;
        }

        if (!_hasEnded)
        {
            _hasEnded = true;
            _call.End(PromptOutcome.Completed, [attempt()], null);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_pieces is not null)
            await _pieces.DisposeAsync().ConfigureAwait(false);
        if (!_hasBegun || _hasEnded)
            return;
        _hasEnded = true;
        _call.End(null, [], null);
    }
}
