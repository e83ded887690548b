using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PromptGen.Extensions.Tests;

/// <summary>A chat client that says what it is told to, and keeps what it was asked.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    public ChatResponse Response { get; init; } = new(new ChatMessage(ChatRole.Assistant, "Fine."));

    public IReadOnlyList<ChatResponseUpdate> Updates { get; init; } = [];

    /// <summary>What is thrown after all updates, or in place of the response.</summary>
    public Exception? Failure { get; init; }

    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions? Options { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        (Messages, Options) = ([.. messages], options);
        return Failure is null ? Task.FromResult(Response) : Task.FromException<ChatResponse>(Failure);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (Messages, Options) = ([.. messages], options);
        foreach (var update in Updates)
            yield return update;
        await Task.CompletedTask;
        if (Failure is not null)
            throw Failure;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", new("https://user:secret@scripted.example/v1?key=secret")) : null;

    public void Dispose()
    {
    }
}
