using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>The loop around a prompt: ask, read, and where the answer is invalid, ask once more.</summary>
internal static class PromptExecution
{
    /// <param name="definition">The prompt.</param>
    /// <param name="request">Its first request.</param>
    /// <param name="isAutomatic">Whether the form of the answer was left to PromptGen.</param>
    /// <param name="transport">What carries the requests.</param>
    /// <param name="options">How they are sent.</param>
    /// <param name="isValueAll">Whether nobody looks at anything but the value, where there is one: then the reply's text is never copied.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public static async ValueTask<PromptResult<T>> RunAsync<T>(
        PromptDefinition<T> definition, ChatRequest request, bool isAutomatic, IChatTransport transport, PromptClientOptions? options, bool isValueAll, CancellationToken cancellationToken)
    {
        var first = request;
        var repairs = definition.MaxRepairs ?? options?.MaxRepairs ?? PromptClientOptions.DefaultMaxRepairs;
        var validators = definition.ValidatorsWith(options);
        List<PromptAttempt>? earlier = null;
        FormatStep? step = null;
        while (true)
        {
            ChatReply reply;
            try
            {
                reply = await ChatReply.AskAsync(transport, request, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatTransportException exception) when (isAutomatic && ResponseFormats.StepDown(request, exception) is { } weaker)
            {
                // Nothing was answered: the same request, in words that the server may understand.
                step = weaker;
                first = first.In(weaker.Format);
                request = earlier is null ? first : RepairTurn.Follow(first, earlier[^1]);
                continue;
            }
            catch (ChatTransportException exception) when (earlier is not null)
            {
                exception.Attempts = earlier;
                throw;
            }

            using var _ = reply;
            ResponseFormats.Remember(transport, first.Parameters.Model, step);
            var result = CompletionReader.Read(definition.Name, definition.Contract, validators, reply.Completion);
            if (result.Outcome != PromptOutcome.Completed || !isValueAll)
                reply.Completion.Detach();
            if (result.Outcome != PromptOutcome.Invalid || repairs-- <= 0)
                return earlier is null ? result : result.After(earlier);
            (earlier ??= []).Add(result.Attempts[^1]);
            if (!RepairTurn.IsAffordable(options?.TokenBudget, first, earlier))
                return result.After(earlier[..^1]);
            request = RepairTurn.Follow(first, earlier[^1]);
        }
    }
}
