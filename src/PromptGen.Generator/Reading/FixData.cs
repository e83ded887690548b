namespace PromptGen.Generator.Reading;

/// <summary>The keys of what a diagnostic tells its code fix.</summary>
internal static class FixData
{
    /// <summary>The text that was probably meant.</summary>
    public const string Suggestion = "suggestion";

    /// <summary>The name that is missing.</summary>
    public const string Name = "name";

    /// <summary>The value, as C#, that is allowed and nearest to the one that is not.</summary>
    public const string Nearest = "nearest";
}
