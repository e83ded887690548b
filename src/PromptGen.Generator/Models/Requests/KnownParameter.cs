namespace PromptGen.Models;

/// <summary>A parameter that is set.</summary>
/// <param name="Property">The property of <c>ChatParameters</c> that sets it.</param>
/// <param name="Value">What it is set to; null where that is not known before run time.</param>
internal sealed record KnownParameter(string Property, ParameterValue? Value)
{
    public const string Seed = "Seed";
    public const string Stop = "Stop";
    public const string ReasoningEffort = "ReasoningEffort";
    public const string MaxTokens = "MaxTokens";
    public const string MaxCompletionTokens = "MaxCompletionTokens";
    public const string ResponseFormat = "ResponseFormat";
    public const string IncludeUsage = "IncludeUsage";
    public const string Temperature = "Temperature";
    public const string TopP = "TopP";

    /// <summary>The parameter's name on the wire; null for a property that is none of those that models have or have not.</summary>
    public string? Name => NameOf(Property);

    /// <summary>Whether an integer of the property's type has 64 bits; the others have 32.</summary>
    public bool IsLong => Property == Seed;

    public static string? NameOf(string property) => property switch
    {
        Temperature => "temperature",
        TopP => "top_p",
        "TopK" => "top_k",
        "MinP" => "min_p",
        "TopA" => "top_a",
        "FrequencyPenalty" => "frequency_penalty",
        "PresencePenalty" => "presence_penalty",
        "RepetitionPenalty" => "repetition_penalty",
        Seed => "seed",
        Stop => "stop",
        ReasoningEffort => ModelVocabulary.ReasoningEffort,
        MaxTokens => "max_tokens",
        MaxCompletionTokens => "max_completion_tokens",
        IncludeUsage => "stream_options",
        _ => null,
    };

    /// <summary>
    /// A parameter that is set to a constant; null where nothing is set by it: the constant is null, the property is no parameter, or
    /// the constant is not of its type, which the compiler says. Texts are <see cref="OfTexts"/>.
    /// </summary>
    public static KnownParameter? Of(string property, object? constant)
    {
        ParameterValue? value = property switch
        {
            ResponseFormat => constant is int format && format >= 0 && format <= ModelVocabulary.Formats.Length ? new ParameterValue.Word(format < ModelVocabulary.Formats.Length ? ModelVocabulary.Formats[format] : ModelVocabulary.NoFormat) : null,
            IncludeUsage => constant is bool flag ? new ParameterValue.Flag(flag) : null,
            ReasoningEffort => constant is string word ? new ParameterValue.Word(word) : null,
            _ => NameOf(property) is not { } name ? null : ModelVocabulary.KindOf(name) switch
            {
                ParameterKind.Number when ToDouble(constant) is { } number => new ParameterValue.Number(number),
                ParameterKind.Integer when ToInt64(constant) is { } integer => new ParameterValue.Integer(integer),
                _ => null,
            },
        };
        return value is null ? null : new(property, value);
    }

    /// <summary>Stop texts; null where there are none, since nothing is sent then.</summary>
    public static KnownParameter? OfTexts(int count, bool hasEmpty) => count == 0 ? null : new(Stop, new ParameterValue.Texts(count, hasEmpty));

    private static double? ToDouble(object? constant) => constant switch
    {
        double number => number,
        float number => number,
        decimal number => (double)number,
        ulong number => number,
        _ => ToInt64(constant),
    };

    private static long? ToInt64(object? constant) => constant switch
    {
        int number => number,
        long number => number,
        short number => number,
        sbyte number => number,
        byte number => number,
        ushort number => number,
        uint number => number,
        char number => number,
        _ => null,
    };
}
