using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Carries requests through a chat client.</summary>
internal sealed class ChatClientTransport(IChatClient client, Action<ChatRequest, ChatOptions>? configure) : IDescribedChatTransport
{
    private readonly ChatOptionsWriter _options = new(configure, takesAll: client.GetService<TransportChatClient>() is not null);
    private readonly ChatClientFailures _failures = new(client);

    /// <summary>What the client says of itself. One that is instrumented has an <see cref="ActivitySource"/> of its own, and spans for each request.</summary>
    public ChatTransportDescription Description
    {
        get
        {
            var metadata = client.GetService<ChatClientMetadata>();
            return new()
            {
                ProviderName = metadata?.ProviderName,
                ServerAddress = metadata?.ProviderUri?.Host,
                ServerPort = metadata?.ProviderUri?.Port,
                HasOwnTelemetry = client.GetService<ActivitySource>() is not null,
            };
        }
    }

    public async Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var messages = MessageMap.ToChatMessages(request.Messages);
        var options = _options.Write(request);
        try
        {
            return ReplyReader.Read(await client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (ChatClientFailures.IsOfTheExchange(exception, cancellationToken))
        {
            throw _failures.Translate(exception, cancellationToken);
        }
    }

    public async IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var messages = MessageMap.ToChatMessages(request.Messages);
        var options = _options.Write(request);
        var reply = new ReplyReader();
        var updates = Start();
        await using var _ = updates.ConfigureAwait(false);
        while (await NextAsync().ConfigureAwait(false))
            yield return reply.Read(updates.Current);
        if (reply.HasToolCalls)
            yield return new() { HasToolCalls = true };

        // A client may fail before it is enumerated.
        IAsyncEnumerator<ChatResponseUpdate> Start()
        {
            try
            {
                return client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            }
            catch (Exception exception) when (ChatClientFailures.IsOfTheExchange(exception, cancellationToken))
            {
                throw _failures.Translate(exception, cancellationToken);
            }
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (ChatClientFailures.IsOfTheExchange(exception, cancellationToken))
            {
                throw _failures.Translate(exception, cancellationToken);
            }
        }
    }
}
