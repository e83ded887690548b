using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace PromptGen.Extensions.Tests;

/// <summary>Listens as an application does. Of what other tests do at the same time it shows nothing: a trace is one test's, and so is a model.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly ActivitySource Tests = new("PromptGen.Extensions.Tests");

    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _meter;

    public Listener()
    {
        _tracer = Sdk.CreateTracerProviderBuilder().AddSource("PromptGen", Tests.Name).AddInMemoryExporter(_spans).Build();
        _meter = Sdk.CreateMeterProviderBuilder().AddMeter("PromptGen").AddInMemoryExporter(_metrics).Build();
        Root = Tests.StartActivity("test")!;
    }

    /// <summary>What the test's calls are made in.</summary>
    public Activity Root { get; }

    /// <summary>The model that this test asks, and no other.</summary>
    public string Model { get; } = $"a/{Guid.NewGuid():N}";

    /// <summary>The spans of the test's calls, in the order of their starts. After this nothing more is heard.</summary>
    public IReadOnlyList<Activity> Spans()
    {
        Root.Stop();
        _tracer.Shutdown();
        return [.. _spans.Where(span => span.TraceId == Root.TraceId && span != Root).OrderBy(static span => span.StartTimeUtc)];
    }

    /// <summary>How often something was measured of the test's model, and the sum, by the tags that tell one from another.</summary>
    public IReadOnlyDictionary<string, (long Count, double Sum)> Measured(string metric, string tag)
    {
        _meter.Shutdown();
        var measured = new Dictionary<string, (long, double)>();
        foreach (var point in _metrics.Where(snapshot => snapshot.Name == metric).SelectMany(static snapshot => snapshot.MetricPoints))
        {
            var tags = new Dictionary<string, object?>();
            foreach (var (key, value) in point.Tags)
                tags.Add(key, value);
            if (tags.GetValueOrDefault("gen_ai.request.model") is string model && model == Model)
                measured.Add(tags.GetValueOrDefault(tag)?.ToString() ?? "", (point.GetHistogramCount(), point.GetHistogramSum()));
        }

        return measured;
    }

    public void Dispose()
    {
        Root.Dispose();
        _tracer.Dispose();
        _meter.Dispose();
    }
}
