namespace PromptGen;

/// <summary>
/// The request parameters of every prompt of an interface that does not set its own. On an interface that only inherits
/// prompts it also asks for a client of that interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class PromptDefaultsAttribute : PromptParametersAttribute;
