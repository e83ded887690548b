using System.Buffers;
using System.Globalization;

namespace PromptGen.Testing;

/// <summary>Finds what HTTP, or this server, cannot send. Found only while it is sent, it would become a 500 without a word.</summary>
internal static class ReplyValidator
{
    private const string ContentType = "Content-Type", ContentLength = "Content-Length", TransferEncoding = "Transfer-Encoding";

    /// <summary>More than a timer takes: about 49 days.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(uint.MaxValue);

    /// <summary>A name is a token (RFC 9110, 5.6.2).</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <exception cref="ArgumentException">HTTP, or this server, cannot send <paramref name="reply"/>.</exception>
    public static void Check(ScriptedReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (Fault(reply) is { } fault)
            throw new ArgumentException(fault, nameof(reply));
    }

    /// <summary>What keeps <paramref name="reply"/> from being sent, in a sentence; null if nothing does.</summary>
    private static string? Fault(ScriptedReply reply)
    {
        if (reply.StatusCode is < 200 or > 599)
            return $"The status {reply.StatusCode} is not within 200 to 599.";
        if (HasNoBody(reply.StatusCode) && !reply.BodyUtf8.IsEmpty)
            return $"A reply with the status {reply.StatusCode} has no body.";
        if (reply.CutAfter < 0)
            return "The connection cannot break after less than no bytes.";
        return FaultOfDelay(nameof(reply.Delay), reply.Delay)
            ?? FaultOfDelay(nameof(reply.ChunkDelay), reply.ChunkDelay)
            ?? FaultOfValue(ContentType, reply.ContentType)
            ?? FaultOfHeaders(reply);
    }

    private static string? FaultOfDelay(string name, TimeSpan delay)
    {
        if (delay < TimeSpan.Zero && delay != Timeout.InfiniteTimeSpan)
            return $"{name} is negative.";
        return delay >= TooLong ? $"{name} is more than 49 days: Timeout.InfiniteTimeSpan has no end." : null;
    }

    private static string? FaultOfHeaders(ScriptedReply reply)
    {
        if (reply.Headers is null)
            return "The headers are null.";
        foreach (var (name, value) in reply.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
                return $"\"{name}\" is no name of a header.";
            if (FaultOfValue(name, value) is { } fault)
                return fault;
            if (Is(name, ContentLength) && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return $"The header {name} is no number of bytes.";
            if (AnnouncesBody(name, value, reply.StatusCode))
                return $"A reply with the status {reply.StatusCode} cannot have the header {name}: {value}.";
        }

        return null;
    }

    /// <summary>Whether a header speaks of a body where there can be none. That of a 304 may say how long it would have been.</summary>
    private static bool AnnouncesBody(string name, string value, int status) =>
        (status is 204 or 205 && Is(name, ContentLength) && value.AsSpan().ContainsAnyExcept('0')) || (Is(name, TransferEncoding) && HasNoBody(status));

    private static bool HasNoBody(int status) => status is 204 or 205 or 304;

    private static bool Is(string name, string header) => name.Equals(header, StringComparison.OrdinalIgnoreCase);

    private static string? FaultOfValue(string name, string? value)
    {
        if (value is null)
            return $"The header {name} is null.";
        return value.Any(static c => c is < ' ' or > '~') ? $"The header {name} holds a character that is not printable ASCII." : null;
    }
}
