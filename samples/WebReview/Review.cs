using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PromptGen;

namespace WebReview;

/// <summary>One review: three prompts at a time, and what comes of them, in the order in which it comes.</summary>
internal sealed class Review(IReviewer reviewer, string text, ChatParameters? parameters)
{
    private readonly Channel<ReviewEvent> _events = Channel.CreateUnbounded<ReviewEvent>();

    /// <summary>Adds to what is told of the review.</summary>
    public void Tell(ReviewEvent happened) => _events.Writer.TryWrite(happened);

    /// <summary>Sends the prompts, and tells what happens until all of them have ended. Whoever stops listening ends them.</summary>
    public async IAsyncEnumerable<ReviewEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prompts = PromptAsync(cancellationToken);
        try
        {
            await foreach (var happened in _events.Reader.ReadAllAsync(CancellationToken.None))
                yield return happened;
        }
        finally
        {
            await prompts;
        }
    }

    private async Task PromptAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                CatchAsync(nameof(IReviewer.SummarizeAsync), SummarizeAsync(cancellationToken)),
                CatchAsync(nameof(IReviewer.FindAsync), FindAsync(cancellationToken)),
                CatchAsync(nameof(IReviewer.JudgeAsync), JudgeAsync(cancellationToken)));
            Tell(new ReviewEnded());
        }
        finally
        {
            _events.Writer.Complete();
        }
    }

    private async Task SummarizeAsync(CancellationToken cancellationToken)
    {
        await foreach (var piece in reviewer.SummarizeAsync(text, parameters, cancellationToken))
            Tell(new SummaryContinued(piece));
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        await foreach (var finding in reviewer.FindAsync(text, parameters, cancellationToken))
            Tell(new FindingMade(finding));
    }

    private async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var result = await reviewer.JudgeAsync(text, parameters, cancellationToken);
        Tell(new VerdictGiven(result.Outcome, result.TryGetValue(out var verdict) ? verdict : null, result.Exception?.Message, Attempt.AllOf(result.Attempts)));
    }

    /// <summary>What goes wrong with one prompt is told, and is nothing to the others.</summary>
    private async Task CatchAsync(string prompt, Task call)
    {
        try
        {
            await call;
        }
        catch (PromptException exception)
        {
            var transport = exception as ChatTransportException;
            Tell(new PromptFailed(prompt, exception.GetType().Name, exception.Message, (int?)transport?.StatusCode, transport?.RequestId, Attempt.AllOf(exception.Attempts)));
        }
    }
}
