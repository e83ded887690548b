using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptGen.Benchmarks.Peers;

/// <summary>A request as it goes over the wire.</summary>
internal sealed record Request(string Model, IReadOnlyList<Message> Messages, double Temperature, int MaxCompletionTokens)
{
    public bool? Stream { get; init; }

    public StreamOptions? StreamOptions { get; init; }

    public ResponseFormat? ResponseFormat { get; init; }
}

internal sealed record Message(string Role, string? Content, string? Refusal = null);

internal sealed record StreamOptions(bool IncludeUsage);

internal sealed record ResponseFormat(string Type, NamedSchema JsonSchema);

internal sealed record NamedSchema(string Name, bool Strict, JsonElement Schema);

/// <summary>A reply, as far as it is looked at.</summary>
internal sealed record Completion(IReadOnlyList<Choice> Choices);

internal sealed record Choice(Message Message, string? FinishReason);

/// <summary>A streamed reply's event, as far as it is looked at.</summary>
internal sealed record Chunk(IReadOnlyList<ChunkChoice> Choices);

internal sealed record ChunkChoice(Delta Delta, string? FinishReason);

internal sealed record Delta(string? Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Completion))]
[JsonSerializable(typeof(Chunk))]
internal sealed partial class WireContext : JsonSerializerContext;
