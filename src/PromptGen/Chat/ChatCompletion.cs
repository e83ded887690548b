using System.Text;

namespace PromptGen;

/// <summary>What a server answered: the first choice of a chat completion.</summary>
public sealed class ChatCompletion
{
    private ReadOnlyMemory<byte>? _contentUtf8;
    private string? _content;

    /// <summary>The completion's id, where the server gave one.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answered, where the server said. It need not be the one that was asked for.</summary>
    public string? Model { get; init; }

    /// <summary>The answer's text; null where the server sent none.</summary>
    public string? Content
    {
        get => _content ??= _contentUtf8 is { } content ? Encoding.UTF8.GetString(content.Span) : null;
        init => _content = value;
    }

    /// <summary>Why the model would not answer; null where it did.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether the model asked for a tool to be called. PromptGen offers none, so no answer comes with it.</summary>
    public bool HasToolCalls { get; init; }

    /// <summary>Why the model stopped; null where the server did not say.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The tokens of the call; null where the server did not say.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The answer's text in UTF-8, where it came so: a typed answer then never becomes a string.</summary>
    internal ReadOnlyMemory<byte>? ContentUtf8
    {
        get => _contentUtf8;
        init => _contentUtf8 = value;
    }

    /// <summary>Whether there is no answer's text, or nothing but white space.</summary>
    internal bool IsBlank => _contentUtf8 is { } content ? content.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0 : string.IsNullOrWhiteSpace(_content);

    /// <summary>Makes the text the completion's own: it may lie in memory that goes back to a pool.</summary>
    internal void Detach()
    {
        if (_content is not null)
            _contentUtf8 = null;
        else if (_contentUtf8 is { } content)
            _contentUtf8 = content.ToArray();
    }

    /// <summary>Reads the body of a server's reply, for example one that was saved.</summary>
    /// <param name="utf8Body">The body: the JSON object of a chat completion.</param>
    /// <exception cref="ChatTransportException">The body is no chat completion, or it is an error.</exception>
    public static ChatCompletion Parse(ReadOnlySpan<byte> utf8Body)
    {
        try
        {
            return ChatCompletionReader.Read(utf8Body);
        }
        catch (ReplyException exception)
        {
            throw exception.ToTransportException();
        }
    }
}
