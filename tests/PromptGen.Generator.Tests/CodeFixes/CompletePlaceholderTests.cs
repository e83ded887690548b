using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG2003: what a placeholder lacks to have a text.</summary>
public sealed class CompletePlaceholderTests
{
    [Theory]
    [InlineData("\"Ask {|PG2003:{tags}|}.\"", "\"Ask {tags:, }.\"", "Write '{tags:, }'")]
    [InlineData("\"Ask {|PG2003:{ tags }|}.\"", "\"Ask { tags:,  }.\"", "Write '{tags:, }'")]
    [InlineData("$\"{Constants.Ask} {|PG2003:{{tags}}|}.\"", "$\"{Constants.Ask} {{tags:, }}.\"", "Write '{tags:, }'")]
    [InlineData("\"Ask {|PG2003:{maker.Towns}|}.\"", "\"Ask {maker.Towns:, }.\"", "Write '{maker.Towns:, }'")]
    [InlineData("@\"Ask {|PG2003:{maker}|}.\"", "@\"Ask {maker.Name}.\"", "Write '{maker.Name}'")]
    [InlineData("\"\"\"Ask {|PG2003:{maker}|}{maker:json}.\"\"\"", "\"\"\"Ask {maker.Name}{maker:json}.\"\"\"", "Write '{maker.Name}'")]
    public Task The_placeholder_says_what_is_written(string template, string expected, string title) =>
        Verify.Fix<PromptInterfaceAnalyzer, CompletePlaceholderCodeFix>(Source(template), Source(expected), title);

    [Fact]
    public Task All_lists_are_joined_alike() => Verify.Fix<PromptInterfaceAnalyzer, CompletePlaceholderCodeFix>(
        Source("\"{|PG2003:{tags}|}{|PG2003:{maker.Towns}|} and {|PG2003:{tags}|}\""),
        Source("\"{tags:, }{maker.Towns:, } and {tags:, }\""));

    [Fact]
    public Task Lists_and_members_are_fixed_for_themselves() => Verify.Fix<PromptInterfaceAnalyzer, CompletePlaceholderCodeFix>(
        Source("\"{|PG2003:{tags}|} {|PG2003:{maker}|}\""),
        Source("\"{tags:, } {maker.Name}\""),
        configure: static test =>
        {
            test.NumberOfIncrementalIterations = 2;
            test.NumberOfFixAllIterations = 2;
            test.NumberOfFixAllInDocumentIterations = 2;
            test.NumberOfFixAllInProjectIterations = 2;
        });

    [Theory]
    [InlineData("\"Ask {|PG2003:{t\\u0061gs}|}.\"")]
    [InlineData("\"Ask {|PG2003:{nothing}|}.\"")]
    [InlineData("\"Ask {|PG2003:{makers}|}.\"")]
    [InlineData("\"Ask {|PG2003:{maker:F2}|}.\"")]
    [InlineData("$\"Ask {|PG2003:{{{Constants.tags}}}|}.\"")]
    public Task Nothing_is_offered_where_nothing_was_meant_for_certain(string template) =>
        Verify.Fix<PromptInterfaceAnalyzer, CompletePlaceholderCodeFix>(Source(template), Source(template));

    private static string Source(string template) => $$"""
        public partial interface IAsk
        {
            [Prompt({{template}})] // Behind.
        #pragma warning disable PG2004
            Task<string> AskAsync(string[] tags, Maker maker, Maker[] makers, Nothing nothing);
        }

        public sealed record Maker(string Name, IReadOnlyList<string> Towns);
        public sealed class Nothing;
        public static class Constants { public const string Ask = "Ask"; public const string tags = "tags"; }
        """;
}
