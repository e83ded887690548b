using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>
/// The parameters that ChatOptions has no member for, as additional properties under their names on the wire: that is where middleware sees them, a
/// cache for example.
/// </summary>
internal static class AdditionalParameters
{
    /// <summary>Whether a server holds the answer to its schema; Microsoft.Extensions.AI.OpenAI looks for it under this name.</summary>
    public const string Strict = "strict";

    private const string MinP = "min_p";
    private const string TopA = "top_a";
    private const string RepetitionPenalty = "repetition_penalty";
    private const string ReasoningEffort = "reasoning_effort";
    private const string MaxCompletionTokens = "max_completion_tokens";
    private const string IncludeUsage = "include_usage";

    /// <summary>Those of the parameters that ChatOptions cannot say.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(ChatParameters parameters)
    {
        if (parameters.MinP is { } minP)
            yield return new(MinP, minP);
        if (parameters.TopA is { } topA)
            yield return new(TopA, topA);
        if (parameters.RepetitionPenalty is { } penalty)
            yield return new(RepetitionPenalty, penalty);
        if (parameters.ReasoningEffort is { } effort && ReasoningEfforts.Of(effort) is null)
            yield return new(ReasoningEffort, effort);
        if (parameters.IncludeUsage == false)
            yield return new(IncludeUsage, false);
        if (parameters.Extra is not { } extra)
            yield break;
        foreach (var (name, value) in extra)
            yield return new(name, value);
    }

    /// <summary>Which of the two token limits it is: ChatOptions has one for both.</summary>
    public static KeyValuePair<string, object?>? LimitOf(ChatParameters parameters) =>
        parameters.MaxCompletionTokens is { } limit ? new(MaxCompletionTokens, limit) : null;

    /// <summary>The parameters that additional properties stand for; a name that is none is a further member of the request.</summary>
    /// <exception cref="ArgumentException">A value is not what its name asks for, or the name is one that ChatOptions has a member for.</exception>
    /// <exception cref="NotSupportedException">A value has no form in JSON.</exception>
    public static ChatParameters Read(AdditionalPropertiesDictionary? properties)
    {
        var parameters = ChatParameters.None;
        if (properties is null)
            return parameters;
        Dictionary<string, JsonElement>? extra = null;
        foreach (var (name, value) in properties)
        {
            switch (name)
            {
                case Strict:
                    break;
                case MinP:
                    parameters = parameters with { MinP = Number(name, value) };
                    break;
                case TopA:
                    parameters = parameters with { TopA = Number(name, value) };
                    break;
                case RepetitionPenalty:
                    parameters = parameters with { RepetitionPenalty = Number(name, value) };
                    break;
                case ReasoningEffort:
                    parameters = parameters with { ReasoningEffort = value?.ToString() };
                    break;
                case MaxCompletionTokens:
                    parameters = parameters with { MaxCompletionTokens = checked((int?)Number(name, value)) };
                    break;
                case IncludeUsage:
                    parameters = parameters with { IncludeUsage = IsTrue(value) };
                    break;
                default:
                    (extra ??= new(StringComparer.Ordinal))[name] = ToElement(value);
                    break;
            }
        }

        return extra is null ? parameters : parameters with { Extra = extra };
    }

    /// <summary>Whether the properties ask for a schema to be strict.</summary>
    public static bool IsStrict(AdditionalPropertiesDictionary? properties) => properties?.TryGetValue(Strict, out var strict) == true && IsTrue(strict);

    private static bool IsTrue(object? value) => value is true or JsonElement { ValueKind: JsonValueKind.True };

    private static double? Number(string name, object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        double or float or int or long or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"AdditionalProperties has '{name}' with a {value.GetType().Name}, where a number belongs."),
    };

    private static JsonElement ToElement(object? value) => value is JsonElement element
        ? element
        : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value?.GetType() ?? typeof(object)));
}
