using System.Runtime.InteropServices;
using PromptGen.Testing;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The native sample: published without a warning, and run.</summary>
public sealed class NativeAotTests
{
    /// <summary>On Linux: a tenth more than it has.</summary>
    private const long MaxBytes = 7_000_000;

    [Fact]
    public async Task A_native_executable_makes_a_typed_call()
    {
        Requirement.AnyOf("Native AOT", "clang", "gcc", "link.exe");
        using var folder = new TemporaryFolder();
        var output = await CommandLine.SucceedAsync(
            "dotnet",
            ["publish", "samples/NativeAot", "-r", RuntimeInformation.RuntimeIdentifier, CommandLine.WithoutAnalyzers, "--artifacts-path", Path.Combine(folder.Path, "artifacts"), "-o", Path.Combine(folder.Path, "out"), "--nologo"]);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);

        var executable = Path.Combine(folder.Path, "out", "NativeAot");
        if (OperatingSystem.IsLinux())
            Assert.InRange(new FileInfo(executable).Length, 1, MaxBytes);

        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        var said = await CommandLine.SucceedAsync(
            executable, [server.BaseAddress.ToString()], environment: new Dictionary<string, string?> { ["AIMLAPI_KEY"] = "key" });
        Assert.Matches(@"^.+: -?\d+ inhabitants, \d rivers, (Cold|Mild|Hot)\n(- .+, \d+ minutes\n)*$", said.ReplaceLineEndings("\n"));
    }
}
