using PromptGen.Tests;

namespace PromptGen.Extensions.Tests;

/// <summary>The guide shows what is tested here.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("FallbackTransport.cs", "/// <summary>", "\n}\n")]
    [InlineData("ModelLimits.cs", "options.AttemptTimeout", ";\n    }\n")]
    public void The_guide_has_this_code(string file, string from, string to)
    {
        var code = Read("tests", "PromptGen.Extensions.Tests", file);
        code = code[code.IndexOf(from, StringComparison.Ordinal)..(code.LastIndexOf(to, StringComparison.Ordinal) + 1)];
        Assert.Contains(Lines(code), Lines(Read("docs", "guides", "hosting.md")), StringComparison.Ordinal);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>The text without what lines are indented by.</summary>
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim()));
}
