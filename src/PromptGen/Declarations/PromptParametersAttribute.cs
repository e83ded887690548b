namespace PromptGen;

/// <summary>
/// What <see cref="PromptAttribute"/> and <see cref="PromptDefaultsAttribute"/> have in common: the request parameters, under the
/// names that <see cref="ChatParameters"/> has too, and how often an answer is sent back. A parameter that is not written down is
/// not sent: the server's own default holds.
/// </summary>
/// <remarks>The compiler reads these from the source; nothing reads them at run time.</remarks>
public abstract class PromptParametersAttribute : Attribute
{
    private protected PromptParametersAttribute()
    {
    }

    /// <inheritdoc cref="ChatParameters.Model"/>
    public string? Model { get; set; }

    /// <inheritdoc cref="ChatParameters.Temperature"/>
    public double Temperature { get; set; }

    /// <inheritdoc cref="ChatParameters.TopP"/>
    public double TopP { get; set; }

    /// <inheritdoc cref="ChatParameters.TopK"/>
    public int TopK { get; set; }

    /// <inheritdoc cref="ChatParameters.MinP"/>
    public double MinP { get; set; }

    /// <inheritdoc cref="ChatParameters.TopA"/>
    public double TopA { get; set; }

    /// <inheritdoc cref="ChatParameters.FrequencyPenalty"/>
    public double FrequencyPenalty { get; set; }

    /// <inheritdoc cref="ChatParameters.PresencePenalty"/>
    public double PresencePenalty { get; set; }

    /// <inheritdoc cref="ChatParameters.RepetitionPenalty"/>
    public double RepetitionPenalty { get; set; }

    /// <inheritdoc cref="ChatParameters.Seed"/>
    public long Seed { get; set; }

    /// <inheritdoc cref="ChatParameters.Stop"/>
    public string[]? Stop { get; set; }

    /// <inheritdoc cref="ChatParameters.ReasoningEffort"/>
    public string? ReasoningEffort { get; set; }

    /// <inheritdoc cref="ChatParameters.MaxTokens"/>
    public int MaxTokens { get; set; }

    /// <inheritdoc cref="ChatParameters.MaxCompletionTokens"/>
    public int MaxCompletionTokens { get; set; }

    /// <inheritdoc cref="ChatParameters.ResponseFormat"/>
    public ResponseFormat ResponseFormat { get; set; }

    /// <inheritdoc cref="ChatParameters.IncludeUsage"/>
    public bool IncludeUsage { get; set; }

    /// <summary>
    /// How often an invalid answer is sent back to the model with what is wrong with it: 0 or more. The nearest counts; where none is
    /// written down it is that of the client's options, or else 1.
    /// </summary>
    public int MaxRepairs { get; set; }
}
