using Microsoft.Extensions.AI;

namespace PromptGen;

/// <summary>Takes out of a chat client's reply, whole or streamed, what a completion has.</summary>
internal sealed class ReplyReader
{
    /// <summary>The code of an error that is the model's refusal, as Microsoft.Extensions.AI.OpenAI has it.</summary>
    public const string RefusalCode = "Refusal";

    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private string? _text;
    private string? _refusal;
    private UsageDetails? _usage;

    /// <summary>Whether a tool was asked for that nobody called: function-invoking middleware shows the calls that it made, and their results.</summary>
    public bool HasToolCalls => _calls.Count > 0;

    public static ChatCompletion Read(ChatResponse response)
    {
        var reader = new ReplyReader();
        foreach (var message in response.Messages)
        {
            // What stands before the results of tools is no answer yet.
            if (message.Role == ChatRole.Tool)
                reader._text = null;
            reader.Add(message.Contents);
        }

        return new()
        {
            Id = response.ResponseId,
            Model = response.ModelId,
            Content = reader._text,
            Refusal = reader._refusal,
            HasToolCalls = reader.HasToolCalls,
            FinishReason = ReasonOf(response.FinishReason),
            Usage = UsageOf(response.Usage ?? reader._usage, (response.RawRepresentation as ChatCompletion)?.Usage?.Cost),
        };
    }

    /// <summary>The next piece of a stream.</summary>
    public ChatChunk Read(ChatResponseUpdate update)
    {
        _text = _refusal = null;
        var used = _usage;
        Add(update.Contents);
        return new()
        {
            Id = update.ResponseId,
            Model = update.ModelId,
            Text = _text,
            Refusal = _refusal,
            FinishReason = ReasonOf(update.FinishReason),
            Usage = ReferenceEquals(used, _usage) ? null : UsageOf(_usage, (update.RawRepresentation as ChatChunk?)?.Usage?.Cost),
        };
    }

    private static FinishReason? ReasonOf(ChatFinishReason? reason) => reason is { Value: { Length: > 0 } value } ? new FinishReason(value) : null;

    private static TokenUsage? UsageOf(UsageDetails? usage, decimal? cost)
    {
        if (usage is null)
            return null;
        var (input, output) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        return new(input, output, usage.TotalTokenCount ?? (input + output))
        {
            CachedTokens = usage.CachedInputTokenCount ?? 0,
            ReasoningTokens = usage.ReasoningTokenCount ?? 0,
            Cost = cost,
        };
    }

    /// <exception cref="ChatTransportException">There is an error in place of an answer.</exception>
    private void Add(IList<AIContent> contents)
    {
        foreach (var content in contents)
        {
            switch (content)
            {
                case TextContent text:
                    _text += text.Text;
                    break;
                case ErrorContent { ErrorCode: RefusalCode } refusal:
                    _refusal += refusal.Message;
                    break;
                case ErrorContent error:
                    throw new ChatTransportException($"The chat client's reply tells of an error: {error.Message}") { Code = error.ErrorCode };
                case UsageContent usage:
                    Add(usage.Details);
                    break;
                case FunctionCallContent { InformationalOnly: false } call:
                    _calls.Add(call.CallId);
                    break;
                case FunctionResultContent result:
                    _calls.Remove(result.CallId);
                    break;
            }
        }
    }

    /// <summary>Providers that tell of tokens more than once tell of those that came since.</summary>
    private void Add(UsageDetails details)
    {
        var sum = new UsageDetails();
        if (_usage is not null)
            sum.Add(_usage);
        sum.Add(details);
        _usage = sum;
    }
}
