namespace PromptGen;

/// <summary>Streams of prompts for text.</summary>
public static class PromptStreaming
{
    /// <summary>The answer piece by piece. Nothing is sent before it is enumerated.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="transport">What carries the request.</param>
    /// <param name="options">How it is sent; null for as it is declared.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter of the call or the options is out of the model's bounds, or the model does not have it. It is thrown here, not by the enumeration.
    /// </exception>
    public static StreamingText StreamAsync(
        this Prompt<string> prompt, IChatTransport transport, PromptClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(transport);
        return new(prompt.Name, prompt.ToRequest(options), transport, cancellationToken);
    }
}
