using System.Net.Http.Headers;
using System.Text.Json;

namespace PromptGen;

/// <summary>An image in a message. As the parameter of a prompt's method it goes with the user's message.</summary>
public sealed class PromptImage : PromptAttachment
{
    private PromptImage(string url, ImageDetail? detail)
    {
        Url = url;
        Detail = detail;
    }

    /// <summary>Where the image is: an address, or the image itself as a <c>data:</c> URL.</summary>
    public string Url { get; }

    /// <summary>How closely the model looks; null for as the server has it.</summary>
    public ImageDetail? Detail { get; }

    /// <summary>An image that the server fetches.</summary>
    /// <param name="url">Its address, absolute: http, https or data.</param>
    /// <param name="detail">How closely the model looks; null for as the server has it.</param>
    /// <exception cref="ArgumentException">The address is none that a server can fetch.</exception>
    public static PromptImage FromUrl(Uri url, ImageDetail? detail = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url is { IsAbsoluteUri: true, Scheme: "http" or "https" or "data" }
            ? new(url.OriginalString, detail)
            : throw new ArgumentException("The image's address must be an absolute http, https or data address. Send a local image by FromBytes.", nameof(url));
    }

    /// <summary>An image that is sent along.</summary>
    /// <param name="bytes">The image file. It is encoded at once.</param>
    /// <param name="mediaType">What kind of file it is: <c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c> or <c>image/webp</c> for most models.</param>
    /// <param name="detail">How closely the model looks; null for as the server has it.</param>
    /// <exception cref="ArgumentException">There are no bytes, or the media type is none of an image.</exception>
    public static PromptImage FromBytes(ReadOnlyMemory<byte> bytes, string mediaType, ImageDetail? detail = null)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        if (bytes.IsEmpty)
            throw new ArgumentException("The image has no bytes.", nameof(bytes));
        if (!MediaTypeHeaderValue.TryParse(mediaType, out var parsed) || !parsed.MediaType!.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException("The media type must be that of an image, for example image/png.", nameof(mediaType));
        return new(ToDataUrl(mediaType, bytes), detail);
    }

    /// <summary>What is shown of the image in logs and messages: not the image.</summary>
    public override string ToString() => Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? "image (data)" : "image";

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, Url);
        if (Detail is { } detail)
            json.WriteString("detail"u8, detail switch { ImageDetail.Low => "low"u8, ImageDetail.High => "high"u8, _ => "auto"u8 });
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>How closely a model looks at an image: the closer, the more tokens.</summary>
public enum ImageDetail
{
    /// <summary>As the model sees fit: <c>auto</c>.</summary>
    Auto,

    /// <summary>A small version of it: <c>low</c>.</summary>
    Low,

    /// <summary>In full: <c>high</c>.</summary>
    High,
}
