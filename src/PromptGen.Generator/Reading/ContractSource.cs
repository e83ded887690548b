namespace PromptGen.Generator.Reading;

/// <summary>Where the contract of a prompt's value comes from.</summary>
/// <param name="Class">What holds it, from the root: the class that is emitted for the type, or the user's JSON context.</param>
/// <param name="WireName">The schema's name on the wire, where it is exported from a context; null where it is emitted.</param>
internal sealed record ContractSource(string Class, string? WireName = null);
