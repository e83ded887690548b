using System.Text;
using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>
/// Finds the schema that a prompt asks for an answer of in words. A model reads it there, so this server does: behind the last
/// <c>JSON Schema:</c> and a line's end.
/// </summary>
internal static class PromptedSchema
{
    private const string Words = "JSON Schema:\n";

    /// <summary>The schema; null where there is none, or none that the server can make an answer of.</summary>
    public static JsonElement? Find(string question)
    {
        var start = question.LastIndexOf(Words, StringComparison.Ordinal);
        if (start < 0)
            return null;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(question[(start + Words.Length)..]));
            var schema = JsonElement.ParseValue(ref reader);
            SchemaValidator.Check(schema, "", isStrict: true);
            return schema;
        }
        catch (Exception exception) when (exception is JsonException or RejectedRequestException)
        {
            return null;
        }
    }
}
