using Microsoft.Extensions.Configuration;

namespace PromptGen;

/// <summary>Parameters as a configuration section has them. Binders pass over properties that are set only once, which all of these are.</summary>
internal static class BoundParameters
{
    /// <exception cref="InvalidOperationException">A text is none of its parameter's type. The message has the key's whole path.</exception>
    public static ChatParameters Read(IConfigurationSection section) => new()
    {
        Model = section[nameof(ChatParameters.Model)],
        Temperature = section.GetValue<double?>(nameof(ChatParameters.Temperature)),
        TopP = section.GetValue<double?>(nameof(ChatParameters.TopP)),
        TopK = section.GetValue<int?>(nameof(ChatParameters.TopK)),
        MinP = section.GetValue<double?>(nameof(ChatParameters.MinP)),
        TopA = section.GetValue<double?>(nameof(ChatParameters.TopA)),
        FrequencyPenalty = section.GetValue<double?>(nameof(ChatParameters.FrequencyPenalty)),
        PresencePenalty = section.GetValue<double?>(nameof(ChatParameters.PresencePenalty)),
        RepetitionPenalty = section.GetValue<double?>(nameof(ChatParameters.RepetitionPenalty)),
        Seed = section.GetValue<long?>(nameof(ChatParameters.Seed)),
        Stop = section.GetSection(nameof(ChatParameters.Stop)).Get<string[]>(),
        ReasoningEffort = section[nameof(ChatParameters.ReasoningEffort)],
        MaxTokens = section.GetValue<int?>(nameof(ChatParameters.MaxTokens)),
        MaxCompletionTokens = section.GetValue<int?>(nameof(ChatParameters.MaxCompletionTokens)),
        ResponseFormat = section.GetValue<ResponseFormat?>(nameof(ChatParameters.ResponseFormat)),
        IncludeUsage = section.GetValue<bool?>(nameof(ChatParameters.IncludeUsage)),
    };
}
