using System.Diagnostics;

namespace PromptGen.Tests;

/// <summary>Runs programs as a user would, in folders of their own.</summary>
internal static class CommandLine
{
    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains("Release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>Builds without the analyzers, which have seen the same sources when the tests were built, and take half of the time.</summary>
    public const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    /// <summary>Runs a program to its end, and gives what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        // What runs these tests must not speak for what they run.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMinutes(10));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop.Token);
            var error = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a program that must succeed, and gives what it wrote.</summary>
    public static async Task<string> SucceedAsync(
        string program, string[] arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var (exitCode, output) = await RunAsync(program, arguments, folder, environment);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }
}

/// <summary>A folder outside of the repository that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("promptgen-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
