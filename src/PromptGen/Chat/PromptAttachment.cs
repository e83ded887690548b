using System.Text.Json;

namespace PromptGen;

/// <summary>A part of a message that is no text: a <see cref="PromptImage"/> or a <see cref="PromptFile"/>.</summary>
public abstract class PromptAttachment
{
    private protected PromptAttachment()
    {
    }

    /// <summary>Writes the part as an item of a message's <c>content</c>.</summary>
    internal abstract void WriteTo(Utf8JsonWriter json);

    private protected static string ToDataUrl(string mediaType, ReadOnlyMemory<byte> bytes) => $"data:{mediaType};base64,{Convert.ToBase64String(bytes.Span)}";
}
