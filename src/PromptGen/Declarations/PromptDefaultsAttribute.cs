namespace PromptGen;

/// <summary>
/// The request parameters of every prompt that does not set its own: of an interface, or of all interfaces of an assembly. On an
/// interface that only inherits prompts it also asks for a client of that interface.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class PromptDefaultsAttribute : PromptParametersAttribute;
