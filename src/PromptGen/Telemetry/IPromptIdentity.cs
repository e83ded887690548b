namespace PromptGen;

/// <summary>What the calls of one prompt have in common.</summary>
internal interface IPromptIdentity
{
    /// <summary>The prompt's name.</summary>
    string Name { get; }

    /// <summary>What tells one version of the prompt from another, the same in every process: of its template and its schema.</summary>
    string Hash { get; }
}
