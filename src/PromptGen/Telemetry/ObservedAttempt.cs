using System.Diagnostics;
using System.Text;

namespace PromptGen;

/// <summary>One request of a call that somebody listens to, up to the end of its reply: a span, and what is measured of it.</summary>
internal sealed class ObservedAttempt : IDisposable
{
    private const string Operation = "chat";

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ObservedCall _call;
    private readonly ChatTransportDescription? _description;
    private readonly string? _model;
    private readonly Activity? _activity;
    private readonly StringBuilder? _text;
    private bool _hasChunk;
    private ChatChunk _said;
    private string? _errorType;

    public ObservedAttempt(ObservedCall call, ChatRequest request, ChatTransportDescription? description, bool isStream)
    {
        _call = call;
        _description = description;
        _model = request.Parameters.Model;

        // What samplers may look at has to be there when the span begins.
        _activity = PromptTelemetry.Source.StartActivity(_model is null ? Operation : $"{Operation} {_model}", ActivityKind.Client, parentContext: default, CommonTags());
        if (_activity is not { IsAllDataRequested: true })
            return;
        Describe(_activity, request, isStream);
        if (!call.CapturesContent)
            return;
        _activity.SetTag("gen_ai.input.messages", TelemetryMessages.Of(request.Messages));
        _text = isStream ? new() : null;
    }

    /// <summary>The whole reply is there.</summary>
    public void Complete(ChatCompletion completion)
    {
        _said = ChatChunk.Of(completion) with { Text = null };
        if (_call.CapturesContent)
            _activity?.SetTag("gen_ai.output.messages", TelemetryMessages.Of(completion));
    }

    /// <summary>A piece of the reply is there.</summary>
    public void Note(in ChatChunk chunk)
    {
        if (!_hasChunk)
        {
            _hasChunk = true;
            NoteFirst();
        }

        _text?.Append(chunk.Text);
        if (!chunk.IsTextAlone)
            _said = _said.Then(chunk);
    }

    /// <summary>The reply did not come, or not whole.</summary>
    public void Fail(Exception exception)
    {
        _errorType = PromptTelemetry.ErrorTypeOf(exception);
        if (_activity is not null)
            _call.SetError(_activity, exception, _errorType);
    }

    /// <summary>Ends the attempt, with what is known of its reply.</summary>
    public void Dispose()
    {
        if (_activity is { IsAllDataRequested: true })
        {
            DescribeReply(_activity);
            if (_text is not null && _hasChunk)
                _activity.SetTag("gen_ai.output.messages", TelemetryMessages.Of(new ChatCompletion { Content = _text.ToString(), FinishReason = _said.FinishReason }));
        }

        Measure();
        _activity?.Dispose();
    }

    private void NoteFirst()
    {
        var elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        _activity?.SetTag("gen_ai.response.time_to_first_chunk", elapsed);
        if (PromptTelemetry.FirstChunk.Enabled)
            PromptTelemetry.FirstChunk.Record(elapsed, CommonTags());
    }

    private void Measure()
    {
        if (!PromptTelemetry.Duration.Enabled && !PromptTelemetry.Tokens.Enabled)
            return;
        var tags = CommonTags();
        if (_said.Model is { } model)
            tags.Add("gen_ai.response.model", model);
        if (_said.Usage is { } usage && (usage.PromptTokens > 0 || usage.CompletionTokens > 0))
        {
            PromptTelemetry.Tokens.Record(usage.PromptTokens, [.. tags, new("gen_ai.token.type", "input")]);
            PromptTelemetry.Tokens.Record(usage.CompletionTokens, [.. tags, new("gen_ai.token.type", "output")]);
        }

        if (_errorType is not null)
            tags.Add("error.type", _errorType);
        PromptTelemetry.Duration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
    }

    /// <summary>What spans and measurements have in common.</summary>
    private TagList CommonTags()
    {
        var tags = new TagList { { "gen_ai.operation.name", Operation } };
        if (_description?.ProviderName is { } provider)
            tags.Add("gen_ai.provider.name", provider);
        if (_model is not null)
            tags.Add("gen_ai.request.model", _model);
        if (_description?.ServerAddress is { } address)
            tags.Add("server.address", address);
        if (_description?.ServerPort is { } port)
            tags.Add("server.port", port);
        return tags;
    }

    private static void Describe(Activity activity, ChatRequest request, bool isStream)
    {
        var parameters = request.Parameters;
        activity.SetTag("gen_ai.output.type", request.Contract is null ? "text" : "json");

        // A tag whose value is null is none.
        activity.SetTag("gen_ai.request.stream", isStream ? true : null)
            .SetTag("gen_ai.request.temperature", parameters.Temperature)
            .SetTag("gen_ai.request.top_p", parameters.TopP)
            .SetTag("gen_ai.request.top_k", (double?)parameters.TopK)
            .SetTag("gen_ai.request.max_tokens", parameters.MaxTokens ?? parameters.MaxCompletionTokens)
            .SetTag("gen_ai.request.seed", parameters.Seed)
            .SetTag("gen_ai.request.frequency_penalty", parameters.FrequencyPenalty)
            .SetTag("gen_ai.request.presence_penalty", parameters.PresencePenalty)
            .SetTag("gen_ai.request.stop_sequences", parameters.Stop?.ToArray());
    }

    private void DescribeReply(Activity activity)
    {
        activity.SetTag("gen_ai.response.id", _said.Id).SetTag("gen_ai.response.model", _said.Model);
        if (_said.FinishReason is { } reason)
            activity.SetTag("gen_ai.response.finish_reasons", new[] { reason.Value });
        if (_said.Usage is { } usage && (usage.PromptTokens > 0 || usage.CompletionTokens > 0))
        {
            activity.SetTag("gen_ai.usage.input_tokens", usage.PromptTokens).SetTag("gen_ai.usage.output_tokens", usage.CompletionTokens);
            if (usage.CachedTokens > 0)
                activity.SetTag("gen_ai.usage.cache_read.input_tokens", usage.CachedTokens);
            if (usage.ReasoningTokens > 0)
                activity.SetTag("gen_ai.usage.reasoning.output_tokens", usage.ReasoningTokens);
        }
    }
}
