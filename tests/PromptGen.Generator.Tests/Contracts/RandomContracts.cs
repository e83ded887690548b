namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Contracts of random types, written and compiled once for all laws.</summary>
internal static class RandomContracts
{
    public const int Count = 200;

    private static readonly Lazy<ContractAssembly> Assembly = new(static () => new(new RandomTypes(new Random(Seed)).Source(Count)));

    /// <summary>What all of it is made from, which a failing test names. <c>PROMPTGEN_SEED</c> sets it.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PROMPTGEN_SEED"), out var seed) ? seed : Random.Shared.Next();

    /// <summary>A contract whose schema is the full one.</summary>
    public static LoadedContract Full(int index) => Assembly.Value[$"Full{index}"];

    /// <summary>The contract of the same type whose schema is the one that is sent.</summary>
    public static LoadedContract Wire(int index) => Assembly.Value[$"Wire{index}"];
}
