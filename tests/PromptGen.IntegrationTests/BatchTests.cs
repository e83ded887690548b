using System.Diagnostics;
using System.Text.Json;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The sample of many calls, as a program that is interrupted and goes on.</summary>
public sealed class BatchTests
{
    private const int Items = 300;

    private static readonly string Program = Path.Combine(Repository.Root, "samples", "Batch", "bin", CommandLine.Configuration, "net10.0", "Batch.dll");

    [Fact(Timeout = 120_000)]
    public async Task What_was_done_before_an_interruption_is_not_done_again_and_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "results.jsonl");
        string[] arguments = [Program, "--output", output, "--items", $"{Items}", "--at-a-time", "8", "--per-second"];

        // Slow enough not to be done before a busy machine gets round to the interruption.
        Assert.Equal(130, await InterruptAsync([.. arguments, "10"], output));
        var before = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.InRange(before.Length, 1, Items - 1);

        // As if the power had gone within a line.
        await File.AppendAllTextAsync(output, "{\"id\":299,\"tick", TestContext.Current.CancellationToken);
        var said = await CommandLine.SucceedAsync("dotnet", [.. arguments, "1000"], environment: NoKey);
        var after = await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken);
        Assert.Contains($"{before.Length} of {Items} are there already.", said, StringComparison.Ordinal);
        Assert.Contains($"{Items} of {Items} done", said, StringComparison.Ordinal);
        Assert.Equal(before, after[..before.Length]);
        Assert.Equal(Enumerable.Range(0, Items), after.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt32()).Order());
        Assert.All(after, static line => Assert.InRange(JsonDocument.Parse(line).RootElement.GetProperty("ticket").GetProperty("urgency").GetInt32(), 1, 5));
    }

    [Fact]
    public async Task A_file_of_something_else_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "notes.txt");
        await File.WriteAllTextAsync(output, "{\"id\":1}\nMilk, eggs\nBread", TestContext.Current.CancellationToken);
        var (exitCode, said) = await CommandLine.RunAsync("dotnet", [Program, "--output", output], environment: NoKey);
        Assert.Equal(1, exitCode);
        Assert.Contains("line 2: it is no result of this program.", said, StringComparison.Ordinal);
        Assert.Equal("{\"id\":1}\nMilk, eggs\nBread", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string?> NoKey => new() { ["AIMLAPI_KEY"] = null };

    /// <summary>Runs the program, presses Ctrl-C once it has some results, and gives its exit code.</summary>
    private static async Task<int> InterruptAsync(string[] arguments, string output)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["AIMLAPI_KEY"] = "";
        using var process = Process.Start(start)!;
        try
        {
            // The test's own timeout ends a wait for what never comes.
            while (!File.Exists(output) || new FileInfo(output).Length < 1000)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
