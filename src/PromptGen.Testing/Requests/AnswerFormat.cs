namespace PromptGen.Testing;

/// <summary>What an answer has to be.</summary>
internal enum AnswerFormat
{
    Text,
    JsonObject,
    JsonSchema,
}
