namespace PromptGen.Models;

/// <summary>In what a model differs from most, as far as a request has to follow it without being told.</summary>
internal readonly record struct ModelTraits(bool HasMaxTokens, bool HasMaxCompletionTokens, bool HasStreamOptions)
{
    /// <summary>Those of a model; null where it differs in nothing.</summary>
    public static ModelTraits? Of(ModelFacts facts)
    {
        var traits = new ModelTraits(facts.Has("max_tokens"), facts.Has("max_completion_tokens"), facts.Has("stream_options"));
        return traits == new ModelTraits(true, true, true) ? null : traits;
    }
}
