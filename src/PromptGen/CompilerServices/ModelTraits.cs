using System.ComponentModel;

namespace PromptGen.CompilerServices;

/// <summary>
/// In what a model differs from most, as far as a request has to follow it. Emitted code makes it, where the model that a prompt
/// is declared with differs at all; not meant to be made by hand.
/// </summary>
/// <param name="model">The model's id. A request for another model is left as it is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelTraits(string model)
{
    /// <summary>Whether the model takes <c>max_tokens</c>.</summary>
    public bool HasMaxTokens { get; init; } = true;

    /// <summary>Whether the model takes <c>max_completion_tokens</c>.</summary>
    public bool HasMaxCompletionTokens { get; init; } = true;

    /// <summary>Whether the model takes <c>stream_options</c>.</summary>
    public bool HasStreamOptions { get; init; } = true;

    /// <summary>The parameters as the model takes them: the limit under the name that it knows, no question that it does not.</summary>
    internal ChatParameters Apply(ChatParameters parameters)
    {
        if (parameters.Model != model)
            return parameters;
        if (!HasMaxTokens && HasMaxCompletionTokens && parameters is { MaxTokens: { } limit, MaxCompletionTokens: null })
            parameters = parameters with { MaxTokens = null, MaxCompletionTokens = limit };
        else if (!HasMaxCompletionTokens && HasMaxTokens && parameters is { MaxCompletionTokens: { } all, MaxTokens: null })
            parameters = parameters with { MaxTokens = all, MaxCompletionTokens = null };
        return HasStreamOptions || parameters.IncludeUsage is not null ? parameters : parameters with { IncludeUsage = false };
    }
}
