using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PromptGen;

/// <summary>What listeners can listen to, and what it is called: OpenTelemetry's conventions for generative AI, and names of our own where they have none.</summary>
internal static class PromptTelemetry
{
    private const string Name = "PromptGen";

    private static readonly string? Version = typeof(PromptTelemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly double[] Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Source { get; } = new(Name, Version);

    public static Histogram<double> Duration { get; } = CreateHistogram(
        "gen_ai.client.operation.duration", "s", "GenAI operation duration.", Seconds);

    public static Histogram<long> Tokens { get; } = CreateHistogram<long>(
        "gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.",
        [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864]);

    /// <summary>The conventions' name since they left "time to first token" to servers.</summary>
    public static Histogram<double> FirstChunk { get; } = CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "Time to receive the first chunk.", Seconds);

    /// <summary>Whether anybody listens, to anything.</summary>
    public static bool HasListeners => Source.HasListeners() || Duration.Enabled || Tokens.Enabled || FirstChunk.Enabled;

    /// <summary>What kind of error an exception is: of few values, and never a text that a server sent.</summary>
    public static string ErrorTypeOf(Exception exception) => exception switch
    {
        _ when OutcomeOf(exception) is { } outcome => Of(outcome),
        ChatTransportException { StatusCode: { } status } when (int)status >= 400 => ((int)status).ToString(CultureInfo.InvariantCulture),

        // The caller's own cancellation is never wrapped.
        ChatTransportException { InnerException: OperationCanceledException or TimeoutException } => "timeout",
        ChatTransportException { InnerException: { } cause } => cause.GetType().FullName!,
        OperationCanceledException => typeof(OperationCanceledException).FullName!,
        _ => exception.GetType().FullName!,
    };

    /// <summary>The outcome that an exception stands for; null where there was none.</summary>
    public static PromptOutcome? OutcomeOf(Exception exception) => exception switch
    {
        PromptRefusedException => PromptOutcome.Refused,
        PromptTruncatedException => PromptOutcome.Truncated,
        PromptFilteredException => PromptOutcome.Filtered,
        PromptInvalidException => PromptOutcome.Invalid,
        _ => null,
    };

    public static string Of(PromptOutcome outcome) => outcome switch
    {
        PromptOutcome.Completed => "completed",
        PromptOutcome.Refused => "refused",
        PromptOutcome.Truncated => "truncated",
        PromptOutcome.Filtered => "filtered",
        _ => "invalid",
    };

    public static string Of(ResponseFormat? format) => format switch
    {
        ResponseFormat.JsonSchema => "json_schema",
        ResponseFormat.JsonObject => "json_object",
        ResponseFormat.PromptOnly => "prompt_only",
        _ => "text",
    };

    /// <summary>A histogram with the conventions' buckets, where the framework can be told of them.</summary>
    private static Histogram<T> CreateHistogram<T>(string name, string unit, string description, T[] boundaries)
        where T : struct
    {
#if NET9_0_OR_GREATER
        return Meter.CreateHistogram(name, unit, description, tags: null, new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries });
#else
        _ = boundaries;
        return Meter.CreateHistogram<T>(name, unit, description);
#endif
    }
}
