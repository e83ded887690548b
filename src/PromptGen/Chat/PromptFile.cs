using System.Text.Json;

namespace PromptGen;

/// <summary>A PDF file in a message. As the parameter of a prompt's method it goes with the user's message.</summary>
public sealed class PromptFile : PromptAttachment
{
    private const string MediaType = "application/pdf";

    private PromptFile(string data, string fileName)
    {
        Data = data;
        FileName = fileName;
    }

    /// <summary>The file itself, as a <c>data:</c> URL.</summary>
    public string Data { get; }

    /// <summary>The name that the model knows the file by.</summary>
    public string FileName { get; }

    /// <summary>A PDF file.</summary>
    /// <param name="bytes">The file. It is encoded at once.</param>
    /// <param name="fileName">The name that the model knows it by.</param>
    /// <exception cref="ArgumentException">The bytes are not those of a PDF file, or the name is empty.</exception>
    public static PromptFile FromPdf(ReadOnlyMemory<byte> bytes, string fileName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return bytes.Span.StartsWith("%PDF-"u8)
            ? new(ToDataUrl(MediaType, bytes), fileName)
            : throw new ArgumentException("The file does not begin as a PDF file does (%PDF-).", nameof(bytes));
    }

    /// <summary>What is shown of the file in logs and messages: its name.</summary>
    public override string ToString() => FileName;

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "file"u8);
        json.WriteStartObject("file"u8);
        json.WriteString("file_data"u8, Data);
        json.WriteString("filename"u8, FileName);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
