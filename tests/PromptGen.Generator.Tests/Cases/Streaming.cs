using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;
using PromptGen;

[assembly: PromptDefaults(Model = "google/gemma-4-31b-it", MaxTokens = 100)]

namespace Demo;

[SystemRole("You are {mood}.")]
[DeveloperRole("Be brief.")]
internal partial interface IStoryteller
{
    [Prompt("Tell a story about {topic}.", MaxCompletionTokens = 400, Stop = new[] { "END", "\n\n" }, ResponseFormat = ResponseFormat.Text)]
    IAsyncEnumerable<string> TellAsync(string topic, string mood, CancellationToken cancellationToken = default);

    [SystemRole("You see.")]
    [Prompt("What is this?", Model = "google/gemma-3-27b-it", Temperature = 0.1f, Seed = 7L, TopK = 40)]
    Task<string> LookAsync(PromptImage image, PromptFile[]? files, List<PromptMessage> history, ChatParameters? parameters);

    [SystemRole("Quiet.")]
    [Prompt("Hush.")]
    Task<string> HushAsync(ChatParameters parameters);
}

/// <summary>Answers that are checked, and sent back.</summary>
[PromptDefaults(Model = "google/gemma-3-4b-it", MaxRepairs = 2, ResponseFormat = ResponseFormat.PromptOnly, Validator = typeof(StepValidator))]
internal partial interface IPlanner
{
    [Prompt("Plan {what}.")]
    IAsyncEnumerable<Step> PlanAsync(string what, CancellationToken cancellationToken = default);

    [Prompt("Name what goes wrong with {what}.", MaxRepairs = 0)]
    IAsyncEnumerable<string?> RisksAsync(string what, CancellationToken cancellationToken = default);
}

internal sealed record Step(string Title, int From, int To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => To < From ? [new("It ends before it begins.", [nameof(To)])] : [];
}

internal sealed class StepValidator : IPromptValidator<Step>
{
    public IEnumerable<SchemaViolation> Validate(Step value) => value.Title.Length == 0 ? [SchemaViolation.Finding("/title", "A step has a title.")] : [];
}
