namespace PromptGen.Benchmarks;

/// <summary>What is compared has to do the same.</summary>
internal static class Checks
{
    public static void Equal(string name, string expected, string actual)
    {
        if (actual != expected)
            throw new InvalidOperationException($"{name}: expected {expected}, found {actual}");
    }
}
