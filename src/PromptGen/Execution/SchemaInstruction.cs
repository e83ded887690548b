using System.Text;

namespace PromptGen;

/// <summary>The words that ask a model for a document of a schema, where the server does not hold it to one.</summary>
internal static class SchemaInstruction
{
    private const string Words = "nothing but one JSON document, without a fence around it, that is valid under this JSON Schema:\n";

    /// <summary>What a prompt ends with.</summary>
    public static string AfterPrompt(JsonContract contract) => $"\n\nAnswer with {Words}{SchemaOf(contract)}";

    /// <summary>What an answer is sent back with.</summary>
    public static string AfterAnswer(JsonContract contract, IReadOnlyList<SchemaViolation> violations)
    {
        var text = new StringBuilder("That answer is not valid:\n");
        foreach (var violation in violations)
            text.Append("- ").Append(violation).Append('\n');
        return text.Append("\nAnswer again, with ").Append(Words).Append(SchemaOf(contract)).ToString();
    }

    private static string SchemaOf(JsonContract contract) => Encoding.UTF8.GetString(contract.Schema);
}
