using System.Text.Json.Serialization;
using PromptGen;

namespace Batch;

/// <summary>What writes a ticket as its schema has it.</summary>
[JsonContracts(typeof(Ticket))]
internal static partial class Contracts;

[JsonSerializable(typeof(string))]
internal sealed partial class Strings : JsonSerializerContext;
