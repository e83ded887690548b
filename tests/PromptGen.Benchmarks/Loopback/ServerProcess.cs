using System.Diagnostics;

namespace PromptGen.Benchmarks;

/// <summary>A <see cref="LoopbackServer"/> in a process of its own, so that what it takes is not counted.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>What this program is told to be the server.</summary>
    public const string Command = "serve";

    private readonly Process _process;
    private readonly Uri _address;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        _address = address;
    }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Command) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new(process, new(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")));
    }

    /// <summary>Where a reply is to be had.</summary>
    /// <param name="kind">Which: <c>report</c>, <c>story</c> or <c>list</c>.</param>
    /// <param name="size">How large it is, in bytes or chunks.</param>
    /// <param name="delay">How long it takes, in milliseconds.</param>
    public Uri BaseAddress(string kind, int size, int delay = 0) => new(_address, FormattableString.Invariant($"{kind}/{size}/{delay}/"));

    /// <summary>Ends the server.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
