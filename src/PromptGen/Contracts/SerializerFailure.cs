using System.Text.Json;

namespace PromptGen;

/// <summary>What System.Text.Json throws for a document or a value, in the words of a violation.</summary>
internal static class SerializerFailure
{
    public const string Keyword = "converter";
    public const string Expected = "what System.Text.Json takes for the type";

    private const string PathLabel = " Path: ";

    /// <summary>Whether it is one of the exceptions that the serializer itself throws, by whatever name.</summary>
    public static bool Is(Exception exception) =>
        exception is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException;

    /// <summary>Where it happened: a JSON pointer, empty where that is not said.</summary>
    public static string PointerOf(Exception exception) => JsonPointer.FromPath((exception as JsonException)?.Path ?? PathIn(exception.Message));

    /// <summary>What the exception says, without the place.</summary>
    public static string FoundIn(Exception exception)
    {
        var message = exception.Message;
        var label = message.LastIndexOf(PathLabel, StringComparison.Ordinal);
        return "an error: " + Excerpt.Of((label < 0 ? message : message[..label]).TrimEnd().TrimEnd('.'));
    }

    /// <summary>Exceptions without a path of their own have it in their message: <c>… Path: $.days | LineNumber: 0 | …</c></summary>
    private static string PathIn(string message)
    {
        var label = message.LastIndexOf(PathLabel, StringComparison.Ordinal);
        if (label < 0)
            return "";
        var path = message[(label + PathLabel.Length)..];
        var end = path.LastIndexOf(" | LineNumber: ", StringComparison.Ordinal);
        return path.StartsWith('$') ? path[..(end < 0 ? path.Length : end)].TrimEnd('.') : "";
    }
}
