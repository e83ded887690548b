using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A body that the server does not take.</summary>
internal sealed class RejectedRequestException(string message) : Exception(message)
{
    private const int MaxReceivedLength = 60;

    /// <summary>The member at <paramref name="pointer"/> is not what it must be.</summary>
    public static RejectedRequestException At(string pointer, string expected, JsonElement received) =>
        At(pointer, expected, Shortened.Marked(received.GetRawText(), MaxReceivedLength));

    /// <summary>The member at <paramref name="pointer"/> must be there.</summary>
    public static RejectedRequestException Missing(string pointer, string expected) => At(pointer, expected, "nothing");

    private static RejectedRequestException At(string pointer, string expected, string received) =>
        new($"{(pointer.Length == 0 ? "The body" : pointer)}: expected {expected}, received {received}.");
}
