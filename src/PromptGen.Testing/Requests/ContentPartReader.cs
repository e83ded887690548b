using System.Buffers.Text;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Reads a part of a message's content.</summary>
internal static class ContentPartReader
{
    private const string DataScheme = "data:";
    private const string Base64Mark = ";base64";

    /// <summary>The text of a part, empty where it is none, and its type.</summary>
    public static (string Text, string Type) Read(JsonElement part, string pointer, string[] types)
    {
        if (part.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.At(pointer, "an object", part);
        var expected = "one of " + string.Join(", ", types);
        var type = JsonBody.GetText(part, "type", pointer, expected);
        if (!types.Contains(type))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "type"), expected, part.GetProperty("type"));

        // What a part holds is in the member that is called as its type.
        JsonBody.CheckMembers(part, pointer, "type", type);
        if (type == "text")
            return (JsonBody.GetText(part, "text", pointer, "a text"), type);
        if (!part.TryGetProperty(type, out var value))
            throw RejectedRequestException.Missing(JsonBody.Child(pointer, type), "an object");
        if (type == "image_url")
            CheckImage(value, JsonBody.Child(pointer, type));
        else
            CheckFile(value, JsonBody.Child(pointer, type));
        return ("", type);
    }

    private static void CheckImage(JsonElement image, string pointer)
    {
        const string ExpectedUrl = "an absolute URL: http, https or data", ExpectedDetail = "one of low, high, auto";
        JsonBody.CheckMembers(image, pointer, "url", "detail");
        if (!IsUrl(JsonBody.GetText(image, "url", pointer, ExpectedUrl)))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "url"), ExpectedUrl, image.GetProperty("url"));
        if (image.TryGetProperty("detail", out var detail) && JsonBody.GetText(image, "detail", pointer, ExpectedDetail) is not ("low" or "high" or "auto"))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "detail"), ExpectedDetail, detail);
    }

    private static void CheckFile(JsonElement file, string pointer)
    {
        const string ExpectedData = "the file in base64, or a data URL of it", ExpectedName = "the file's name";
        JsonBody.CheckMembers(file, pointer, "file_data", "filename");
        var data = JsonBody.GetText(file, "file_data", pointer, ExpectedData);
        if (data.Length == 0 || !(IsDataUrl(data) || Base64.IsValid(data)))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "file_data"), ExpectedData, file.GetProperty("file_data"));
        if (file.TryGetProperty("filename", out var name) && JsonBody.GetText(file, "filename", pointer, ExpectedName).Length == 0)
            throw RejectedRequestException.At(JsonBody.Child(pointer, "filename"), ExpectedName, name);
    }

    // Large data URLs are more than System.Uri takes.
    private static bool IsUrl(string url) =>
        IsDataUrl(url) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    private static bool IsDataUrl(string url)
    {
        if (!url.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        return comma >= 0 && (!url.AsSpan(0, comma).EndsWith(Base64Mark, StringComparison.OrdinalIgnoreCase) || Base64.IsValid(url.AsSpan(comma + 1)));
    }
}
