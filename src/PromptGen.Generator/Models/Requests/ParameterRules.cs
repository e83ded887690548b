namespace PromptGen.Models;

/// <summary>Holds a parameter to what its model takes, or, where nothing is known of the model, to what is portable and what is possible.</summary>
/// <param name="request">What the parameter is a part of.</param>
/// <param name="facts">What is known of the request's model; null where nothing is.</param>
/// <param name="catalog">What is portable and possible.</param>
internal sealed class ParameterRules(KnownRequest request, ModelFacts? facts, ModelCatalog catalog)
{
    public IEnumerable<RequestProblem> Check(KnownParameter parameter)
    {
        if (parameter.Name is not { } name || !IsSent(parameter))
            yield break;

        if (parameter.Value is ParameterValue.Number { Value: var number } && (double.IsNaN(number) || double.IsInfinity(number)))
        {
            // JSON has no such number, whoever reads it.
            var isModels = facts?.Has(name) == true;
            yield return OutOfBounds(parameter, isModels ? facts : catalog.Possible, name, isModels);
        }
        else if (facts is null)
        {
            if (catalog.Possible is { } possible && Breaks(parameter, possible, name) && parameter.Property != KnownParameter.ReasoningEffort)
                yield return OutOfBounds(parameter, possible, name, isModels: false);
            else if (Strictest(parameter) is { } portable && Breaks(parameter, portable, name))
                yield return NotPortable(parameter, portable, name);
        }
        else if (NameTaken(facts, name) is not { } taken)
        {
            yield return RequestProblem.Of(RequestRule.ParameterNotTaken, parameter.Property, request.Model!, name, parameter.Property);
            yield break;
        }
        else
        {
            if (Breaks(parameter, facts, taken))
                yield return OutOfBounds(parameter, facts, taken, isModels: true);
            if (taken != name && !request.Sets(OtherLimit(parameter.Property)))
                yield return RequestProblem.Of(RequestRule.TokenLimitRenamed, parameter.Property, request.Model!, taken, OtherLimit(parameter.Property), parameter.Property);
        }

        if (parameter.Value is ParameterValue.Texts { HasEmpty: true })
            yield return RequestProblem.Of(RequestRule.ParameterNotPortable, parameter.Property, $"An empty text in {parameter.Property}", "leave that text out");
    }

    /// <summary>Usage is asked for by streams alone, and only by yes.</summary>
    private bool IsSent(KnownParameter parameter) =>
        parameter.Property != KnownParameter.IncludeUsage || (request.IsStream && parameter.Value is ParameterValue.Flag { Value: true });

    /// <summary>What every provider takes. Words of effort come and go: there it is what anybody is known to take.</summary>
    private ModelFacts? Strictest(KnownParameter parameter) => parameter.Property == KnownParameter.ReasoningEffort ? catalog.Possible : catalog.Portable;

    /// <summary>The name under which the library sends the parameter: a limit of tokens goes under the one that the model knows.</summary>
    private static string? NameTaken(ModelFacts model, string name)
    {
        if (model.Has(name))
            return name;
        var other = name switch { "max_tokens" => "max_completion_tokens", "max_completion_tokens" => "max_tokens", _ => null };
        return other is not null && model.Has(other) ? other : null;
    }

    private static string OtherLimit(string property) =>
        property == KnownParameter.MaxTokens ? KnownParameter.MaxCompletionTokens : KnownParameter.MaxTokens;

    /// <summary>Whether the value is known, and not one that is taken. Who does not have the parameter at all says nothing of its values.</summary>
    private static bool Breaks(KnownParameter parameter, ModelFacts allowed, string name) =>
        allowed.Bounds(name) is { } bounds && parameter.Value switch
        {
            ParameterValue.Number number => !bounds.Contains(number.Sent),
            ParameterValue.Integer integer => !bounds.Contains(integer.Value),
            ParameterValue.Texts texts => !bounds.Contains((long)texts.Count),
            ParameterValue.Word word => !allowed.Efforts.Contains(word.Value),
            _ => false,
        };

    private RequestProblem OutOfBounds(KnownParameter parameter, ModelFacts? allowed, string name, bool isModels) => new(
        RequestRule.ParameterOutOfBounds,
        parameter.Property,
        new([$"{parameter.Property} = {parameter.Value}", isModels ? $"the model '{request.Model}'" : "every provider", ValueRange.Describe(parameter.Value!, allowed, name)]),
        ValueRange.Nearest(parameter, allowed, name));

    private RequestProblem NotPortable(KnownParameter parameter, ModelFacts allowed, string name)
    {
        var otherwise = request.Model is { } id ? $"describe '{id}' in promptgen.models.txt" : "a Model that takes it";
        return new(
            RequestRule.ParameterNotPortable,
            parameter.Property,
            new([$"{parameter.Property} = {parameter.Value}", $"set {ValueRange.Describe(parameter.Value!, allowed, name)}, or {otherwise}"]),
            ValueRange.Nearest(parameter, allowed, name));
    }
}
