namespace PromptGen;

/// <summary>
/// The request parameters that <see cref="PromptAttribute"/> and <see cref="PromptDefaultsAttribute"/> have in common.
/// A parameter that is not written down is not sent: the server's own default holds.
/// </summary>
/// <remarks>The compiler reads these from the source; nothing reads them at run time.</remarks>
public abstract class PromptParametersAttribute : Attribute
{
    private protected PromptParametersAttribute()
    {
    }

    /// <summary>The model's id as the server knows it, for example <c>google/gemma-3-27b-it</c>.</summary>
    public string? Model { get; set; }

    /// <summary>How freely the model picks its words: 0 for the likeliest, usually up to 2. Sent as <c>temperature</c>, as written.</summary>
    public double Temperature { get; set; }

    /// <summary>The most tokens that the answer may have, 1 or more. Sent as <c>max_tokens</c>.</summary>
    public int MaxTokens { get; set; }
}
