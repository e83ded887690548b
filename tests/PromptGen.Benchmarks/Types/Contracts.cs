namespace PromptGen.Benchmarks;

[JsonContracts(typeof(Report))]
internal static partial class Contracts;
