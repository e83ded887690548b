using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen.Tests;

namespace PromptGen.PackageTests;

/// <summary>
/// A project in which everything is wrong, built with the package as a user builds one: the build has the diagnostics that the sources
/// announce, each at its characters, and no others. A line of carets below a line of code stands for a diagnostic there:
/// <c>//   ^^^^ PG2002</c>. One in another file is announced as <c>// file(line,column)-(line,column) PG2002</c>.
/// </summary>
[Collection(nameof(Packages))]
public sealed partial class WrongDeclarationsTests(Packages packages)
{
    private static readonly string Sources = Path.Combine(Repository.Root, "tests", "WrongDeclarations");

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <ErrorLog>findings.sarif,version=2.1</ErrorLog>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="PromptGen" Version="[$VERSION$]" />
            <AdditionalFiles Include="promptgen.models.txt" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task The_build_says_what_is_wrong_and_nothing_else()
    {
        var folder = Path.Combine(packages.Folder, "wrong");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Sources))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await File.WriteAllTextAsync(Path.Combine(folder, "Wrong.csproj"), Project.Replace("$VERSION$", packages.Version, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), PackageConsumerTests.Sources, TestContext.Current.CancellationToken);
        var (exitCode, output) = await CommandLine.RunAsync("dotnet", ["build", "--nologo"], folder, packages.EmptyCache);
        Assert.NotEqual(0, exitCode);
        Assert.True(File.Exists(Path.Combine(folder, "findings.sarif")), output);
        Assert.Equal(Announced().Order(StringComparer.Ordinal), Found(Path.Combine(folder, "findings.sarif")).Order(StringComparer.Ordinal));
    }

    /// <summary>A type that another generator makes takes another generator.</summary>
    [Fact]
    public void Every_rule_has_its_place_in_it()
    {
        var rules = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "PG*.md").Select(static page => Path.GetFileNameWithoutExtension(page)!);
        Assert.Equal(rules.Except(["PG4002"]).Order(StringComparer.Ordinal), Announced().Select(static finding => finding[^6..]).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Announced()
    {
        foreach (var path in Directory.GetFiles(Sources, "*.cs"))
        {
            var lines = File.ReadAllLines(path);
            var code = 0;
            for (var i = 0; i < lines.Length; i++)
            {
                if (Caret().Match(lines[i]) is { Success: true } caret)
                {
                    var mark = caret.Groups["mark"];
                    foreach (var id in caret.Groups["ids"].Value.Split(' '))
                        yield return $"{Path.GetFileName(path)}({code},{mark.Index + 1})-({code},{mark.Index + mark.Length + 1}) {id}";
                }
                else if (Elsewhere().Match(lines[i]) is { Success: true } elsewhere)
                {
                    yield return elsewhere.Groups["finding"].Value;
                }
                else
                {
                    code = i + 1;
                }
            }
        }
    }

    private static IEnumerable<string> Found(string log)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(log));
        foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            // What other analyzers suggest is none of our business; an error of the compiler itself is.
            if (!result.GetProperty("ruleId").GetString()!.StartsWith("PG", StringComparison.Ordinal) && result.GetProperty("level").GetString() != "error")
                continue;
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var region = place.GetProperty("region");
            var file = Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString());
            yield return $"{file}({region.GetProperty("startLine")},{region.GetProperty("startColumn")})-({region.GetProperty("endLine")},{region.GetProperty("endColumn")}) {result.GetProperty("ruleId")}";
        }
    }

    [GeneratedRegex(@"^\s*//\s*(?<mark>\^+) (?<ids>PG\d{4}( PG\d{4})*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Caret();

    [GeneratedRegex(@"^\s*// (?<finding>[\w.]+\(\d+,\d+\)-\(\d+,\d+\) PG\d{4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Elsewhere();
}
