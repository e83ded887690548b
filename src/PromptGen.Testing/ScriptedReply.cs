using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace PromptGen.Testing;

/// <summary>
/// A reply that a <see cref="LocalChatServer"/> sends as it is, whatever the request. Anything a server may do can be written
/// down here; a <c>Content-Length</c> that is larger than the body breaks the connection halfway.
/// </summary>
public sealed record ScriptedReply
{
    /// <summary>The HTTP status, 200 to 599.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>The body's media type, for example <c>application/json</c> or <c>text/html</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The body as text. It is <see cref="BodyUtf8"/> seen otherwise: setting one sets both.</summary>
    public string Body
    {
        get => Encoding.UTF8.GetString(BodyUtf8.Span);
        init => BodyUtf8 = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The body's bytes, which need not be valid UTF-8.</summary>
    public ReadOnlyMemory<byte> BodyUtf8 { get; init; }

    /// <summary>Further headers, for example <c>Retry-After</c>. They win over those that the server sets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How long the server waits before it sends anything; <see cref="Timeout.InfiniteTimeSpan"/> for no reply at all.</summary>
    public TimeSpan Delay { get; init; }

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

    /// <summary>An error in the flat shape of the AI/ML API: the message beside the status, in no object of its own.</summary>
    /// <param name="status">The HTTP status, for example 429.</param>
    /// <param name="message">The server's words.</param>
    public static ScriptedReply Error(int status, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Error(status, message, LocalChatServer.EndpointPath, "scripted");
    }

    internal static ScriptedReply Error(int status, string message, string path, string requestId) =>
        new() { StatusCode = status, BodyUtf8 = ReplyWriter.Error(status, message, path, requestId) };

    // A body may hold what a person wrote.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"StatusCode = {StatusCode}, ContentType = {ContentType}, Body = ({BodyUtf8.Length} bytes)");
        return true;
    }
}
