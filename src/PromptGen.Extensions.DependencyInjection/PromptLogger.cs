using Microsoft.Extensions.Logging;

namespace PromptGen;

/// <summary>
/// Logs what became of each call: names, models and numbers, never what was asked or answered, which is for <see cref="LogLevel.Trace"/>. Nor is an exception
/// logged, whose message may quote it: the caller has that.
/// </summary>
internal sealed partial class PromptLogger(ILoggerFactory loggers) : IPromptObserver
{
    private readonly ILogger _logger = loggers.CreateLogger(nameof(PromptGen));

    public bool IsEnabled => _logger.IsEnabled(LogLevel.Error);

    public void OnEnded(PromptCall ended)
    {
        if (_logger.IsEnabled(LogLevel.Trace))
            LogContent(ended);
        var model = (ended.Attempts is [.., var last] ? last.Completion.Model : null) ?? ended.Request.Parameters.Model;
        var milliseconds = ended.Duration.TotalMilliseconds;
        switch (ended)
        {
            case { Outcome: { } outcome }:
                var level = outcome == PromptOutcome.Completed ? LogLevel.Information : LogLevel.Warning;
                var usage = ended.Usage;
                Answered(level, ended.Name, outcome, model, milliseconds, ended.Repairs, usage?.PromptTokens, usage?.CompletionTokens);
                break;
            case { Exception: null }:
                Left(ended.Name, model, milliseconds);
                break;
            case { Exception: OperationCanceledException }:
                Cancelled(ended.Name, model, milliseconds);
                break;
            case { Exception: ChatTransportException exception }:
                NotAnswered(ended.Name, model, milliseconds, (int?)exception.StatusCode, exception.Code, exception.RequestId);
                break;
            case { Exception: var exception }:
                var type = exception.GetType().FullName;
                Failed(ended.Name, type, milliseconds);
                break;
        }
    }

    private void LogContent(PromptCall call)
    {
        var messages = string.Join('\n', call.Request.Messages.Select(static message => $"{message.Role}: {message.Content}"));
        Asked(call.Name, messages);
        if (call.Attempts is [.., var last])
        {
            var answer = last.Completion.Content ?? last.Completion.Refusal;
            Said(call.Name, answer);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Prompt}: {Outcome} by {Model} in {Milliseconds:0} ms, {Repairs} repairs, {InputTokens} tokens in and {OutputTokens} out.")]
    private partial void Answered(LogLevel level, string prompt, PromptOutcome outcome, string? model, double milliseconds, int repairs, long? inputTokens, long? outputTokens);

    [LoggerMessage(2, LogLevel.Error, "{Prompt}: no answer by {Model} after {Milliseconds:0} ms, status {Status}, code {Code}, request {RequestId}.")]
    private partial void NotAnswered(string prompt, string? model, double milliseconds, int? status, string? code, string? requestId);

    [LoggerMessage(3, LogLevel.Error, "{Prompt}: {ExceptionType} after {Milliseconds:0} ms.")]
    private partial void Failed(string prompt, string? exceptionType, double milliseconds);

    [LoggerMessage(4, LogLevel.Information, "{Prompt}: cancelled after {Milliseconds:0} ms, model {Model}.")]
    private partial void Cancelled(string prompt, string? model, double milliseconds);

    [LoggerMessage(5, LogLevel.Information, "{Prompt}: stream left early after {Milliseconds:0} ms, model {Model}.")]
    private partial void Left(string prompt, string? model, double milliseconds);

    [LoggerMessage(6, LogLevel.Trace, "{Prompt} asked: {Messages}")]
    private partial void Asked(string prompt, string messages);

    [LoggerMessage(7, LogLevel.Trace, "{Prompt} was answered: {Answer}")]
    private partial void Said(string prompt, string? answer);
}
