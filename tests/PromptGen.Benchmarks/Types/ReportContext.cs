using System.Text.Json.Serialization;

namespace PromptGen.Benchmarks;

/// <summary>A list of entries as it is on the wire.</summary>
public sealed record EntryList(IReadOnlyList<Entry> Value);

/// <summary>The answer for System.Text.Json, as strict as it can be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(EntryList))]
internal sealed partial class ReportContext : JsonSerializerContext;
