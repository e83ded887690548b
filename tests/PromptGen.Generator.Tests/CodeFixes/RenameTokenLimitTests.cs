using Microsoft.CodeAnalysis.Testing;
using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>The fix of PG3011: the limit by the name that the model knows.</summary>
public sealed class RenameTokenLimitTests
{
    [Fact]
    public Task Limits_of_declarations_are_renamed() => Verify.Fix<PromptInterfaceAnalyzer, RenameTokenLimitCodeFix>(
        """
        [PromptDefaults(Model = "google/gemma-4-31b-it", /* short */ MaxCompletionTokens /* of what? */ = {|PG3011:400|})]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync();

            [Prompt("Ask", Model = "my/model", MaxTokens = {|PG3011:(5)|})] // not much
            Task<string> ReasonAsync();
        }
        """,
        """
        [PromptDefaults(Model = "google/gemma-4-31b-it", /* short */ MaxTokens /* of what? */ = 400)]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync();

            [Prompt("Ask", Model = "my/model", MaxCompletionTokens = (5))] // not much
            Task<string> ReasonAsync();
        }
        """,
        configure: AddModel);

    [Fact]
    public Task A_limit_of_an_initializer_is_renamed() => Verify.Fix<ChatParametersAnalyzer, RenameTokenLimitCodeFix>(
        """
        public static class Use
        {
            public static ChatParameters Make() => new()
            {
                Model = "google/gemma-4-31b-it",
                // a short one
                MaxCompletionTokens = {|PG3011:400|},
            };

            public static ChatParameters Change(ChatParameters parameters) => parameters with { Model = "my/model", MaxTokens = {|PG3011:5|} };
        }
        """,
        """
        public static class Use
        {
            public static ChatParameters Make() => new()
            {
                Model = "google/gemma-4-31b-it",
                // a short one
                MaxTokens = 400,
            };

            public static ChatParameters Change(ChatParameters parameters) => parameters with { Model = "my/model", MaxCompletionTokens = 5 };
        }
        """,
        configure: AddModel);

    [Fact]
    public Task The_light_bulb_says_the_name() => Verify.Fix<ChatParametersAnalyzer, RenameTokenLimitCodeFix>(
        "public static class Use { public static ChatParameters Make() => new() { Model = \"google/gemma-4-31b-it\", MaxCompletionTokens = {|PG3011:400|} }; }",
        "public static class Use { public static ChatParameters Make() => new() { Model = \"google/gemma-4-31b-it\", MaxTokens = 400 }; }",
        "Set MaxTokens instead");

    [Fact]
    public Task Nothing_is_offered_where_the_other_limit_is_set_beside_it() => Verify.NoFix<ChatParametersAnalyzer, RenameTokenLimitCodeFix>("""
        public static class Use
        {
            public static ChatParameters Make(int? limit) => new() { Model = "google/gemma-4-31b-it", MaxCompletionTokens = {|PG3011:400|}, MaxTokens = limit };
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_another_declaration_sets_the_limit() => Verify.NoFix<PromptInterfaceAnalyzer, RenameTokenLimitCodeFix>("""
        [assembly: PromptDefaults(MaxCompletionTokens = 400)]

        public partial interface IAsk
        {
            [Prompt("Ask", Model = {|PG3011:"google/gemma-4-31b-it"|})]
            Task<string> AskAsync();
        }
        """);

    /// <summary>Of the models that are known none has but the newer name.</summary>
    private static void AddModel(CodeFixTest<DefaultVerifier> test)
    {
        const string Model = "model my/model\n  max_completion_tokens 1..\n  roles user\n  formats none\n  content text\n";
        test.TestState.AdditionalFiles.Add(("promptgen.models.txt", Model));
        test.FixedState.AdditionalFiles.Add(("promptgen.models.txt", Model));
    }
}
