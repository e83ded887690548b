using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PromptGen.Tests;

namespace PromptGen.Benchmarks;

/// <summary>How a program came to the end of its call.</summary>
/// <param name="Wall">The time from its start.</param>
/// <param name="ProcessorTime">What all of its threads had.</param>
/// <param name="PeakBytes">The most memory that it had at once; 0 where the system does not say.</param>
internal sealed record StartUp(TimeSpan Wall, TimeSpan ProcessorTime, long PeakBytes);

/// <summary>How a program is compiled.</summary>
internal enum Compiled
{
    /// <summary>To a native executable.</summary>
    Native,

    /// <summary>As it runs.</summary>
    JustInTime,

    /// <summary>As it runs, but for what was compiled when it was published.</summary>
    ReadyToRun,
}

/// <summary>The program of tests/StartUpProgram, published for one client.</summary>
internal sealed partial class StartUpProgram
{
    private const string Name = nameof(StartUpProgram);

    private readonly string _client;
    private readonly string _file;
    private readonly bool _isNative;

    private StartUpProgram(string client, Compiled compiled, string folder, int warnings)
    {
        var isNative = compiled == Compiled.Native;
        (_client, _isNative, Warnings) = (client, isNative, warnings);
        _file = Path.Combine(folder, isNative ? OperatingSystem.IsWindows() ? Name + ".exe" : Name : Name + ".dll");

        // A native executable is all there is; without one the libraries that come along count.
        Bytes = isNative ? new FileInfo(_file).Length : Directory.EnumerateFiles(folder, "*.dll").Sum(static file => new FileInfo(file).Length);
    }

    public long Bytes { get; }

    /// <summary>The warnings of the trimmer and the native compiler, each place once.</summary>
    public int Warnings { get; }

    public static async Task<StartUpProgram> PublishAsync(string client, Compiled compiled, string folder)
    {
        folder = Path.Combine(folder, $"{client}.{compiled}");
        var output = Path.Combine(folder, "out");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "tests", Name), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, $"-p:Client={client}",
                $"-p:Native={compiled == Compiled.Native}", $"-p:PublishReadyToRun={compiled == Compiled.ReadyToRun}", "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", output, "--nologo",
            ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new(client, compiled, output, TrimWarning.Matches(said).Select(static match => match.Value).Distinct().Count())
            : throw new InvalidOperationException($"The program of {client} was not published:\n{said}");
    }

    /// <summary>Runs the program, which has to find so many entries.</summary>
    public async Task<StartUp> RunAsync(Uri server, int entries)
    {
        var start = new ProcessStartInfo(_isNative ? _file : "dotnet", _isNative ? [server.ToString()] : [_file, server.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync() ?? "";

        // It waits for the end of its input, so that there still is something to be asked.
        process.Refresh();
        var peak = process.HasExited ? 0 : process.PeakWorkingSet64;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            && said.Split(' ') is [var found, var ended, var ticks]
            && int.Parse(found, CultureInfo.InvariantCulture) == entries
            ? new(Stopwatch.GetElapsedTime(started, long.Parse(ended, CultureInfo.InvariantCulture)), new(long.Parse(ticks, CultureInfo.InvariantCulture)), peak)
            : throw new InvalidOperationException($"The program of {_client} ended with {process.ExitCode}, and did not find {entries} entries: {said}");
    }

    [GeneratedRegex(@"^.*warning IL\d+.*$", RegexOptions.Multiline)]
    private static partial Regex TrimWarning { get; }
}
