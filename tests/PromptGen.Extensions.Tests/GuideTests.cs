using PromptGen.Tests;

namespace PromptGen.Extensions.Tests;

/// <summary>The guides show what is tested here.</summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("hosting.md", "FallbackTransport.cs", "/// <summary>", "\n}\n")]
    [InlineData("hosting.md", "ModelLimits.cs", "options.AttemptTimeout", ";\n    }\n")]
    [InlineData("extensions-ai.md", "AI/OpenAISchema.cs", "/// <summary>", "\n}\n")]
    public void The_guide_has_this_code(string guide, string file, string from, string to)
    {
        var code = Read("tests", "PromptGen.Extensions.Tests", file);
        code = code[code.IndexOf(from, StringComparison.Ordinal)..(code.LastIndexOf(to, StringComparison.Ordinal) + 1)];
        Assert.Contains(Lines(code), Lines(Read("docs", "guides", guide)), StringComparison.Ordinal);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>The text without what lines are indented by.</summary>
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim()));
}
