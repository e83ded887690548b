using System.ComponentModel.DataAnnotations;

namespace PromptGen;

/// <summary>
/// What a configuration section says of a provider: where its requests go, and how prompts are sent to it. The names of these properties are the section's keys;
/// <see cref="HttpChatTransportOptions.TimeProvider"/> and <see cref="ChatParameters.Extra"/> are set by code alone.
/// </summary>
/// <remarks>
/// What <see cref="HttpChatTransportOptions"/> has is asked for at each request, so that a changed key or address holds from the next one on. The rest
/// is as it is when a client is made.
/// </remarks>
public sealed class PromptGenOptions : HttpChatTransportOptions
{
    /// <summary>Whether a missing key is a fault, true unless set. False is for servers that want none.</summary>
    public bool RequiresApiKey { get; set; } = true;

    /// <inheritdoc cref="PromptClientOptions.Parameters"/>
    public ChatParameters Parameters { get; set; } = ChatParameters.None;

    /// <inheritdoc cref="PromptClientOptions.MaxRepairs" path="/summary"/>
    public int? MaxRepairs { get; set; }

    /// <inheritdoc cref="PromptClientOptions.TokenBudget"/>
    public long? TokenBudget { get; set; }

    /// <inheritdoc cref="PromptClientOptions.CaptureMessageContent"/>
    public bool CaptureMessageContent { get; set; }

    /// <summary>
    /// Looks for what is wrong with these options: what <see cref="HttpChatTransportOptions"/> finds, a key that is missing, a model without a name, two limits
    /// for the tokens, repairs below 0. Messages begin with the member's name, and have neither its value nor the key.
    /// </summary>
    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
            yield return result;
        if (RequiresApiKey && string.IsNullOrEmpty(ApiKey))
            yield return new($"{nameof(ApiKey)} is not set. Set it, in user secrets or the environment rather than in a file of the project, or set {nameof(RequiresApiKey)} to false where the server wants none.", [nameof(ApiKey)]);
        if (Parameters is null)
            yield return new($"{nameof(Parameters)} must be set, if only to ChatParameters.None.", [nameof(Parameters)]);
        if (Parameters?.Model is { } model && string.IsNullOrWhiteSpace(model))
            yield return Of(nameof(ChatParameters.Model), "is empty. Name a model as the server knows it, or leave this out where the prompts name theirs.");
        if (Parameters is { MaxTokens: not null, MaxCompletionTokens: not null })
            yield return Of(nameof(ChatParameters.MaxTokens), "and MaxCompletionTokens are one limit under two names, and a server refuses both: set one.");
        if (MaxRepairs < 0)
            yield return new($"{nameof(MaxRepairs)} must be 0 or more.", [nameof(MaxRepairs)]);

        static ValidationResult Of(string parameter, string what) => new($"{nameof(Parameters)}.{parameter} {what}", [$"{nameof(Parameters)}.{parameter}"]);
    }

    /// <summary>What is said here of how prompts are sent.</summary>
    internal PromptClientOptions ForClients(IReadOnlyList<IPromptValidator> validators, IReadOnlyList<IPromptObserver> observers) => new()
    {
        Parameters = Parameters,
        MaxRepairs = MaxRepairs,
        TokenBudget = TokenBudget,
        CaptureMessageContent = CaptureMessageContent,
        Validators = validators,
        Observers = observers,
    };
}
