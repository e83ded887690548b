using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace PromptGen.Testing;

/// <summary>
/// A reply that a <see cref="LocalChatServer"/> sends, or a <see cref="ScriptedChatTransport"/> gives, as it is, whatever the request. Anything a server may do can be written
/// down here: any bytes, in any pieces, slowly, broken off, or without an end.
/// </summary>
public sealed record ScriptedReply
{
    private readonly ReadOnlyMemory<byte> _body;

    // Null for a body that is sent in one piece, with its length.
    private readonly IReadOnlyList<ReadOnlyMemory<byte>>? _chunks;

    /// <summary>The HTTP status, 200 to 599.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>The body's media type, for example <c>application/json</c> or <c>text/html</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The body as text. It is <see cref="BodyUtf8"/> seen otherwise: setting one sets both.</summary>
    public string Body
    {
        get => Encoding.UTF8.GetString(BodyUtf8.Span);
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            BodyUtf8 = Encoding.UTF8.GetBytes(value);
        }
    }

    /// <summary>The body's bytes, which need not be valid UTF-8. Sent in one piece, with their <c>Content-Length</c>.</summary>
    public ReadOnlyMemory<byte> BodyUtf8
    {
        get => _chunks is null ? _body : Join(_chunks);
        init => (_body, _chunks) = (value, null);
    }

    /// <summary>
    /// The body in the pieces in which it is sent, each flushed by itself, without a <c>Content-Length</c>; of an empty one only
    /// the delay is left. It is <see cref="BodyUtf8"/> seen otherwise: setting one sets both.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chunks
    {
        get => _chunks ?? [_body];
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _chunks = [.. value];
        }
    }

    /// <summary>Further headers, for example <c>Retry-After</c>. They win over those that the server sets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How long the server waits before it sends anything; <see cref="Timeout.InfiniteTimeSpan"/> for no reply at all.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long the server waits before each of <see cref="Chunks"/> but the first; <see cref="Timeout.InfiniteTimeSpan"/> for no more.</summary>
    public TimeSpan ChunkDelay { get; init; }

    /// <summary>After how many bytes of the body the connection breaks, 0 for right after the head; null unless set: it does not.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the reply never ends: after the body the connection stays open until the client goes, or the server.</summary>
    public bool KeepOpen { get; init; }

    /// <summary>Whether the length of what is sent is not said beforehand.</summary>
    internal bool IsOpenEnded => _chunks is not null || CutAfter is not null || KeepOpen;

    /// <summary>What it is, in a few words, none of them the body's.</summary>
    internal string Description => string.Create(CultureInfo.InvariantCulture, $"status {StatusCode}, {BodyUtf8.Length} bytes");

    /// <summary>A whole chat completion.</summary>
    /// <param name="content">The model's answer.</param>
    /// <param name="finishReason">Why the model stopped, for example <c>stop</c> or <c>length</c>.</param>
    public static ScriptedReply Content(string content, string finishReason = "stop")
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(finishReason);
        return new() { BodyUtf8 = ReplyWriter.Completion(new() { Content = content, FinishReason = finishReason }) };
    }

    /// <summary>A chat completion in which the model refuses: no content, and the reason beside it.</summary>
    /// <param name="refusal">What the model says.</param>
    public static ScriptedReply Refusal(string refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new() { BodyUtf8 = ReplyWriter.Completion(new() { Refusal = refusal }) };
    }

    /// <summary>A whole streamed chat completion: the role, each delta in an event of its own, <c>stop</c>, and <c>[DONE]</c>.</summary>
    /// <param name="deltas">The pieces of the model's answer.</param>
    public static ScriptedReply Stream(params string[] deltas) => Stream(deltas, "stop");

    /// <summary>A whole streamed chat completion: the role, each delta in an event of its own, the reason, what it cost, and <c>[DONE]</c>.</summary>
    /// <param name="deltas">The pieces of the model's answer.</param>
    /// <param name="finishReason">Why the model stopped, for example <c>stop</c> or <c>length</c>.</param>
    /// <param name="includeUsage">Whether there is an event that says what it cost.</param>
    public static ScriptedReply Stream(IReadOnlyList<string> deltas, string finishReason, bool includeUsage = false)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        ArgumentNullException.ThrowIfNull(finishReason);
        return EventStream.Of(new() { Content = string.Concat(deltas), FinishReason = finishReason }, deltas, includeUsage);
    }

    /// <summary>An event stream as it is, well-formed or not.</summary>
    /// <param name="pieces">Its text, in the pieces in which it is sent.</param>
    public static ScriptedReply RawStream(params string[] pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return new() { ContentType = EventStream.ContentType, Chunks = [.. pieces.Select(static piece => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(piece))] };
    }

    /// <summary>An error in the flat shape of the AI/ML API: the message beside the status, in no object of its own.</summary>
    /// <param name="status">The HTTP status, for example 429.</param>
    /// <param name="message">The server's words.</param>
    public static ScriptedReply Error(int status, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Error(status, message, LocalChatServer.EndpointPath, "scripted");
    }

    /// <summary>An error with the status 429 that says when to try again.</summary>
    /// <param name="retryAfter">How long to wait, 0 or more; sent as <c>Retry-After</c>, in whole seconds, rounded up.</param>
    public static ScriptedReply RateLimit(TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        var seconds = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Error(429, "Too many requests.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = seconds } };
    }

    internal static ScriptedReply Error(int status, string message, string path, string requestId) =>
        new() { StatusCode = status, BodyUtf8 = ReplyWriter.Error(status, message, path, requestId) };

    private static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        using var bytes = new MemoryStream();
        foreach (var chunk in chunks)
            bytes.Write(chunk.Span);
        return bytes.ToArray();
    }

    // A body may hold what a person wrote.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"StatusCode = {StatusCode}, ContentType = {ContentType}, Body = ({BodyUtf8.Length} bytes)");
        return true;
    }
}
