using System.Runtime.InteropServices;
using PromptGen.Testing;
using PromptGen.Tests;

namespace PromptGen.PackageTests;

/// <summary>Programs as native executables: published without a warning, and run.</summary>
public sealed class NativeTests(NativeTests.Output output) : IClassFixture<NativeTests.Output>
{
    /// <summary>On Linux: a tenth more than it has.</summary>
    private const long MaxBytes = 7_000_000;

    [Fact]
    public async Task A_native_executable_makes_a_typed_call()
    {
        var executable = await output.PublishAsync("samples/NativeAot");
        if (OperatingSystem.IsLinux())
            Assert.InRange(new FileInfo(executable).Length, 1, MaxBytes);

        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        var said = await CommandLine.SucceedAsync(executable, [server.BaseAddress.ToString()], environment: new Dictionary<string, string?> { ["AIMLAPI_KEY"] = "key" });
        Assert.Matches(@"^.+: -?\d+ inhabitants, \d rivers, (Cold|Mild|Hot)\n(- .+, \d+ minutes\n)*$", said.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_native_host_does_what_the_packages_are_for() =>
        Assert.DoesNotContain("FAILED", await CommandLine.SucceedAsync(await output.PublishAsync("tests/NativeHost"), []), StringComparison.Ordinal);

    /// <summary>Where executables are published to, and what they have in common is built once.</summary>
    public sealed class Output : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public void Dispose() => _folder.Dispose();

        /// <summary>Publishes a program, and gives the path of its executable.</summary>
        internal async Task<string> PublishAsync(string project)
        {
            Requirement.AnyOf("Native AOT", "clang", "gcc", "link.exe");
            var name = Path.GetFileName(project);
            var folder = Path.Combine(_folder.Path, name);
            var said = await CommandLine.SucceedAsync(
                "dotnet",
                ["publish", project, "-r", RuntimeInformation.RuntimeIdentifier, CommandLine.WithoutAnalyzers, "--artifacts-path", Path.Combine(_folder.Path, "artifacts"), "-o", folder, "--nologo"]);
            Assert.DoesNotContain("warning", said, StringComparison.OrdinalIgnoreCase);
            return Path.Combine(folder, name);
        }
    }
}
