namespace PromptGen;

/// <summary>What telemetry says of where a transport's requests go. What a transport cannot tell is null.</summary>
public sealed class ChatTransportDescription
{
    /// <summary>
    /// Who serves the models, as <c>gen_ai.provider.name</c> of OpenTelemetry's conventions has it, for example <c>openai</c>: a name of your own
    /// where theirs have none.
    /// </summary>
    public string? ProviderName { get; init; }

    /// <summary>The server's host name or address, without a scheme.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The server's port.</summary>
    public int? ServerPort { get; init; }

    /// <summary>
    /// Whether the transport has spans and metrics of its own for each request, as an instrumented client has: PromptGen then adds none, and the transport's
    /// spans are children of the call's.
    /// </summary>
    public bool HasOwnTelemetry { get; init; }
}
