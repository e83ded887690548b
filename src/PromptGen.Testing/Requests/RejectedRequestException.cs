using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A body that the server does not take. The message is the one that the client gets.</summary>
internal sealed class RejectedRequestException : Exception
{
    private const int MaxReceivedLength = 60;

    /// <summary>The body breaks a rule that holds whatever the model.</summary>
    public RejectedRequestException(string message)
        : this("Body validation error!", message)
    {
    }

    private RejectedRequestException(string kind, string message)
        : base($"{kind} {message}") => Reason = message;

    /// <summary>What is wrong with the body, and where.</summary>
    public string Reason { get; }

    /// <summary>The member at <paramref name="pointer"/> is not what it must be.</summary>
    public static RejectedRequestException At(string pointer, string expected, JsonElement received) =>
        At(pointer, expected, Shortened.Marked(received.GetRawText(), MaxReceivedLength));

    /// <summary>The member at <paramref name="pointer"/> must be there.</summary>
    public static RejectedRequestException Missing(string pointer, string expected) => At(pointer, expected, "nothing");

    /// <summary>A parameter that the model does not have.</summary>
    public static RejectedRequestException UnsupportedParameter(string name) =>
        new("Unsupported parameter:", $"'{name}' is not supported with this model.");

    /// <summary>A value that other models take; <paramref name="path"/> is like <c>messages[0].role</c>.</summary>
    public static RejectedRequestException UnsupportedValue(string path, string value) =>
        new("Unsupported value:", $"'{path}' does not support '{value}' with this model.");

    private static RejectedRequestException At(string pointer, string expected, string received) =>
        new($"{(pointer.Length == 0 ? "The body" : pointer)}: expected {expected}, received {received}.");
}
