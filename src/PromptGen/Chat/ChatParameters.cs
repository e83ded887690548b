namespace PromptGen;

/// <summary>The parameters of a request. One that is null is not sent.</summary>
public sealed record ChatParameters
{
    /// <summary>No parameter at all.</summary>
    public static ChatParameters None { get; } = new();

    /// <summary>The model's id as the server knows it. Sent as <c>model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>How freely the model picks its words: 0 for the likeliest, usually up to 2. Sent as <c>temperature</c>.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most tokens that the answer may have, 1 or more. Sent as <c>max_tokens</c>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>These parameters, and for each that is null the one of <paramref name="defaults"/>.</summary>
    /// <param name="defaults">What holds where these say nothing.</param>
    public ChatParameters Over(ChatParameters? defaults) => defaults is null || defaults == None
        ? this
        : new()
        {
            Model = Model ?? defaults.Model,
            Temperature = Temperature ?? defaults.Temperature,
            MaxTokens = MaxTokens ?? defaults.MaxTokens,
        };
}
