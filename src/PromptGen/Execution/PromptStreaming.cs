namespace PromptGen;

/// <summary>Answers that come piece by piece.</summary>
public static class PromptStreaming
{
    /// <summary>The answer's text piece by piece. Nothing is sent before it is enumerated.</summary>
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
        return new(prompt.ToStreamed(transport, options, cancellationToken));
    }

    /// <summary>The answer's items one by one, each as soon as it is there and held to the schema. Nothing is sent before they are enumerated.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="prompt">The prompt.</param>
    /// <param name="transport">What carries the request.</param>
    /// <param name="options">How it is sent; null for as it is declared.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter of the call or the options is out of the model's bounds, or the model does not have it. It is thrown here, not by the enumeration.
    /// </exception>
    /// <exception cref="NotSupportedException">The list is read through a JSON context, which reads it as a whole.</exception>
    public static StreamingItems<T> StreamItemsAsync<T>(
        this Prompt<IReadOnlyList<T>> prompt, IChatTransport transport, PromptClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(transport);
        return prompt.Contract is JsonListContract<T> contract
            ? new(prompt.ToStreamed(transport, options, cancellationToken), contract)
            : throw new NotSupportedException($"{prompt.Name}: the list is read through a JSON context, which reads it as a whole. Send the prompt without streaming.");
    }
}
