using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptGen.IntegrationTests;

/// <summary>In what a prompt's answer is asked for.</summary>
public enum AskedFor
{
    /// <summary>A value, as a whole.</summary>
    Value,

    /// <summary>A text, piece by piece.</summary>
    TextStream,

    /// <summary>The items of a list, one by one.</summary>
    ItemStream,
}

/// <summary>Something that servers do, and what it has to come to.</summary>
/// <param name="Group">What it is about.</param>
/// <param name="What">What the server does.</param>
/// <param name="Reply">The bytes that it sends, head and body; to the second request, where there is one, the second.</param>
/// <param name="Outcome">What it comes to: an outcome, or the kind of failure.</param>
public sealed record ServerBehaviour(string Group, string What, string[] Reply, string Outcome)
{
    public AskedFor Asked { get; init; }

    public override string ToString() => What;

    public static string Json(string body, string status = "200 OK", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture)}\r\nConnection: close\r\n\r\n{body}";

    /// <summary>A whole completion with that content.</summary>
    public static string Content(string content, string finishReason = "stop") => Message($"\"content\":{JsonSerializer.Serialize(content)}", finishReason);

    /// <summary>A whole completion whose message has those members.</summary>
    public static string Message(string members, string finishReason = "stop") =>
        Json($$$"""{"choices":[{"index":0,"message":{"role":"assistant",{{{members}}}},"finish_reason":"{{{finishReason}}}"}]}""");

    /// <summary>A stream of events, without an end but that of the connection.</summary>
    public static string Events(string events) => $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n{events}";

    /// <summary>An event with the next piece of the content.</summary>
    public static string Delta(string content) => $$$"""data: {"choices":[{"index":0,"delta":{"content":{{{JsonSerializer.Serialize(content)}}}}}]}""" + "\n\n";

    /// <summary>The event with the reason to stop.</summary>
    public static string Stop(string reason = "stop") => $$"""data: {"choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""" + "\n\n";
}
