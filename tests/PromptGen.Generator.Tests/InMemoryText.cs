using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PromptGen.Generator.Tests;

/// <summary>An additional file that is nowhere on the disk. It is read as a file is: a byte order mark is no text.</summary>
internal sealed class InMemoryText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(new UTF8Encoding().GetBytes(text));
        return SourceText.From(stream);
    }
}
