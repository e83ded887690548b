using Microsoft.Extensions.Http.Resilience;

namespace PromptGen.Extensions.Tests;

/// <summary>The settings of the guide.</summary>
internal static class ModelLimits
{
    public static void Set(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(2);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromMinutes(7);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(4);
    }
}
