namespace PromptGen;

/// <summary>A reply that is no answer, before it is known where it came from.</summary>
internal sealed class ReplyException : Exception
{
    private readonly bool _isSaid;

    private ReplyException(string description, ReadOnlySpan<byte> body, Exception? cause = null, ErrorBody? said = null)
        : base(description, cause)
    {
        _isSaid = said is not null;
        Error = said ?? default;
        Body = body[..Math.Min(body.Length, BodyText.MaxBytes)].ToArray();
    }

    /// <summary>What the server says of it.</summary>
    public ErrorBody Error { get; }

    /// <summary>As much of the body as anyone will be shown.</summary>
    public byte[] Body { get; }

    /// <summary>The server said that something went wrong, whatever its status.</summary>
    public static ReplyException SaidError(ReadOnlySpan<byte> body) => new("the server answered with an error", body, said: ErrorBody.Read(body));

    /// <summary>The body is not what it should be.</summary>
    public static ReplyException Unreadable(string what, ReadOnlySpan<byte> body, string reason, Exception? cause = null) =>
        new($"{what}: {BodyText.Describe(BodyText.Of(body)) ?? reason}", body, cause);

    /// <summary>The body goes on beyond its bound.</summary>
    public static ReplyException TooLong(int maxBytes, ReadOnlySpan<byte> body) => new(
        $"the reply has more than {maxBytes} bytes. Raise HttpChatTransportOptions.MaxResponseBytes, or set MaxTokens.", body);

    /// <summary>The body ended before it was whole.</summary>
    public static ReplyException BrokenOff() => new("the stream broke off before the answer was whole. Try again.", []);

    /// <summary>What it is, in words.</summary>
    public string Describe(KeyRedactor key) => _isSaid ? $"{Message}: {BodyText.Words(Error.Message ?? "(no message)", key)}" : key.Redact(Message);

    /// <summary>The exception that callers see, where there is no more to say about it.</summary>
    public ChatTransportException ToTransportException() => new(Describe(new(null)), InnerException)
    {
        Code = Error.Code,
        RequestId = Error.RequestId,
        Body = BodyText.Of(Body),
    };
}
