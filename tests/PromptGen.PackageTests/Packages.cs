using System.IO.Compression;
using System.Xml.Linq;
using PromptGen.Tests;

namespace PromptGen.PackageTests;

/// <summary>Our packages as they are published: packed once, in a folder of their own, for all tests that look at them.</summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A folder for what is made of the packages. It is gone after the tests.</summary>
    public string Folder => _folder.Path;

    /// <summary>The folder that the packages are in.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>Where the packages were built.</summary>
    public string Artifacts => Path.Combine(Folder, "artifacts");

    /// <summary>What makes the SDK forget all packages that the machine knows.</summary>
    public Dictionary<string, string?> EmptyCache => new() { ["NUGET_PACKAGES"] = Path.Combine(Folder, "cache") };

    /// <summary>The version of all of them.</summary>
    public string Version { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await CommandLine.SucceedAsync("dotnet", ["pack", "src/Packages.slnf", CommandLine.WithoutAnalyzers, "--artifacts-path", Artifacts, "-o", Feed, "--nologo"]);
        Version = (string)Metadata("PromptGen").Elements().Single(static element => element.Name.LocalName == "version");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(Directory.GetFiles(Feed, $"{id}.*.{extension}").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1])));

    /// <summary>The bytes of a file in a package.</summary>
    public byte[] Read(string id, string entry, string extension = "nupkg")
    {
        using var archive = Open(id, extension);
        using var stream = archive.GetEntry(entry)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>What a package says of itself.</summary>
    public XElement Metadata(string id)
    {
        using var stream = new MemoryStream(Read(id, id + ".nuspec"));
        return XDocument.Load(stream).Root!.Elements().Single();
    }
}

/// <summary>The tests that share the packages. They run one after the other: each is a build, which takes the whole machine anyway.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class PackagesDefinition : ICollectionFixture<Packages>;
