using PromptGen.Tests;

namespace PromptGen.PackageTests;

/// <summary>The packages at work: restored into an empty cache from nowhere else, built against with every warning an error, and run.</summary>
[Collection(nameof(Packages))]
public sealed class PackageConsumerTests(Packages packages, PackageConsumerTests.Consumers consumers) : IClassFixture<PackageConsumerTests.Consumers>
{
    /// <summary>Nothing but our own packages.</summary>
    internal const string Sources = """
        <configuration>
          <packageSources>
            <clear />
            <add key="feed" value="../feed" />
          </packageSources>
        </configuration>
        """;

    private const string Transport = """
        using PromptGen;

        namespace Consumer;

        internal sealed class Canned : IChatTransport
        {
            public Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
                Task.FromResult(new ChatCompletion { Content = "{\"value\":42}" });

            public async IAsyncEnumerable<ChatChunk> StreamAsync(
                ChatRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                yield return new() { Text = "one" };
                yield return new() { Text = "two", FinishReason = FinishReason.Stop };
            }
        }
        """;

    private const string Library = """
        using PromptGen;

        namespace Consumer;

        /// <summary>Asks for numbers.</summary>
        public partial interface IAsk
        {
            /// <summary>Asks for a number.</summary>
            [Prompt("Answer {question}")]
            Task<Answer> AskAsync(string question, CancellationToken cancellationToken = default);

            /// <summary>Tells of something.</summary>
            [Prompt(File = "Prompts/tell.prompt.md")]
            IAsyncEnumerable<string> TellAsync(string subject, CancellationToken cancellationToken = default);
        }

        /// <summary>A number.</summary>
        public sealed record Answer(int Value);

        #if WRONG
        internal interface IWrong
        {
            [Prompt("Not partial")]
            Task<string> AskAsync();
        }
        #endif
        """;

    private const string PromptFile = "Prompts/tell.prompt.md";

    private const string PromptText = "Tell of {subject}\n";

    private const string Program = """
        using Consumer;

        Console.WriteLine(IAsk.PromptRequests.Tell("it").Request.Messages[0].Content);

        var ask = IAsk.Create(new Canned());
        var answer = await ask.AskAsync("question");
        Console.WriteLine($"The answer is {answer.Value}.");
        await foreach (var piece in ask.TellAsync("it"))
            Console.WriteLine($"A piece: {piece}.");
        """;

    // A project that has the package through another project, and declares no prompts: the language is its own business.
    private const string Downstream = """
        using Consumer;

        /// <summary>Asks.</summary>
        public static class Downstream
        {
            /// <summary>Asks.</summary>
            public static Task<Answer> AskAsync(PromptGen.IChatTransport transport) => IAsk.Create(transport).AskAsync("question");
        }
        """;

    private const string Served = """
        using PromptGen;
        using PromptGen.Testing;

        await using var server = await LocalChatServer.StartAsync();
        using var httpClient = new HttpClient();
        var transport = new HttpChatTransport(httpClient, new() { BaseAddress = server.BaseAddress, ApiKey = "key" });
        var answer = await ICount.Create(transport).CountAsync();
        Console.WriteLine($"{server.Requests.Count} request, a count of {(answer.Count is >= 3 and <= 5 ? "three to five" : answer.Count)}.");

        internal partial interface ICount
        {
            [Prompt("Count", Model = "a/model")]
            Task<Answer> CountAsync();
        }

        internal sealed record Answer([property: System.ComponentModel.DataAnnotations.Range(3, 5)] int Count);
        """;

    [Fact]
    public async Task An_executable_makes_typed_calls_and_reads_streams()
    {
        Assert.Equal(["Tell of it", "The answer is 42.", "A piece: one.", "A piece: two."], await RunAsync(consumers.Output("Program")));
        Assert.True(File.Exists(consumers.Output("Downstream")));
    }

    [Fact]
    public async Task The_testing_package_is_enough_for_a_test_that_declares_prompts() =>
        Assert.Equal(["1 request, a count of three to five."], await RunAsync(consumers.Output("Served")));

    [Fact]
    public async Task A_wrong_prompt_fails_the_build() =>
        Assert.Contains("error PG1001", await FailAsync("-p:DefineConstants=WRONG"), StringComparison.Ordinal);

