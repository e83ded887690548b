using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG2002: the parameter that a placeholder names and the method lacks.</summary>
public sealed class AddParameterTests
{
    [Theory]
    [InlineData("", "string audience")]
    [InlineData("string product", "string product, string audience")]
    [InlineData("string product, int? size = null, CancellationToken cancellationToken = default", "string product, string audience, int? size = null, CancellationToken cancellationToken = default")]
    [InlineData("CancellationToken cancellationToken", "string audience, CancellationToken cancellationToken")]
    [InlineData("params PromptImage[] images", "string audience, params PromptImage[] images")]
    [InlineData("string product, /* ends it */ CancellationToken cancellationToken", "string product, /* ends it */ string audience, CancellationToken cancellationToken")]
    [InlineData("\n        string product, // what\n        // how long\n        CancellationToken cancellationToken = default", "\n        string product, // what\n        string audience,\n        // how long\n        CancellationToken cancellationToken = default")]
    [InlineData("\n        string product, // what\n        int size // how big\n    ", "\n        string product, // what\n        int size, // how big\n        string audience\n    ")]
    [InlineData("\n        string product,\n        int size", "\n        string product,\n        int size,\n        string audience")]
    [InlineData("\n        string product, CancellationToken cancellationToken", "\n        string product, string audience, CancellationToken cancellationToken")]
    public Task The_parameter_goes_behind_those_that_must_be_passed(string parameters, string expected) => Verify.Fix<PromptInterfaceAnalyzer, AddParameterCodeFix>(
        Source("Ask {|PG2002:{audience}|}", parameters), Source("Ask {audience}", expected), "Add parameter 'string audience'");

    [Fact]
    public Task One_parameter_serves_all_placeholders_of_its_name() => Verify.Fix<PromptInterfaceAnalyzer, AddParameterCodeFix>(
        Source("{|PG2002:{x}|} {|PG2002:{class}|} {|PG2002:{x}|}", ""),
        Source("{x} {class} {x}", "string x, string @class"),
        configure: static test => test.NumberOfIncrementalIterations = 2);

    [Fact]
    public Task A_role_of_the_method_has_its_parameters() => Verify.Fix<PromptInterfaceAnalyzer, AddParameterCodeFix>(
        """
        public partial interface IAsk { [SystemRole("Be {|PG2002:{mood}|}"), Prompt("Ask")] Task<string> AskAsync(); }
        """,
        """
        public partial interface IAsk { [SystemRole("Be {mood}"), Prompt("Ask")] Task<string> AskAsync(string mood); }
        """);

    [Theory]
    [InlineData("Ask {{|PG2002:audience|}.Name}")]
    [InlineData("Ask {{|PG2002:audience|}:F2}")]
    [InlineData("Ask {|PG2002:{cancellationToken}|}")]
    public Task Nothing_is_offered_where_it_would_be_wrong_again(string template) => Verify.Fix<PromptInterfaceAnalyzer, AddParameterCodeFix>(
        Source(template, "CancellationToken cancellationToken"), Source(template, "CancellationToken cancellationToken"));

    [Theory]
    [InlineData("[SystemRole(\"Be {|PG2002:{mood}|}\")] public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask {|PG2002:{x}|}\")] Task<string> AskAsync(); [Prompt(\"Ask {y}\")] Task<string> AskAsync(string y); }")]
    [InlineData("public partial interface IAsk { [Prompt(\"Ask {|PG2002:{x}|}\")] Task<string> AskAsync(\n#if X\nint y\n#endif\n); }")]
    public Task Nothing_is_offered_where_the_method_is_not_the_place(string source) => Verify.Fix<PromptInterfaceAnalyzer, AddParameterCodeFix>(source, source);

    private static string Source(string template, string parameters) => $$"""
        public partial interface IAsk
        {
            [Prompt("{{template}}")]
        #pragma warning disable PG2004
            Task<string> AskAsync({{parameters}}); // Behind.
        }
        """;
}
