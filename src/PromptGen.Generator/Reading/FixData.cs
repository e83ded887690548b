namespace PromptGen.Generator.Reading;

/// <summary>The keys of what a diagnostic tells its code fix.</summary>
internal static class FixData
{
    /// <summary>The text that was probably meant.</summary>
    public const string Suggestion = "suggestion";

    /// <summary>The name, or the path of names, that is wrong.</summary>
    public const string Name = "name";

    /// <summary>The path to a member, in place of one to a value that has no text.</summary>
    public const string Member = "member";

    /// <summary>The parameter that is missing, as C#.</summary>
    public const string Parameter = "parameter";

    /// <summary>The value, as C#, that is allowed and nearest to the one that is not.</summary>
    public const string Nearest = "nearest";

    /// <summary>The roles that the model does not have, as the wire has them, with commas between them.</summary>
    public const string Roles = "roles";

    /// <summary>A type, as <c>typeof</c> takes it.</summary>
    public const string Type = "type";

    /// <summary>The name that metadata has of the class that is to be changed.</summary>
    public const string Class = "class";
}
