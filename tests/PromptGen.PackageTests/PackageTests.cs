using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using PromptGen.Tests;

namespace PromptGen.PackageTests;

/// <summary>What is in the packages.</summary>
[Collection(nameof(Packages))]
public sealed class PackageTests(Packages packages)
{
    // Of the metadata "Custom debug information" of a portable PDB.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    // What NuGet itself puts into every package.
    private static readonly string[] Envelope = ["[Content_Types].xml", "_rels/.rels", "package/services/metadata/core-properties/*.psmdcp"];

    [Fact]
    public void PromptGen_is_library_compiler_parts_and_the_guard() => AssertEntries(
        "PromptGen",
        "nupkg",
        "PromptGen.nuspec",
        "README.md",
        "analyzers/dotnet/cs/PromptGen.CodeFixes.dll",
        "analyzers/dotnet/cs/PromptGen.Generator.dll",
        "buildTransitive/PromptGen.targets",
        "icon.png",
        "lib/net10.0/PromptGen.dll",
        "lib/net10.0/PromptGen.xml",
        "lib/net8.0/PromptGen.dll",
        "lib/net8.0/PromptGen.xml");

    [Theory]
    [InlineData("PromptGen.Extensions.AI")]
    [InlineData("PromptGen.Extensions.DependencyInjection")]
    [InlineData("PromptGen.Testing")]
    public void The_others_are_libraries(string id) => AssertEntries(
        id,
        "nupkg",
        $"{id}.nuspec",
        "README.md",
        "icon.png",
        $"lib/net10.0/{id}.dll",
        $"lib/net10.0/{id}.xml",
        $"lib/net8.0/{id}.dll",
        $"lib/net8.0/{id}.xml");

    [Theory]
    [InlineData("PromptGen")]
    [InlineData("PromptGen.Extensions.AI")]
    [InlineData("PromptGen.Extensions.DependencyInjection")]
    [InlineData("PromptGen.Testing")]
    public void The_libraries_have_symbols(string id)
    {
        AssertEntries(id, "snupkg", id + ".nuspec", $"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb");
        string[] frameworks = ["net8.0", "net10.0"];
        foreach (var framework in frameworks)
        {
            using var library = new PEReader(new MemoryStream(packages.Read(id, $"lib/{framework}/{id}.dll")));
            using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(packages.Read(id, $"lib/{framework}/{id}.pdb", "snupkg")));
            var view = library.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.CodeView);
            Assert.Equal(library.ReadCodeViewDebugDirectoryData(view).Guid, new BlobContentId(symbols.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
        }
    }

