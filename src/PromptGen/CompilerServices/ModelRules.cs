using System.ComponentModel;

namespace PromptGen.CompilerServices;

/// <summary>
/// What a model takes of a request's parameters, as far as it is known when a prompt is compiled. Emitted code makes it; not meant
/// to be made by hand. A parameter takes any value unless something else is said of it; null is one that the model does not have.
/// </summary>
/// <param name="model">The model's id; null where the rules are those of any.</param>
/// <param name="others">The rules of a request that names another model; null for none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelRules(string? model, ModelRules? others = null)
{
    /// <summary>What <see cref="ChatParameters.MaxTokens"/> may be.</summary>
    public ParameterRange? MaxTokens { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.MaxCompletionTokens"/> may be.</summary>
    public ParameterRange? MaxCompletionTokens { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.Temperature"/> may be.</summary>
    public ParameterRange? Temperature { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.TopP"/> may be.</summary>
    public ParameterRange? TopP { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.TopK"/> may be.</summary>
    public ParameterRange? TopK { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.MinP"/> may be.</summary>
    public ParameterRange? MinP { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.TopA"/> may be.</summary>
    public ParameterRange? TopA { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.FrequencyPenalty"/> may be.</summary>
    public ParameterRange? FrequencyPenalty { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.PresencePenalty"/> may be.</summary>
    public ParameterRange? PresencePenalty { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.RepetitionPenalty"/> may be.</summary>
    public ParameterRange? RepetitionPenalty { get; init; } = default(ParameterRange);

    /// <summary>What <see cref="ChatParameters.Seed"/> may be.</summary>
    public ParameterRange? Seed { get; init; } = default(ParameterRange);

    /// <summary>How many texts <see cref="ChatParameters.Stop"/> may have.</summary>
    public ParameterRange? Stop { get; init; } = default(ParameterRange);

    /// <summary>The words that <see cref="ChatParameters.ReasoningEffort"/> may be; none of them for any.</summary>
    public IReadOnlyList<string>? ReasoningEffort { get; init; } = [];

    /// <summary>The strongest form that the model can be asked for an answer of a schema in.</summary>
    public ResponseFormat StrongestFormat { get; init; } = ResponseFormat.JsonSchema;

    /// <summary>Whether the model takes <c>stream_options</c>.</summary>
    public bool HasStreamOptions { get; init; } = true;

    /// <summary>The rules of a request: these, unless it names another model; null where nothing is known.</summary>
    internal ModelRules? For(ChatParameters parameters) => model is null || model == parameters.Model ? this : others;

    /// <summary>Holds parameters to these rules, but for those that are as they were declared: the compiler has judged them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its bounds, or one that the model does not have.</exception>
    internal void Check(ChatParameters parameters, ChatParameters declared)
    {
        var guard = new ParameterGuard(parameters.Model);
        guard.Number(nameof(Temperature), Temperature, parameters.Temperature, declared.Temperature);
        guard.Number(nameof(TopP), TopP, parameters.TopP, declared.TopP);
        guard.Integer(nameof(TopK), TopK, parameters.TopK, declared.TopK);
        guard.Number(nameof(MinP), MinP, parameters.MinP, declared.MinP);
        guard.Number(nameof(TopA), TopA, parameters.TopA, declared.TopA);
        guard.Number(nameof(FrequencyPenalty), FrequencyPenalty, parameters.FrequencyPenalty, declared.FrequencyPenalty);
        guard.Number(nameof(PresencePenalty), PresencePenalty, parameters.PresencePenalty, declared.PresencePenalty);
        guard.Number(nameof(RepetitionPenalty), RepetitionPenalty, parameters.RepetitionPenalty, declared.RepetitionPenalty);
        guard.Integer(nameof(Seed), Seed, parameters.Seed, declared.Seed);
        guard.Texts(nameof(Stop), Stop, parameters.Stop, declared.Stop);
        guard.Word(nameof(ReasoningEffort), ReasoningEffort, parameters.ReasoningEffort, declared.ReasoningEffort);

        // A limit goes under the name that the model takes: what bounds that one bounds it.
        guard.Integer(nameof(MaxTokens), MaxTokens ?? MaxCompletionTokens, parameters.MaxTokens, declared.MaxTokens);
        guard.Integer(nameof(MaxCompletionTokens), MaxCompletionTokens ?? MaxTokens, parameters.MaxCompletionTokens, declared.MaxCompletionTokens);
    }

    /// <summary>The parameters as the model takes them: the limit under the name that it knows, no question that it does not.</summary>
    internal ChatParameters Apply(ChatParameters parameters)
    {
        if (MaxTokens is null && MaxCompletionTokens is not null && parameters is { MaxTokens: { } limit, MaxCompletionTokens: null })
            parameters = parameters with { MaxTokens = null, MaxCompletionTokens = limit };
        else if (MaxCompletionTokens is null && MaxTokens is not null && parameters is { MaxCompletionTokens: { } all, MaxTokens: null })
            parameters = parameters with { MaxTokens = all, MaxCompletionTokens = null };
        return HasStreamOptions || parameters.IncludeUsage is not null ? parameters : parameters with { IncludeUsage = false };
    }
}
