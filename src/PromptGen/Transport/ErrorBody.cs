using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>What a server says of an error, in any of the shapes that servers use.</summary>
/// <param name="Message">The server's words; null where the body has none that can be told apart.</param>
/// <param name="Code">The server's code, whether text or number.</param>
/// <param name="RequestId">The id of the request.</param>
internal readonly record struct ErrorBody(string? Message, string? Code, string? RequestId)
{
    private static readonly string[] MessageNames = ["message", "detail", "error"];

    public static ErrorBody Read(ReadOnlySpan<byte> utf8Body)
    {
        try
        {
            if (utf8Body.StartsWith(Encoding.UTF8.Preamble))
                utf8Body = utf8Body[Encoding.UTF8.Preamble.Length..];
            var reader = new Utf8JsonReader(utf8Body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;

            // [{ "error": { … } }] is how one provider wraps it.
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
                root = root[0];
            if (root.ValueKind != JsonValueKind.Object)
                return default;
            var error = ErrorOf(root);
            return new(
                MessageNames.Select(name => TextOf(error, name)).FirstOrDefault(static text => text is not null),
                TextOf(error, "code") ?? TextOf(error, "type"),
                TextOf(root, "requestId") ?? TextOf(root, "request_id"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>The object that tells of the error: the member of that name, in the reply or in its first choice; else the reply.</summary>
    private static JsonElement ErrorOf(JsonElement root)
    {
        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            return error;
        return root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
            && choices[0].ValueKind == JsonValueKind.Object && choices[0].TryGetProperty("error", out error) && error.ValueKind == JsonValueKind.Object
            ? error
            : root;
    }

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => StringOf(value),
            JsonValueKind.Number or JsonValueKind.Array or JsonValueKind.Object => value.GetRawText(),
            _ => null,
        }
        : null;

    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character somewhere in it: better as it came than not at all.
            return value.GetRawText();
        }
    }
}
