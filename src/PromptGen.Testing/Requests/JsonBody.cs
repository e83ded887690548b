using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>What holds for every object of a body, whatever it means.</summary>
internal static class JsonBody
{
    /// <summary>The pointer (RFC 6901) to a member or an item of what <paramref name="pointer"/> points to.</summary>
    public static string Child(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to an item of the array that <paramref name="pointer"/> points to.</summary>
    public static string Child(string pointer, int index) => $"{pointer}/{index}";

    /// <summary>Reads a body as an object without doubled members or broken text, at any depth.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new RejectedRequestException($"The body is not JSON: {exception.Message}");
        }

        try
        {
            CheckTexts(document.RootElement, "");
            return document;
        }
        catch (Exception exception)
        {
            document.Dispose();

            // Invalid UTF-8, and escapes that are half a surrogate pair.
            if (exception is InvalidOperationException)
                throw new RejectedRequestException("The body has a text that is not valid Unicode.");
            throw;
        }
    }

    /// <summary>Requires an object that has no members but the known ones.</summary>
    public static void CheckMembers(JsonElement element, string pointer, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(pointer, "an object", element);
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                throw new RejectedRequestException($"{Child(pointer, member.Name)}: unknown member, expected one of {string.Join(", ", known.ToArray())}.");
        }
    }

    /// <summary>Requires a member that is a text.</summary>
    public static string GetText(JsonElement element, string name, string pointer, string expected)
    {
        if (!element.TryGetProperty(name, out var value))
            throw RejectedRequestException.Missing(Child(pointer, name), expected);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw RejectedRequestException.At(Child(pointer, name), expected, value);
    }

    /// <summary>Requires true or false.</summary>
    public static bool GetBoolean(JsonElement value, string pointer) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw RejectedRequestException.At(pointer, "true or false", value),
    };

    private static void CheckTexts(JsonElement element, string pointer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    var child = Child(pointer, member.Name);
                    if (!names.Add(member.Name))
                        throw new RejectedRequestException($"{child}: the member stands there twice.");
                    CheckTexts(member.Value, child);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    CheckTexts(item, Child(pointer, index++));
                break;
        }
    }
}
