namespace PromptGen;

/// <summary>A reply that is no answer, before it is known where it came from.</summary>
internal sealed class ReplyException : Exception
{
    private readonly string _description;

    private ReplyException(string description, ErrorBody error, byte[] body, Exception? cause)
        : base(description, cause)
    {
        _description = description;
        Error = error;
        Body = body;
    }

    /// <summary>What the server says of it.</summary>
    public ErrorBody Error { get; }

    /// <summary>As much of the body as anyone will be shown.</summary>
    public byte[] Body { get; }

    /// <summary>The server said that something went wrong, whatever its status.</summary>
    public static ReplyException SaidError(ReadOnlySpan<byte> body) => new("the server answered with an error: ", ErrorBody.Read(body), Shown(body), null);

    /// <summary>The body is not what it should be.</summary>
    public static ReplyException Unreadable(string what, ReadOnlySpan<byte> body, string reason, Exception? cause = null) =>
        new($"{what}: {BodyText.Describe(BodyText.Of(body)) ?? reason}", default, Shown(body), cause);

    /// <summary>The body goes on beyond its bound.</summary>
    public static ReplyException TooLong(int maxBytes, ReadOnlySpan<byte> body) => new(
        $"the reply has more than {maxBytes} bytes. Raise HttpChatTransportOptions.MaxResponseBytes, or set MaxTokens.", default, Shown(body), null);

    /// <summary>The body ended before it was whole.</summary>
    public static ReplyException BrokenOff() => new("the stream broke off before the answer was whole. Try again.", default, [], null);

    /// <summary>What it is, in words.</summary>
    public string Describe(KeyRedactor key) => _description.EndsWith(": ", StringComparison.Ordinal)
        ? _description + BodyText.Words(Error.Message ?? "(no message)", key)
        : key.Redact(_description);

    /// <summary>The exception that callers see, where there is no more to say about it.</summary>
    public ChatTransportException ToTransportException() => new(Describe(new(null)), InnerException)
    {
        Code = Error.Code,
        RequestId = Error.RequestId,
        Body = BodyText.Of(Body),
    };

    private static byte[] Shown(ReadOnlySpan<byte> body) => body[..Math.Min(body.Length, BodyText.MaxBytes)].ToArray();
}
