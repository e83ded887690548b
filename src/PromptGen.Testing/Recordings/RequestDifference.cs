using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>A place at which two requests differ.</summary>
/// <param name="Pointer">Where (RFC 6901).</param>
/// <param name="Recorded">What was sent when it was recorded; null for nothing.</param>
/// <param name="Sent">What is sent now; null for nothing.</param>
internal sealed record RequestDifference(string Pointer, JsonElement? Recorded, JsonElement? Sent)
{
    private const int CharactersBefore = 20;
    private const int MaxLength = 60;

    /// <summary>How many characters it is about.</summary>
    public int Size
    {
        get
        {
            var (recorded, sent) = (Raw(Recorded), Raw(Sent));
            var start = recorded.AsSpan().CommonPrefixLength(sent);
            var end = 0;
            while (end < Math.Min(recorded.Length, sent.Length) - start && recorded[^(end + 1)] == sent[^(end + 1)])
                end++;
            return Math.Max(recorded.Length, sent.Length) - start - end;
        }
    }

    /// <summary>All differences, in the order of what was recorded.</summary>
    public static IEnumerable<RequestDifference> Between(JsonElement recorded, JsonElement sent, string pointer = "") => (recorded.ValueKind, sent.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => recorded.EnumerateObject().Concat(sent.EnumerateObject()).Select(static member => member.Name).Distinct()
            .SelectMany(name => BetweenMembers(MemberOf(recorded, name), MemberOf(sent, name), JsonBody.Child(pointer, name))),
        (JsonValueKind.Array, JsonValueKind.Array) => Enumerable.Range(0, Math.Max(recorded.GetArrayLength(), sent.GetArrayLength()))
            .SelectMany(index => BetweenMembers(ItemOf(recorded, index), ItemOf(sent, index), JsonBody.Child(pointer, index))),
        _ => JsonElement.DeepEquals(recorded, sent) ? [] : [new(pointer, recorded, sent)],
    };

    /// <summary>The place, and what stands there; of two texts what is around the first character in which they differ.</summary>
    public override string ToString()
    {
        var start = Recorded?.ValueKind == JsonValueKind.String && Sent?.ValueKind == JsonValueKind.String
            ? Math.Max(0, Recorded.Value.GetString().AsSpan().CommonPrefixLength(Sent.Value.GetString()) - CharactersBefore)
            : 0;
        return $"{Pointer}: recorded {Describe(Recorded, start)}, sent {Describe(Sent, start)}";
    }

    private static IEnumerable<RequestDifference> BetweenMembers(JsonElement? recorded, JsonElement? sent, string pointer) =>
        recorded is { } one && sent is { } other ? Between(one, other, pointer) : [new(pointer, recorded, sent)];

    private static JsonElement? MemberOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? ItemOf(JsonElement element, int index) => index < element.GetArrayLength() ? element[index] : null;

    private static string Raw(JsonElement? element) => element?.GetRawText() ?? "";

    private static string Describe(JsonElement? element, int start) => element switch
    {
        null => "nothing",
        { ValueKind: JsonValueKind.String } text => Excerpt(text.GetString()!, start),
        { } other => Shortened.Marked(ReplyWriter.Text(other.WriteTo), MaxLength),
    };

    private static string Excerpt(string text, int start)
    {
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start--;
        var shown = JsonEncodedText.Encode(Shortened.Marked(text[start..], MaxLength), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return start == 0 ? $"\"{shown}\"" : $"\"…{shown}\"";
    }
}