    [Theory]
    [InlineData("PromptGen")]
    [InlineData("PromptGen.Extensions.AI")]
    [InlineData("PromptGen.Extensions.DependencyInjection")]
    [InlineData("PromptGen.Testing")]
    public void The_metadata_is_complete(string id)
    {
        var metadata = packages.Metadata(id).Elements().ToDictionary(static element => element.Name.LocalName);
        Assert.Equal(id, metadata["id"].Value);
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", metadata["version"].Value);
        Assert.Equal(packages.Version, metadata["version"].Value);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("expression", metadata["license"].Attribute("type")!.Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.Equal("icon.png", metadata["icon"].Value);
        Assert.NotEmpty(metadata["authors"].Value);
        Assert.NotEmpty(metadata["description"].Value);
        Assert.DoesNotContain("developmentDependency", metadata);
        Assert.Equal([0x89, .. "PNG"u8], packages.Read(id, "icon.png")[..4]);
        Assert.StartsWith("# " + id + "\n", Encoding.UTF8.GetString(packages.Read(id, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_of_PromptGen_is_that_of_the_repository_without_its_pictures()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).ToList();
        var picture = Assert.Single(lines, static line => line.StartsWith("![", StringComparison.Ordinal));
        lines.RemoveRange(lines.IndexOf(picture), 2);
        Assert.Equal(lines, Encoding.UTF8.GetString(packages.Read("PromptGen", "README.md")).TrimEnd().Split('\n'));
    }

    [Fact]
    public void PromptGen_needs_nothing_but_the_framework_where_that_has_all() => Assert.Equal(
        ["net10.0", "net8.0: System.Net.ServerSentEvents", "net8.0: System.Text.Json"],
        Dependencies("PromptGen"));

    [Theory]
    [InlineData("PromptGen.Testing", "net10.0: PromptGen", "net8.0: PromptGen", "net8.0: System.Net.ServerSentEvents", "net8.0: System.Text.Json")]
    [InlineData(
        "PromptGen.Extensions.AI",
        "net10.0: Microsoft.Extensions.AI.Abstractions",
        "net10.0: PromptGen",
        "net8.0: Microsoft.Extensions.AI.Abstractions",
        "net8.0: PromptGen",
        "net8.0: System.Net.ServerSentEvents",
        "net8.0: System.Text.Json")]
    [InlineData(
        "PromptGen.Extensions.DependencyInjection",
        "net10.0: Microsoft.Extensions.Http",
        "net10.0: Microsoft.Extensions.Logging.Abstractions",
        "net10.0: Microsoft.Extensions.Options.ConfigurationExtensions",
        "net10.0: PromptGen",
        "net8.0: Microsoft.Extensions.Http",
        "net8.0: Microsoft.Extensions.Logging.Abstractions",
        "net8.0: Microsoft.Extensions.Options.ConfigurationExtensions",
        "net8.0: PromptGen",
        "net8.0: System.Net.ServerSentEvents",
        "net8.0: System.Text.Json")]
    public void The_others_bring_PromptGen_with_its_generator(string id, params string[] dependencies)
    {
        Assert.Equal(dependencies, Dependencies(id));
        var own = packages.Metadata(id).Descendants().Where(static element => (string?)element.Attribute("id") == "PromptGen");
        Assert.All(own, dependency => Assert.Equal((packages.Version, "All"), ((string)dependency.Attribute("version")!, (string)dependency.Attribute("include")!)));
    }

    [Theory]
    [InlineData("PromptGen.Generator", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp")]
    [InlineData("PromptGen.CodeFixes", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Workspaces", "PromptGen.Generator", "System.Composition.AttributedModel")]
    public void Compiler_parts_need_nothing_that_the_oldest_compiler_lacks(string part, params string[] allowed)
    {
        using var file = new PEReader(new MemoryStream(packages.Read("PromptGen", $"analyzers/dotnet/cs/{part}.dll")));
        var reader = file.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(reader.GetAssemblyReference).ToDictionary(reference => reader.GetString(reference.Name), static reference => reference.Version);
        Assert.Empty(references.Keys.Except([.. allowed, "netstandard", "System.Collections.Immutable", "System.Memory"]));
        Assert.All(
            references.Where(static reference => reference.Key.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
            static reference => Assert.Equal(new Version(4, 14, 0, 0), reference.Value));
        Assert.Contains("Microsoft.CodeAnalysis", references.Keys);

        // Their symbols stay with us: no source link was made for them, whatever the repository.
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.Combine(packages.Artifacts, "bin", part, "release", part + ".pdb")));
        var debug = symbols.GetMetadataReader();
        Assert.DoesNotContain(SourceLink, debug.CustomDebugInformation.Select(handle => debug.GetGuid(debug.GetCustomDebugInformation(handle).Kind)));
    }

    [Fact]
    public async Task The_same_source_gives_the_same_bytes()
    {
        // At the same place: symbols name the folders that they were built in, unless ContinuousIntegrationBuild maps these away.
        await CommandLine.SucceedAsync(
            "dotnet", ["build", "src/PromptGen", "--no-restore", "--no-incremental", "-c", "Release", "-f", "net10.0", CommandLine.WithoutAnalyzers, "--artifacts-path", packages.Artifacts, "--nologo"]);
        Assert.Equal(packages.Read("PromptGen", "lib/net10.0/PromptGen.dll"), await BuiltAsync("PromptGen", "release_net10.0"));
        Assert.Equal(packages.Read("PromptGen", "analyzers/dotnet/cs/PromptGen.Generator.dll"), await BuiltAsync("PromptGen.Generator", "release"));
        Assert.Equal(packages.Read("PromptGen", "analyzers/dotnet/cs/PromptGen.CodeFixes.dll"), await BuiltAsync("PromptGen.CodeFixes", "release"));

        Task<byte[]> BuiltAsync(string project, string pivot)
        {
            var path = Path.Combine(packages.Artifacts, "bin", project, pivot, project + ".dll");
            return File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
    }

    private void AssertEntries(string id, string extension, params string[] expected)
    {
        using var archive = packages.Open(id, extension);
        var found = archive.Entries.Select(static entry => entry.FullName.EndsWith(".psmdcp", StringComparison.Ordinal)
            ? entry.FullName[..(entry.FullName.LastIndexOf('/') + 1)] + "*.psmdcp"
            : entry.FullName);
        Assert.Equal(expected.Concat(Envelope).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Dependencies(string id)
    {
        var groups = packages.Metadata(id).Elements().Single(static element => element.Name.LocalName == "dependencies").Elements();
        return groups
            .SelectMany(static group => group.Elements().Select(static dependency => ": " + (string)dependency.Attribute("id")!).DefaultIfEmpty(""),
                static (group, dependency) => (string)group.Attribute("targetFramework")! + dependency)
            .Order(StringComparer.Ordinal);
    }
}
