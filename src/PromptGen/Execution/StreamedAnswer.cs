using System.Runtime.CompilerServices;
using System.Text;

namespace PromptGen;

/// <summary>One enumeration of an answer that comes piece by piece: its text without reasoning, and in the end what is known of it.</summary>
internal sealed class StreamedAnswer(StreamedPrompt prompt, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly StringBuilder _text = new();
    private readonly ReasoningFilter _reasoning = new();
    private ChatRequest _request = prompt.Request;
    private IAsyncEnumerator<ChatChunk>? _chunks;
    private FormatStep? _step;
    private StringBuilder? _refusal;
    private ChatChunk _last;

    /// <summary>The text as it came so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether reasoning was left out.</summary>
    public bool HasReasoning => _reasoning.HasReasoning;

    /// <summary>What came so far, as the completion that it would have been.</summary>
    public ChatCompletion ToCompletion() => new()
    {
        Id = _last.Id,
        Model = _last.Model,
        Content = Text,
        Refusal = _refusal?.ToString(),
        HasToolCalls = _last.HasToolCalls,
        FinishReason = _last.FinishReason,
        Usage = _last.Usage,
    };

    /// <summary>The next piece of the answer's text, never an empty one; null at its end.</summary>
    /// <exception cref="ChatTransportException">The stream broke; the exception has the text so far.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<string?> NextAsync()
    {
        while (await MoveNextAsync().ConfigureAwait(false))
        {
            var chunk = _chunks!.Current;
            if (!chunk.IsTextAlone)
                Note(chunk);
            if (chunk.Text is not { Length: > 0 } piece)
                continue;
            _text.Append(piece);
            if (_reasoning.Filter(piece) is { Length: > 0 } shown)
                return shown;
        }

        return _reasoning.TakeRest() is { Length: > 0 } rest ? rest : null;
    }

    public ValueTask DisposeAsync() => _chunks?.DisposeAsync() ?? default;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> MoveNextAsync()
    {
        while (true)
        {
            _chunks ??= prompt.Transport.StreamAsync(_request, cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                var isThere = await _chunks.MoveNextAsync().ConfigureAwait(false);
                ResponseFormats.Remember(prompt.Transport, _request.Parameters.Model, _step);
                _step = null;
                return isThere;
            }
            catch (ChatTransportException exception) when (_text.Length == 0 && prompt.IsAutomatic && ResponseFormats.StepDown(_request, exception) is { } weaker)
            {
                // Nothing was answered: the same request, in words that the server may understand.
                _step = weaker;
                _request = _request.In(weaker.Format);
            }
            catch (ChatTransportException exception)
            {
                exception.PartialText = Text;
                throw;
            }

            await _chunks.DisposeAsync().ConfigureAwait(false);
            _chunks = null;
        }
    }

    private void Note(in ChatChunk chunk)
    {
        if (chunk.Refusal is { Length: > 0 } refusal)
            (_refusal ??= new()).Append(refusal);
        _last = _last.Then(chunk);
    }
}
