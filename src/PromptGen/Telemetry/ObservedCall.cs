using System.Diagnostics;

namespace PromptGen;

/// <summary>A call that somebody listens to: its span, and what its observers are told. Of calls that nobody listens to there is none.</summary>
/// <param name="prompt">The prompt.</param>
/// <param name="request">Its first request.</param>
/// <param name="options">How it is sent.</param>
internal sealed class ObservedCall(IPromptIdentity prompt, ChatRequest request, PromptClientOptions? options)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private ChatRequest _last = request;
    private Activity? _activity;
    private int _answers;
    private int _repairs;

    /// <summary>Whether anybody listens to the calls of a client.</summary>
    public static bool IsWanted(PromptClientOptions? options) => PromptTelemetry.HasListeners || HasObserver(options);

    /// <summary>Whether what is written and answered is shown on spans.</summary>
    public bool CapturesContent { get; } = options?.CaptureMessageContent ?? false;

    /// <summary>Whether replies are looked at after the call has ended.</summary>
    public bool KeepsReplies { get; } = HasObserver(options);

    /// <summary>Begins the span, and gives what carries the call's requests.</summary>
    public ObservedTransport Begin(IChatTransport transport)
    {
        _activity = PromptTelemetry.Source.StartActivity(prompt.Name);
        if (_activity is { IsAllDataRequested: true })
            _activity.SetTag("gen_ai.prompt.name", prompt.Name).SetTag("promptgen.prompt.hash", prompt.Hash);
        return new(transport, this);
    }

    /// <summary>A request is sent. One that follows an answer is a repair.</summary>
    public void OnSending(ChatRequest sent)
    {
        _last = sent;
        _repairs = _answers;
    }

    public void OnAnswered() => _answers++;

    /// <summary>Ends a call that ended in an exception, as a stream does that has no value.</summary>
    public void Fail(Exception exception) => End(PromptTelemetry.OutcomeOf(exception), (exception as PromptException)?.Attempts ?? [], exception);

    /// <summary>Ends the call.</summary>
    /// <param name="outcome">What became of it; null where that is not known.</param>
    /// <param name="attempts">The replies that came.</param>
    /// <param name="exception">Why there is no value; null where there is one, or nobody waited for it.</param>
    public void End(PromptOutcome? outcome, IReadOnlyList<PromptAttempt> attempts, Exception? exception)
    {
        var call = new PromptCall(prompt.Name, _last, outcome, exception, attempts, _repairs, Stopwatch.GetElapsedTime(_start));
        if (_activity is { IsAllDataRequested: true })
            Describe(_activity, call);
        _activity?.Dispose();

        // The replies of a call that no observer wanted to know of when it began are gone.
        if (!KeepsReplies)
            return;
        for (var i = 0; i < options?.Observers.Count; i++)
        {
            if (options.Observers[i] is { IsEnabled: true } observer)
                observer.OnEnded(call);
        }
    }

    /// <summary>Says on a span what went wrong. A message may quote what was asked and answered.</summary>
    public void SetError(Activity activity, Exception exception, string errorType) => activity
        .SetTag("error.type", errorType)
        .SetStatus(ActivityStatusCode.Error, CapturesContent ? exception.Message : null);

    private static bool HasObserver(PromptClientOptions? options)
    {
        for (var i = 0; i < options?.Observers.Count; i++)
        {
            if (options.Observers[i].IsEnabled)
                return true;
        }

        return false;
    }

    private void Describe(Activity activity, PromptCall call)
    {
        activity.SetTag("promptgen.response_format", PromptTelemetry.Of(call.Request.Format)).SetTag("promptgen.repairs", call.Repairs);
        if (call.Outcome is { } outcome)
            activity.SetTag("promptgen.outcome", PromptTelemetry.Of(outcome));
        if (call.Usage?.Cost is { } cost)
            activity.SetTag("promptgen.cost", (double)cost);
        if (call.Exception is { } exception)
            SetError(activity, exception, PromptTelemetry.ErrorTypeOf(exception));
    }
}
