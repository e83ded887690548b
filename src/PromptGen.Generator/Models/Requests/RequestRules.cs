namespace PromptGen.Models;

/// <summary>Holds a request to what is known of its model. It knows nothing of where the request is written down.</summary>
/// <remarks>Roles, formats and content parts are held against models that are known alone: which of them another model has, nobody could say.</remarks>
internal static class RequestRules
{
    public static IEnumerable<RequestProblem> Check(KnownRequest request, ModelCatalog catalog)
    {
        var facts = request.Model is { } id ? catalog.Find(id) : null;
        var parameters = new ParameterRules(request, facts, catalog);
        var problems = request.Parameters.SelectMany(parameters.Check).Concat(Combinations(request, facts));
        return facts is null ? problems : problems.Concat(Shape(request, request.Model!, facts));
    }

    private static IEnumerable<RequestProblem> Combinations(KnownRequest request, ModelFacts? facts)
    {
        var limits = request.Parameters.Where(static parameter => parameter.Property is KnownParameter.MaxTokens or KnownParameter.MaxCompletionTokens).ToList();
        if (limits is [{ Property: var first }, { Property: var second }])
            yield return RequestProblem.Of(RequestRule.ParametersExclusive, second, second, $"beside {first}", "keep one of the two");

        if (AsksForNoSchema(request))
            yield return RequestProblem.Of(RequestRule.ParametersExclusive, KnownParameter.ResponseFormat, "ResponseFormat.JsonSchema", "for an answer in text, which has no schema", "set another format, or return a type that has one");

        // Which of them to leave out is clear where the model has only one.
        if (request.Sets(KnownParameter.Temperature) && request.Sets(KnownParameter.TopP) && (facts is null || (facts.Has("temperature") && facts.Has("top_p"))))
            yield return RequestProblem.Of(RequestRule.TemperatureWithTopP, KnownParameter.TopP);

        if (request.Sets(KnownParameter.Stop) && (request.HasSchema == true || request.Format is "json_schema" or "json_object"))
            yield return RequestProblem.Of(RequestRule.StopWithStructure, KnownParameter.Stop);
    }

    private static bool AsksForNoSchema(KnownRequest request) => request is { HasSchema: false, Format: "json_schema" };

    private static IEnumerable<RequestProblem> Shape(KnownRequest request, string model, ModelFacts facts)
    {
        foreach (var role in request.Roles.Distinct())
        {
            if (!facts.Roles.Contains(role))
                yield return RequestProblem.Of(RequestRule.RoleNotTaken, role, model, role, WithoutRole(role, facts));
        }

        if (request.Format is { } format && !facts.Formats.Contains(format) && !AsksForNoSchema(request))
            yield return RequestProblem.Of(RequestRule.ResponseFormatNotTaken, format, model, format, WithoutFormat(facts));
        else if (request.HasSchema == true && !request.Sets(KnownParameter.ResponseFormat) && !facts.Formats.Contains(ModelVocabulary.JsonSchema))
            yield return RequestProblem.Of(RequestRule.SchemaInPrompt, ModelVocabulary.JsonSchema, model, $"set ResponseFormat to {(facts.Formats.Contains("json_object") ? "JsonObject" : "PromptOnly")} if that is meant, or set another model");

        foreach (var part in request.ContentParts.Distinct())
        {
            if (!facts.ContentParts.Contains(part))
                yield return RequestProblem.Of(RequestRule.ContentPartNotTaken, part, model, part);
        }
    }

    private static string WithoutRole(string role, ModelFacts facts) => role switch
    {
        "system" when facts.Roles.Contains("developer") => "use [DeveloperRole]",
        "developer" when facts.Roles.Contains("system") => "use [SystemRole]",
        "system" or "developer" => "say it in the prompt, or set another model",
        _ => "set another model",
    };

    private static string WithoutFormat(ModelFacts facts) => facts.Formats.IsEmpty
        ? "leave ResponseFormat out, or set another model"
        : $"set ResponseFormat to {ValueRange.OneOf(facts.Formats.Select(NameOf))}, or set another model";

    private static string NameOf(string format) => format switch { "json_schema" => "JsonSchema", "json_object" => "JsonObject", _ => "Text" };
}
