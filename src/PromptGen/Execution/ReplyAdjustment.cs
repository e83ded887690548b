namespace PromptGen;

/// <summary>What was taken off a reply before it was an answer. What is left is held to the schema as any answer is.</summary>
public enum ReplyAdjustment
{
    /// <summary>A block of reasoning before the answer: <c>&lt;think&gt;…&lt;/think&gt;</c>.</summary>
    Reasoning,

    /// <summary>A Markdown fence around the answer.</summary>
    Fence,

    /// <summary>Text before or after the answer's JSON.</summary>
    SurroundingText,
}
