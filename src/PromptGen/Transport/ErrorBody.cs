using System.Text.Json;

namespace PromptGen;

/// <summary>What a server says of an error, in any of the shapes that servers use.</summary>
/// <param name="Message">The server's words; null where the body has none that can be told apart.</param>
/// <param name="Code">The server's code, whether text or number.</param>
/// <param name="RequestId">The id of the request.</param>
internal readonly record struct ErrorBody(string? Message, string? Code, string? RequestId)
{
    private static readonly string[] MessageNames = ["message", "detail", "error"];

    public static ErrorBody Read(ReadOnlyMemory<byte> utf8Body)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Body);
            var root = document.RootElement;

            // [{ "error": { … } }] is how one provider wraps it.
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
                root = root[0];
            if (root.ValueKind != JsonValueKind.Object)
                return default;
            var error = root.TryGetProperty("error", out var nested) && nested.ValueKind == JsonValueKind.Object ? nested : root;
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

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.Array or JsonValueKind.Object => value.GetRawText(),
            _ => null,
        }
        : null;
}
