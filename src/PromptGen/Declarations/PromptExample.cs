namespace PromptGen;

/// <summary>What is asked, and the value that answers it: an example for a model to follow.</summary>
/// <typeparam name="T">The type that the prompt returns; of a stream of items, a list of them.</typeparam>
/// <param name="User">What the user says: text as it is, no template.</param>
/// <param name="Assistant">What the model is to answer. It is sent as the JSON that the prompt's schema describes; a text as it is.</param>
/// <seealso cref="ExamplesAttribute"/>
public sealed record PromptExample<T>(string User, T Assistant);
