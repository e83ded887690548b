using System.Globalization;
using System.Text;

namespace PromptGen.Testing;

/// <summary>A request as it reached a <see cref="LocalChatServer"/>, whatever the server answered.</summary>
/// <param name="Path">The path without the query, for example <c>/v1/chat/completions</c>.</param>
/// <param name="Authorization">The <c>Authorization</c> header, scheme and key; null where there was none. <see cref="ToString"/> leaves the key out.</param>
/// <param name="Body">The body, read as UTF-8; empty where there was none.</param>
public sealed record ReceivedRequest(string Path, string? Authorization, string Body)
{
    // Test runners print records: neither the key nor the prompt belongs in their output.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Path = ").Append(Path)
            .Append(", Authorization = ").Append(Authorization is null ? "(none)" : "(hidden)")
            .Append(CultureInfo.InvariantCulture, $", Body = ({Body.Length} characters)");
        return true;
    }
}
