using System.IO.Compression;

namespace PromptGen.IntegrationTests;

/// <summary>PromptGen as people get it: packed, restored into an empty cache, built against and run.</summary>
public sealed class PackageTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PromptGen" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private const string Sources = """
        <configuration>
          <packageSources>
            <clear />
            <add key="feed" value="../feed" />
          </packageSources>
        </configuration>
        """;

    private const string Program = """
        using PromptGen;

        var answer = await IAsk.Create(new Canned()).AskAsync("question");
        Console.WriteLine($"The answer is {answer.Value}.");

        internal partial interface IAsk
        {
            [Prompt("Answer {question}")]
            Task<Answer> AskAsync(string question, CancellationToken cancellationToken = default);
        }

        internal sealed record Answer(int Value);

        internal sealed class Canned : IChatTransport
        {
            public Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
                Task.FromResult(new ChatCompletion { Content = "{\"value\":42}" });

            public IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();
        }
        """;

    [Fact]
    public async Task The_package_brings_library_generator_and_analyzers()
    {
        using var folder = new TemporaryFolder();
        var feed = Path.Combine(folder.Path, "feed");
        await CommandLine.SucceedAsync(
            "dotnet", ["pack", "src/PromptGen", "--artifacts-path", Path.Combine(folder.Path, "artifacts"), "-o", feed, "--nologo"]);
        AssertContents(Assert.Single(Directory.GetFiles(feed, "PromptGen.*.nupkg")));

        var consumer = Directory.CreateDirectory(Path.Combine(folder.Path, "consumer")).FullName;
        await File.WriteAllTextAsync(Path.Combine(consumer, "Consumer.csproj"), Project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(consumer, "nuget.config"), Sources, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(consumer, "Program.cs"), Program, TestContext.Current.CancellationToken);
        var cache = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = Path.Combine(folder.Path, "cache") };
        Assert.Contains("The answer is 42.", await CommandLine.SucceedAsync("dotnet", ["run"], consumer, cache), StringComparison.Ordinal);

        await File.WriteAllTextAsync(
            Path.Combine(consumer, "Program.cs"), Program.Replace("partial ", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (exitCode, output) = await CommandLine.RunAsync("dotnet", ["build", "--nologo"], consumer, cache);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error PG1001", output, StringComparison.Ordinal);
    }

    private static void AssertContents(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/PromptGen.CodeFixes.dll",
                "analyzers/dotnet/cs/PromptGen.Generator.dll",
                "lib/net10.0/PromptGen.dll",
                "lib/net10.0/PromptGen.xml",
                "lib/net8.0/PromptGen.dll",
                "lib/net8.0/PromptGen.xml",
            ],
            archive.Entries.Select(static entry => entry.FullName)
                .Where(static name => name.StartsWith("lib/", StringComparison.Ordinal) || name.StartsWith("analyzers/", StringComparison.Ordinal) || name.EndsWith(".md", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }
}
