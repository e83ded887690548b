using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>How long a model thinks, in the words that both sides have.</summary>
internal static class ReasoningEfforts
{
    /// <summary>The effort; null where there is no word for it.</summary>
    public static ReasoningEffort? Of(string? effort) => effort switch
    {
        "none" => ReasoningEffort.None,
        "low" => ReasoningEffort.Low,
        "medium" => ReasoningEffort.Medium,
        "high" => ReasoningEffort.High,
        "xhigh" => ReasoningEffort.ExtraHigh,
        _ => null,
    };

    /// <summary>The effort as it stands on the wire.</summary>
    public static string? ToWire(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };
}
