using System.Text.Json;
using System.Text.Unicode;

namespace PromptGen;

/// <summary>
/// Goes through a document token by token, ahead of a reader that passes over parts of it: a <see cref="JsonElement"/> keeps its text
/// unread, and would throw for half of a surrogate pair when somebody asks for it.
/// </summary>
internal static class DocumentScan
{
    /// <summary>Where names stand that their object has already, in order; null where there are none.</summary>
    /// <param name="json">The reader, on the document's first token.</param>
    /// <exception cref="JsonException">The document is not JSON, or too deep, or goes on after its end.</exception>
    /// <exception cref="InvalidOperationException">A text in it is no Unicode.</exception>
    public static List<int>? FindRepeatedNames(Utf8JsonReader json)
    {
        List<int>? repeated = null;
        var objects = new Stack<HashSet<string>>();
        do
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (!objects.Peek().Add(json.GetString()!))
                        (repeated ??= []).Add(checked((int)json.TokenStartIndex));
                    break;
                case JsonTokenType.String:
                    CheckText(ref json);
                    break;
            }
        }
        while (json.Read());

        return repeated;
    }

    private static void CheckText(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped || !Utf8.IsValid(json.ValueSpan))
            _ = json.GetString(); // throws, where it is none
    }
}
