using System.Runtime.CompilerServices;

namespace PromptGen.IntegrationTests;

/// <summary>A transport that answers in the pieces that it was given, and says how much of them was taken.</summary>
internal sealed class PieceTransport(IReadOnlyList<string> pieces, string? finishReason = "stop", string? refusal = null, Exception? failure = null) : IChatTransport
{
    /// <summary>How many pieces were asked for so far.</summary>
    public int Taken { get; private set; }

    public Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatCompletion { Content = string.Concat(pieces), FinishReason = finishReason is null ? null : new(finishReason) });

    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var piece in pieces)
        {
            Taken++;
            await Task.CompletedTask;
            yield return new() { Text = piece };
        }

        if (failure is not null)
            throw failure;
        yield return new() { FinishReason = finishReason is null ? null : new(finishReason), Refusal = refusal, Usage = new(1, 2, 3) };
    }
}
