using PromptGen.Generator.Pipeline;

namespace PromptGen.Models;

/// <summary>What is known of a request before it is sent. Equal to another of which the same is known.</summary>
/// <param name="Model">The model's id; null where none is set, or it is not known.</param>
/// <param name="Parameters">What is set, in the order in which it is written down, each property once.</param>
internal sealed record KnownRequest(string? Model, EquatableArray<KnownParameter> Parameters)
{
    /// <summary>The roles of its messages, as the wire has them.</summary>
    public EquatableArray<string> Roles { get; init; }

    /// <summary>The parts of its user's message other than text, as the wire has them.</summary>
    public EquatableArray<string> ContentParts { get; init; }

    /// <summary>Whether the answer has a schema; null where that is not known.</summary>
    public bool? HasSchema { get; init; }

    /// <summary>Whether the answer is asked for piece by piece; false where that is not known.</summary>
    public bool IsStream { get; init; }

    /// <summary>The type of <c>response_format</c> that is set; null where none is, or it is not known, or nothing is to be sent.</summary>
    public string? Format => Find(KnownParameter.ResponseFormat)?.Value is ParameterValue.Word { Value: not ModelVocabulary.NoFormat and var format } ? format : null;

    public KnownParameter? Find(string property) => Parameters.FirstOrDefault(parameter => parameter.Property == property);

    public bool Sets(string property) => Find(property) is not null;
}
