using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>A chat client over a transport.</summary>
internal sealed class TransportChatClient(IChatTransport transport, string? defaultModel) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = ChatOptionsReader.ToRequest(messages, options, defaultModel, this);
        return ToResponse(await transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return ToUpdatesAsync(transport.StreamAsync(ChatOptionsReader.ToRequest(messages, options, defaultModel, this), cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(ChatClientMetadata))
            return ToMetadata();
        return serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(transport) ? transport : null;
    }

    public void Dispose()
    {
        // The transport is its maker's.
    }

    private static ChatResponse ToResponse(ChatCompletion completion) =>
        new(new ChatMessage(ChatRole.Assistant, ContentsOf(completion.Content, completion.Refusal, null)) { MessageId = completion.Id, RawRepresentation = completion })
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = ReasonOf(completion.FinishReason, completion.HasToolCalls),
            Usage = UsageOf(completion.Usage),
            RawRepresentation = completion,
        };

    private static async IAsyncEnumerable<ChatResponseUpdate> ToUpdatesAsync(IAsyncEnumerable<ChatChunk> chunks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? id = null, model = null;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Said once, and to stand in all of them: that is how updates find together.
            id ??= chunk.Id;
            model ??= chunk.Model;
            yield return new(ChatRole.Assistant, ContentsOf(chunk.Text, chunk.Refusal, chunk.Usage))
            {
                ResponseId = id,
                MessageId = id,
                ModelId = model,
                FinishReason = ReasonOf(chunk.FinishReason, chunk.HasToolCalls),
                RawRepresentation = chunk,
            };
        }
    }

    private static List<AIContent> ContentsOf(string? text, string? refusal, TokenUsage? usage)
    {
        var contents = new List<AIContent>();
        if (text is not null)
            contents.Add(new TextContent(text));
        if (refusal is not null)
            contents.Add(new ErrorContent(refusal) { ErrorCode = ReplyReader.RefusalCode });
        if (UsageOf(usage) is { } details)
            contents.Add(new UsageContent(details));
        return contents;
    }

    /// <summary>Why the model stopped. What it wanted called nobody knows, but that it did is kept.</summary>
    private static ChatFinishReason? ReasonOf(FinishReason? reason, bool hasToolCalls) => reason switch
    {
        _ when hasToolCalls => ChatFinishReason.ToolCalls,
        { Value: { Length: > 0 } value } => new ChatFinishReason(value),
        _ => null,
    };

    private static UsageDetails? UsageOf(TokenUsage? usage) => usage is { } used
        ? new()
        {
            InputTokenCount = used.PromptTokens,
            OutputTokenCount = used.CompletionTokens,
            TotalTokenCount = used.TotalTokens,
            CachedInputTokenCount = used.CachedTokens > 0 ? used.CachedTokens : null,
            ReasoningTokenCount = used.ReasoningTokens > 0 ? used.ReasoningTokens : null,
        }
        : null;

    private ChatClientMetadata ToMetadata()
    {
        var provider = (transport as IDescribedChatTransport)?.Description.ProviderName;
        return new(provider, (transport as HttpChatTransport)?.BaseAddress, defaultModel);
    }
}
