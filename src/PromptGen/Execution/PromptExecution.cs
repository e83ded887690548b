using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>The loop around a prompt: ask, read, and where the answer is invalid, ask once more.</summary>
internal static class PromptExecution
{
    public static async Task<PromptResult<T>> RunAsync<T>(
        PromptDefinition<T> definition, ChatRequest request, bool isAutomatic, IChatTransport transport, PromptClientOptions? options, CancellationToken cancellationToken)
    {
        var first = request;
        var repairs = definition.MaxRepairs ?? options?.MaxRepairs ?? PromptClientOptions.DefaultMaxRepairs;
        var validators = definition.ValidatorsWith(options);
        List<PromptAttempt>? earlier = null;
        while (true)
        {
            ChatCompletion completion;
            try
            {
                completion = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatTransportException exception) when (isAutomatic && ResponseFormats.StepDown(transport, request, exception) is { } format)
            {
                // Nothing was answered: the same request, in words that the server may understand.
                first = first.In(format);
                request = earlier is null ? first : RepairTurn.Follow(first, earlier[^1]);
                continue;
            }
            catch (ChatTransportException exception) when (earlier is not null)
            {
                exception.Attempts = earlier;
                throw;
            }

            var result = CompletionReader.Read(definition.Name, definition.Contract, validators, completion);
            if (result.Outcome != PromptOutcome.Invalid || repairs-- <= 0)
                return earlier is null ? result : result.After(earlier);
            (earlier ??= []).Add(result.Attempts[^1]);
            if (!RepairTurn.IsAffordable(options?.TokenBudget, first, earlier))
                return result.After(earlier[..^1]);
            request = RepairTurn.Follow(first, earlier[^1]);
        }
    }
}