    [Theory]
    [InlineData("-p:CompilerApiVersion=roslyn4.8", "PromptGen needs the C# compiler 4.14 or later", "'roslyn4.8'", "9.0.300")]
    [InlineData("-p:LangVersion=10", "PromptGen emits C# 11", "LangVersion is '10'")]
    public async Task A_compiler_that_is_too_old_for_the_generator_is_an_error(string property, params string[] expected)
    {
        var output = await FailAsync(property);
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Net8_is_built_against_its_own_library_and_what_that_needs()
    {
        // The packages of System.* come from wherever the machine has its packages from.
        var folder = Path.Combine(packages.Folder, "net8");
        Consumers.Write(folder, "Net8.csproj", Project("Exe", $"""
            <TargetFramework>net8.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <RestoreAdditionalProjectSources>{packages.Feed}</RestoreAdditionalProjectSources>
            """, Package("PromptGen", packages.Version)));
        Consumers.Write(folder, "Transport.cs", Transport);
        Consumers.Write(folder, "Library.cs", Library);
        Consumers.Write(folder, PromptFile, PromptText);
        Consumers.Write(folder, "Program.cs", Program);
        await CommandLine.SucceedAsync("dotnet", ["build", "--nologo"], folder, packages.EmptyCache);
        var output = Path.Combine(folder, "bin", "Debug", "net8.0");
        Assert.Equal(packages.Read("PromptGen", "lib/net8.0/PromptGen.dll"), await File.ReadAllBytesAsync(Path.Combine(output, "PromptGen.dll"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(output, "System.Text.Json.dll")));
        if ((await CommandLine.SucceedAsync("dotnet", ["--list-runtimes"])).Contains("Microsoft.NETCore.App 8.", StringComparison.Ordinal))
            Assert.Equal(["Tell of it", "The answer is 42.", "A piece: one.", "A piece: two."], await RunAsync(Path.Combine(output, "Net8.dll")));
    }

    /// <summary>Builds the library once more, in a way that must fail.</summary>
    private async Task<string> FailAsync(string property)
    {
        var (exitCode, output) = await CommandLine.RunAsync(
            "dotnet", ["build", "Library", "--no-restore", "--nologo", property], consumers.Folder, packages.EmptyCache);
        Assert.NotEqual(0, exitCode);
        return output;
    }

    private static async Task<string[]> RunAsync(string program) =>
        (await CommandLine.SucceedAsync("dotnet", [program])).ReplaceLineEndings("\n").TrimEnd().Split('\n');

    private static string Package(string id, string version) => $"""<PackageReference Include="{id}" Version="[{version}]" />""";

    private static string Project(string kind, string properties, string references) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>{kind}</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {references}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The projects that need nothing but our packages, restored and built at once.</summary>
    public sealed class Consumers(Packages packages) : IAsyncLifetime
    {
        private const string Solution = """
            <Solution>
              <Project Path="Program/Program.csproj" />
              <Project Path="Served/Served.csproj" />
            </Solution>
            """;

        /// <summary>The folder of the solution.</summary>
        public string Folder => Path.Combine(packages.Folder, "consumers");

        /// <summary>The assembly of a project.</summary>
        public string Output(string project) => Path.Combine(Folder, project, "bin", "Debug", "net10.0", project + ".dll");

        public async ValueTask InitializeAsync()
        {
            var reference = Package("PromptGen", packages.Version);
            Write(Folder, "nuget.config", PackageConsumerTests.Sources);
            Write(Folder, "Consumers.slnx", Solution);
            Write(Folder, "Library/Library.csproj", Project("Library", "", reference));
            Write(Folder, "Library/Library.cs", PackageConsumerTests.Library);
            Write(Folder, "Library/" + PromptFile, PromptText);
            Write(Folder, "Downstream/Downstream.csproj", Project("Library", "<LangVersion>10</LangVersion>", """<ProjectReference Include="../Library/Library.csproj" />"""));
            Write(Folder, "Downstream/Downstream.cs", PackageConsumerTests.Downstream);
            Write(Folder, "Program/Program.csproj", Project("Exe", "", reference + """<ProjectReference Include="../Library/Library.csproj" /><ProjectReference Include="../Downstream/Downstream.csproj" />"""));
            Write(Folder, "Program/Program.cs", Program + "\nawait Downstream.AskAsync(new Canned());\n");
            Write(Folder, "Program/Transport.cs", Transport);
            Write(Folder, "Served/Served.csproj", Project("Exe", "", Package("PromptGen.Testing", packages.Version)));
            Write(Folder, "Served/Program.cs", Served);
            await CommandLine.SucceedAsync("dotnet", ["build", "--nologo"], Folder, packages.EmptyCache);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        internal static void Write(string folder, string file, string text)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
