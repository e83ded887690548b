using System.Text.Json;
using PromptGen.Models;

namespace PromptGen.Testing;

/// <summary>Reads the messages of a request.</summary>
internal static class MessageReader
{
    private const string ExpectedRole = "one of developer, system, user, assistant";

    /// <summary>The last message of the user, or the last of all where the user said nothing, and the length of all.</summary>
    public static (string Question, long Characters) Read(JsonElement body, ModelFacts facts)
    {
        const string Expected = "a list of one or more messages";
        if (!body.TryGetProperty("messages", out var messages))
            throw RejectedRequestException.Missing("/messages", Expected);
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
            throw RejectedRequestException.At("/messages", Expected, messages);

        string? question = null;
        var last = "";
        var characters = 0L;
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var (pointer, path) = (JsonBody.Child("/messages", index), $"messages[{index}]");
            index++;
            JsonBody.CheckMembers(message, pointer, "role", "content", "name");
            var role = ReadRole(message, pointer, path, facts);
            if (message.TryGetProperty("name", out var name) && JsonBody.GetText(message, "name", pointer, "a name").Length == 0)
                throw RejectedRequestException.At(JsonBody.Child(pointer, "name"), "a name", name);
            last = ReadContent(message, role, pointer, path, facts);
            characters += last.Length;
            if (role == "user")
                question = last;
        }

        return (question ?? last, characters);
    }

    private static string ReadRole(JsonElement message, string pointer, string path, ModelFacts facts)
    {
        var role = JsonBody.GetText(message, "role", pointer, ExpectedRole);
        if (!ModelVocabulary.Roles.Contains(role))
            throw RejectedRequestException.At(JsonBody.Child(pointer, "role"), ExpectedRole, message.GetProperty("role"));
        return facts.Roles.Contains(role) ? role : throw RejectedRequestException.UnsupportedValue(path + ".role", role);
    }

    private static string ReadContent(JsonElement message, string role, string pointer, string path, ModelFacts facts)
    {
        const string Expected = "a text or a list of one or more parts";
        var isThere = message.TryGetProperty("content", out var content);

        // An assistant may have said nothing, where it refused for example.
        if (role == "assistant" && (!isThere || content.ValueKind == JsonValueKind.Null))
            return "";
        pointer = JsonBody.Child(pointer, "content");
        if (!isThere)
            throw RejectedRequestException.Missing(pointer, Expected);
        if (content.ValueKind == JsonValueKind.String)
            return content.GetString()!;
        if (content.ValueKind != JsonValueKind.Array || content.GetArrayLength() == 0)
            throw RejectedRequestException.At(pointer, Expected, content);

        // Only the user has pictures and files to show.
        var isUser = role == "user";
        return string.Concat(content.EnumerateArray().Select((part, index) =>
        {
            var (text, type) = ContentPartReader.Read(part, JsonBody.Child(pointer, index), isUser ? ModelVocabulary.ContentParts : ["text"]);
            return !isUser || facts.ContentParts.Contains(type) ? text : throw RejectedRequestException.UnsupportedValue($"{path}.content[{index}].type", type);
        }));
    }
}
