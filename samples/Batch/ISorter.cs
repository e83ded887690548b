using System.ComponentModel.DataAnnotations;
using PromptGen;

namespace Batch;

/// <summary>Sorts what customers write.</summary>
[SystemRole("You sort what customers of a kitchen shop write to it.")]
[PromptDefaults(Model = "google/gemma-3-27b-it", Temperature = 0)]
public partial interface ISorter
{
    [Prompt("{message}")]
    [Example("The lid of my new pan does not fit.", """{"topic":"Defect","urgency":3,"summary":"A pan's lid does not fit."}""")]
    Task<PromptResult<Ticket>> SortAsync(string message, CancellationToken cancellationToken = default);
}

/// <summary>A message, sorted.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Urgency">How soon somebody has to look at it.</param>
/// <param name="Summary">What it says, in one sentence.</param>
public sealed record Ticket(Topic Topic, [property: Range(1, 5)] int Urgency, string Summary);

/// <summary>What a message is about.</summary>
public enum Topic
{
    Defect,
    Delivery,
    Question,
    Praise,
}
