namespace PromptGen.Tests;

/// <summary>Where the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that the solution is in. (A compiler-made source path would not do: CI builds map it away.)</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PromptGen.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"No PromptGen.sln above {AppContext.BaseDirectory}.");
        return folder;
    }
}
