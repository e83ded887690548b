using System.ComponentModel;

namespace PromptGen.CompilerServices;

/// <summary>What a text can be without being of a type of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum TextFormat
{
    /// <summary>Any text.</summary>
    None,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>An absolute URL that begins with <c>http://</c>, <c>https://</c> or <c>ftp://</c>.</summary>
    Url,

    /// <summary>Bytes in base64.</summary>
    Base64,
}
