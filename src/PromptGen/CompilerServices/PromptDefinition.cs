using System.ComponentModel;

namespace PromptGen.CompilerServices;

/// <summary>What of a prompt is the same for every call. Emitted code makes it; not meant to be made by hand.</summary>
/// <typeparam name="T">The type of the prompt's value.</typeparam>
/// <param name="name">The prompt's name: interface and method.</param>
/// <param name="contract">What an answer must be; null for plain text, where <typeparamref name="T"/> is <see cref="string"/>.</param>
/// <param name="parameters">The parameters that the prompt is declared with.</param>
/// <param name="traits">In what the model differs that it is declared with; null where in nothing, or nothing is known.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PromptDefinition<T>(string name, JsonContract<T>? contract, ChatParameters parameters, ModelTraits? traits = null)
{
    /// <summary>The prompt's name.</summary>
    public string Name { get; } = name;

    /// <summary>What an answer must be; null for plain text.</summary>
    public JsonContract<T>? Contract { get; } = contract;

    /// <summary>The parameters that the prompt is declared with.</summary>
    public ChatParameters Parameters { get; } = parameters;

    /// <summary>In what the model differs that the prompt is declared with.</summary>
    public ModelTraits? Traits { get; } = traits;
}
