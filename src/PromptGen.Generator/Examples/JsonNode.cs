using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Examples;

/// <summary>A value of a JSON text, and where it stands.</summary>
internal abstract record JsonNode(TextRange Range);

internal sealed record JsonObject(TextRange Range, IReadOnlyList<JsonMember> Members) : JsonNode(Range)
{
    /// <summary>The value of a member; null where there is none.</summary>
    public JsonNode? Find(string name) => Members.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Range">Where the name stands.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, TextRange Range, JsonNode Value);

internal sealed record JsonList(TextRange Range, IReadOnlyList<JsonNode> Items) : JsonNode(Range);

internal sealed record JsonString(TextRange Range, string Value) : JsonNode(Range);

/// <summary>A number, as it is written.</summary>
internal sealed record JsonNumber(TextRange Range, string Text) : JsonNode(Range);

internal sealed record JsonBoolean(TextRange Range) : JsonNode(Range);

internal sealed record JsonNull(TextRange Range) : JsonNode(Range);
