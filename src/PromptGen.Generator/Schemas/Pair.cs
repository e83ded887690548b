namespace PromptGen.Generator.Schemas;

/// <summary>The members of what a dictionary's entry is in a document.</summary>
internal static class Pair
{
    public const string Key = "key";
    public const string Value = "value";
}
