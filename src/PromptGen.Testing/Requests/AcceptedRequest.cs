using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>What the answer to a request depends on.</summary>
internal sealed record AcceptedRequest
{
    public required string Model { get; init; }

    /// <summary>The last message of the user, or the last of all where the user said nothing.</summary>
    public required string Question { get; init; }

    /// <summary>The length of all messages.</summary>
    public required long PromptCharacters { get; init; }

    public long? MaxTokens { get; init; }

    /// <summary>What ends the answer before it comes.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    public AnswerFormat Format { get; init; }

    /// <summary>The schema, where the format is one.</summary>
    public JsonElement Schema { get; init; }

    public bool IsStreamed { get; init; }

    /// <summary>Whether a streamed answer ends with what it cost.</summary>
    public bool IncludesUsage { get; init; }
}
