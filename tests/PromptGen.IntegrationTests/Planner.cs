using System.ComponentModel.DataAnnotations;

namespace PromptGen.IntegrationTests;

[SystemRole("You plan.")]
[PromptDefaults(Model = "google/gemma-3-27b-it")]
public partial interface IPlanner
{
    [Prompt("Plan {what}.")]
    Task<Plan> PlanAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Plan {what}.", MaxRepairs = 2)]
    Task<PromptResult<Plan>> TryPlanAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Plan {what}.", MaxRepairs = 0)]
    Task<PromptResult<Plan>> PlanOnceAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Say what to do about {what}.")]
    Task<PromptResult<string>> SayAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Plan {what} step by step.")]
    IAsyncEnumerable<Leg> StepsAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Count to {last}.")]
    IAsyncEnumerable<int> CountAsync(int last, CancellationToken cancellationToken = default);

    [Prompt("Name things like {thing}.")]
    IAsyncEnumerable<string?> NamesAsync(string thing, CancellationToken cancellationToken = default);
}

/// <summary>Prompts for a model that has no response format.</summary>
[PromptDefaults(Model = "google/gemma-3-4b-it", ResponseFormat = ResponseFormat.PromptOnly)]
public partial interface ISmallPlanner
{
    [Prompt("Plan {what}.")]
    Task<Plan> PlanAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Plan {what}.", Model = "google/gemma-3-27b-it", ResponseFormat = ResponseFormat.JsonObject)]
    Task<Plan> PlanLooselyAsync(string what, CancellationToken cancellationToken = default);
}

/// <summary>Prompts for a model of which nothing is known.</summary>
[PromptDefaults(Model = "my/model", Validator = typeof(PlanValidator))]
public partial interface IOtherPlanner
{
    [Prompt("Plan {what}.")]
    Task<PromptResult<Plan>> PlanAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Plan {what}.")]
    IAsyncEnumerable<Leg> StepsAsync(string what, CancellationToken cancellationToken = default);
}

public sealed record Plan(string Title, IReadOnlyList<Leg> Steps) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title == "throw")
            throw new InvalidOperationException("There is no such plan.");
        if (Title.Length == 0)
            yield return new("A plan has a title.", [nameof(Title)]);
        if (Steps.Count == 0)
            yield return new("A plan has a step.");
        yield return ValidationResult.Success!;
    }
}

public sealed record Leg(string Title, int From, int To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        To < From ? [new("The step ends before it begins.", [nameof(From), nameof(To)])] : [];
}

/// <summary>Checks what a type does not know of itself.</summary>
public sealed class PlanValidator : IPromptValidator<Plan>, IPromptValidator<Leg>
{
    public IEnumerable<SchemaViolation> Validate(Plan value)
    {
        for (var i = 1; i < value.Steps.Count; i++)
        {
            if (value.Steps[i].From < value.Steps[i - 1].To)
                yield return SchemaViolation.Finding($"/steps/{i}/from", "The step begins before the one before it ends.");
        }
    }

    public IEnumerable<SchemaViolation> Validate(Leg value) =>
        value.Title == "?" ? [SchemaViolation.Finding("/title", "A step has a name.")] : [];
}
