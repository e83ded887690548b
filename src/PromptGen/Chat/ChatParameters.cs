using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PromptGen;

/// <summary>
/// The parameters of a request. One that is null is not sent. As the parameter of a prompt's method they lie over everything
/// that is declared.
/// </summary>
/// <remarks>Bounds are those that most models share; which one takes what is said by its provider.</remarks>
public sealed record ChatParameters
{
    private static readonly HashSet<string> OwnNames = new(StringComparer.Ordinal)
    {
        "model", "messages", "stream", "stream_options", "temperature", "top_p", "top_k", "min_p", "top_a", "frequency_penalty", "presence_penalty",
        "repetition_penalty", "seed", "stop", "reasoning_effort", "max_tokens", "max_completion_tokens", "response_format",
    };

    private readonly IReadOnlyDictionary<string, JsonElement>? _extra;

    /// <summary>No parameter at all.</summary>
    public static ChatParameters None { get; } = new();

    /// <summary>The model's id as the server knows it, for example <c>google/gemma-3-27b-it</c>. Sent as <c>model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>How freely the model picks its words: 0 for the likeliest, usually up to 2. Sent as <c>temperature</c>, as written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? Temperature
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>Only the likeliest words that together make up this share are picked from, above 0 up to 1. Sent as <c>top_p</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? TopP
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>Only so many of the likeliest words are picked from, 1 or more. Sent as <c>top_k</c>.</summary>
    public int? TopK { get; init; }

    /// <summary>Only words at least this likely, measured by the likeliest one, are picked from, 0 to 1. Sent as <c>min_p</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? MinP
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>As <see cref="MinP"/>, but measured by the square of the likeliest one, 0 to 1. Sent as <c>top_a</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? TopA
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>How much a word loses for each time that it was used, -2 to 2. Sent as <c>frequency_penalty</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? FrequencyPenalty
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>How much a word loses for having been used at all, -2 to 2. Sent as <c>presence_penalty</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? PresencePenalty
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>By what the likelihood of a used word is divided, above 0, usually up to 2; 1 changes nothing. Sent as <c>repetition_penalty</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no number, or infinite.</exception>
    public double? RepetitionPenalty
    {
        get;
        init => field = Finite(value);
    }

    /// <summary>Asks for the same answer to the same request, as far as the server can. Usually 1 or more. Sent as <c>seed</c>.</summary>
    public long? Seed { get; init; }

    /// <summary>Texts that end the answer where they would come up, usually at most four. Sent as <c>stop</c>: one as it is, several as a list.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>How long a reasoning model thinks: <c>low</c>, <c>medium</c>, <c>high</c>, or what else its provider has. Sent as <c>reasoning_effort</c>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The most tokens that the answer may have, 1 or more. Sent as <c>max_tokens</c>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The most tokens that the answer and the thinking before it may have, 1 or more. Sent as <c>max_completion_tokens</c>.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>
    /// The form of the answer. Sent as <c>response_format</c>; null for the strongest form that the model has in a typed prompt, see
    /// <see cref="PromptGen.ResponseFormat"/>, and for nothing in a text prompt.
    /// </summary>
    public ResponseFormat? ResponseFormat { get; init; }

    /// <summary>
    /// Whether a stream ends with the tokens that were used. Sent as <c>stream_options</c>, with streams alone; null for yes.
    /// False sends nothing, for servers that do not know it.
    /// </summary>
    public bool? IncludeUsage { get; init; }

    /// <summary>Further members of the request, for what a provider adds: each under its name, as it is.</summary>
    /// <exception cref="ArgumentException">A name is one that PromptGen sends by itself, or a value is none (<see cref="JsonValueKind.Undefined"/>).</exception>
    public IReadOnlyDictionary<string, JsonElement>? Extra
    {
        get => _extra;
        init => _extra = Check(value);
    }

    /// <summary>These parameters, and for each that is null the one of <paramref name="defaults"/>. <see cref="Extra"/> members are joined, these first.</summary>
    /// <param name="defaults">What holds where these say nothing.</param>
    public ChatParameters Over(ChatParameters? defaults)
    {
        if (defaults is null || ReferenceEquals(defaults, None))
            return this;
        if (ReferenceEquals(this, None))
            return defaults;
        return new()
        {
            Model = Model ?? defaults.Model,
            Temperature = Temperature ?? defaults.Temperature,
            TopP = TopP ?? defaults.TopP,
            TopK = TopK ?? defaults.TopK,
            MinP = MinP ?? defaults.MinP,
            TopA = TopA ?? defaults.TopA,
            FrequencyPenalty = FrequencyPenalty ?? defaults.FrequencyPenalty,
            PresencePenalty = PresencePenalty ?? defaults.PresencePenalty,
            RepetitionPenalty = RepetitionPenalty ?? defaults.RepetitionPenalty,
            Seed = Seed ?? defaults.Seed,
            Stop = Stop ?? defaults.Stop,
            ReasoningEffort = ReasoningEffort ?? defaults.ReasoningEffort,

            // The two limits are one choice: a server refuses both.
            MaxTokens = MaxTokens ?? (MaxCompletionTokens is null ? defaults.MaxTokens : null),
            MaxCompletionTokens = MaxCompletionTokens ?? (MaxTokens is null ? defaults.MaxCompletionTokens : null),
            ResponseFormat = ResponseFormat ?? defaults.ResponseFormat,
            IncludeUsage = IncludeUsage ?? defaults.IncludeUsage,
            Extra = Join(Extra, defaults.Extra),
        };
    }

    private static double? Finite(double? value, [CallerMemberName] string name = "") => value is null || double.IsFinite(value.Value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number: JSON has no other.");

    private static Dictionary<string, JsonElement>? Check(IReadOnlyDictionary<string, JsonElement>? extra)
    {
        foreach (var (name, value) in extra ?? new Dictionary<string, JsonElement>())
        {
            if (OwnNames.Contains(name))
                throw new ArgumentException($"'{name}' is a member that PromptGen sends by itself: set the property for it.", nameof(extra));
            if (value.ValueKind == JsonValueKind.Undefined)
                throw new ArgumentException($"The value of '{name}' is undefined.", nameof(extra));
        }

        return extra is null ? null : new Dictionary<string, JsonElement>(extra, StringComparer.Ordinal);
    }

    private static IReadOnlyDictionary<string, JsonElement>? Join(
        IReadOnlyDictionary<string, JsonElement>? first, IReadOnlyDictionary<string, JsonElement>? second)
    {
        if (first is null || second is null)
            return first ?? second;
        var joined = new Dictionary<string, JsonElement>(second, StringComparer.Ordinal);
        foreach (var (name, value) in first)
            joined[name] = value;
        return joined;
    }
}
