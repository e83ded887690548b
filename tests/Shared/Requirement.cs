namespace PromptGen.Tests;

/// <summary>What a test needs that a machine with the SDK alone may lack. <c>PROMPTGEN_REQUIRE_ALL=1</c> makes the lack a failure.</summary>
internal static class Requirement
{
    /// <summary>Skips the test where none of the programs is on the path.</summary>
    public static void AnyOf(string purpose, params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (programs.Any(program => folders.Any(folder => File.Exists(Path.Combine(folder, program)))))
            return;
        Miss($"{purpose} needs one of: {string.Join(", ", programs)}.");
    }

    /// <summary>Skips the test where a folder is missing that a command makes.</summary>
    public static void Folder(string purpose, string folder, string command)
    {
        if (!Directory.Exists(folder))
            Miss($"{purpose} needs what this brings: {command}.");
    }

    private static void Miss(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("PROMPTGEN_REQUIRE_ALL") == "1", reason);
        Assert.Skip(reason);
    }
}
