using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>The fix of PG3005: what a role says stands at the head of the prompt.</summary>
public sealed class RoleToPromptTests
{
    private const string Constants = """

        public static class Text
        {
            public const string Role = "You are terse.";
            public const string Prompt = "Review.";
            public const bool IsLong = false;
        }
        """;

    [Theory]
    [InlineData("""
        "You are \"terse\"."
        """, """
        "\"Review\" {product}."
        """, """
        "You are \"terse\".\n\n\"Review\" {product}."
        """)]
    [InlineData("""
        @"You are ""terse""."
        """, """
        "Review {product}."
        """, """
        @"You are ""terse""." + "\n\n" + "Review {product}."
        """)]
    [InlineData("""
        "You are terse."
        """, """
        @"Review {product}."
        """, """
        "You are terse." + "\n\n" + @"Review {product}."
        """)]
    [InlineData("""
        template: Text.Role
        """, """
        template: /* what */ Text.Prompt + " {product}" /* which */
        """, """
        template: /* what */ Text.Role + "\n\n" + Text.Prompt + " {product}" /* which */
        """)]
    [InlineData("""
        Text.IsLong ? "You are not." : "You are."
        """, """
        Text.IsLong ? "Review {product} at length." : "Review {product}."
        """, """
        (Text.IsLong ? "You are not." : "You are.") + "\n\n" + (Text.IsLong ? "Review {product} at length." : "Review {product}.")
        """)]
    [InlineData(""""
        """
                You are
                terse.
                """
        """", """
        "Review {product}."
        """, """"
        """
                You are
                terse.
                """ + "\n\n" + "Review {product}."
        """")]
    public Task A_role_goes_before_the_prompt(string role, string prompt, string expected) => Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        $$"""
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface ICritic
        {
            [{|PG3005:SystemRole({{role}})|}]
            [Prompt({{prompt}})]
            Task<string> ReviewAsync(string product);
        }
        {{Constants}}
        """,
        $$"""
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface ICritic
        {
            [Prompt({{expected}})]
            Task<string> ReviewAsync(string product);
        }
        {{Constants}}
        """,
        "Put the role's text before the prompt");

    [Theory]
    [InlineData("[{|PG3005:SystemRole(\"A.\")|}, Prompt(\"B.\")]", "[Prompt(\"A.\\n\\nB.\")]")]
    [InlineData("[Obsolete, Prompt(\"B.\"), {|PG3005:SystemRole(\"A.\")|}]", "[Obsolete, Prompt(\"A.\\n\\nB.\")]")]
    [InlineData("[{|PG3005:SystemRole(\"A.\")|}, Prompt(\"C.\"), SystemRole(\"B.\")]", "[Prompt(\"A.\\n\\nB.\\n\\nC.\")]")]
    [InlineData("[{|PG3005:SystemRole(\"A.\")|}] [Prompt(\"B.\")]", "[Prompt(\"A.\\n\\nB.\")]")]
    [InlineData("[Prompt(\"B.\")] [{|PG3005:SystemRole(\"A.\")|}]", "[Prompt(\"A.\\n\\nB.\")]")]
    [InlineData("[{|PG3005:SystemRole(\"A.\")|}] // why\n    [Prompt(\"B.\")]", "// why\n    [Prompt(\"A.\\n\\nB.\")]")]
    [InlineData("/// <summary>Asks.</summary>\n    [{|PG3005:SystemRole(\"A.\")|}]\n    // how\n    [Prompt(\"B.\")]", "/// <summary>Asks.</summary>\n    // how\n    [Prompt(\"A.\\n\\nB.\")]")]
    public Task What_stands_around_a_role_stays(string before, string after) =>
        Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(Declare("google/gemma-3-4b-it", before), Declare("google/gemma-3-4b-it", after));

    [Fact]
    public Task A_role_of_the_interface_goes_before_every_prompt_that_has_none() => Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        """
        /// <summary>Reviews.</summary>
        [{|PG3005:SystemRole("You are terse.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface ICritic
        {
            [Prompt("Review {product}.")]
            Task<string> ReviewAsync(string product);

            [SystemRole("You are kind.")]
            [Prompt("Praise {product}.", Model = "google/gemma-3-27b-it")]
            Task<string> PraiseAsync(string product);

            [Prompt(@"Compare ""{products:, }"".")]
            Task<string> CompareAsync(string[] products);
        }
        """,
        """
        /// <summary>Reviews.</summary>
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface ICritic
        {
            [Prompt("You are terse.\n\nReview {product}.")]
            Task<string> ReviewAsync(string product);

            [SystemRole("You are kind.")]
            [Prompt("Praise {product}.", Model = "google/gemma-3-27b-it")]
            Task<string> PraiseAsync(string product);

            [Prompt("You are terse." + "\n\n" + @"Compare ""{products:, }"".")]
            Task<string> CompareAsync(string[] products);
        }
        """,
        "Put the role's text before the prompts");

    [Fact]
    public Task Several_roles_keep_their_order() => Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        """
        [{|PG3005:SystemRole("A.")|}, {|PG3005:DeveloperRole(@"B.")|}, SystemRole("C.")]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk
        {
            [Prompt("D.")]
            Task<string> AskAsync();
        }
        """,
        """
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk
        {
            [Prompt("A." + "\n\n" + @"B." + "\n\n" + "C.\n\nD.")]
            Task<string> AskAsync();
        }
        """,
        "Put the roles' texts before the prompt",
        static test => test.NumberOfIncrementalIterations = 1);

    [Fact]
    public Task A_role_that_the_model_has_stays() => Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        Declare("alibaba/qwen-max", "[SystemRole(\"A.\"), {|PG3005:DeveloperRole(\"B.\")|}, Prompt(\"C.\")]"),
        Declare("alibaba/qwen-max", "[SystemRole(\"A.\"), Prompt(\"B.\\n\\nC.\")]"));

    [Fact]
    public Task All_roles_of_a_document_are_put_where_they_belong() => Verify.Fix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        """
        [{|PG3005:SystemRole("A.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk
        {
            [{|PG3005:SystemRole("B.")|}]
            [Prompt("Own.")]
            Task<string> OwnAsync();

            [Prompt("None.")]
            Task<string> NoneAsync();
        }

        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IOther
        {
            [{|PG3005:SystemRole("C.")|}]
            [Prompt("Other.")]
            Task<string> OtherAsync();
        }
        """,
        """
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk
        {
            [Prompt("B.\n\nOwn.")]
            Task<string> OwnAsync();

            [Prompt("A.\n\nNone.")]
            Task<string> NoneAsync();
        }

        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IOther
        {
            [Prompt("C.\n\nOther.")]
            Task<string> OtherAsync();
        }
        """);

    [Theory]
    [InlineData("""
        [SystemRole("A.")]
        [PromptDefaults(Model = "google/gemma-3-27b-it")]
        public partial interface IBase { [Prompt("B.")] Task<string> AskAsync(); }

        [PromptDefaults(Model = {|PG3005:"google/gemma-3-4b-it"|})]
        public partial interface IAsk : IBase;
        """)]
    [InlineData("""
        public partial interface IBase { [Prompt("B.")] Task<string> AskAsync(); }

        [{|PG3005:SystemRole("A.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk : IBase { [Prompt("C.")] Task<string> AgainAsync(); }
        """)]
    [InlineData("""
        [{|PG3005:SystemRole("A.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk { [Prompt("B.")] Task<string> AskAsync(); }

        public partial interface IDerived : IAsk { [Prompt("C.", Model = "google/gemma-3-27b-it")] Task<string> AgainAsync(); }
        """)]
    public Task Nothing_is_offered_where_another_interface_has_a_say(string source) => Verify.NoFix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(source);

    [Theory]
    [InlineData("""
        [{|PG3005:SystemRole(/* how */ "A.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk { [Prompt("B.")] Task<string> AskAsync(); }
        """)]
    [InlineData("""
        [{|PG3005:SystemRole("A.")|}]
        [PromptDefaults(Model = "google/gemma-3-4b-it")]
        public partial interface IAsk { [Prompt("B.")] Task<string> AskAsync(); }

        public partial interface IAsk { [Prompt("C.")] Task<string> AgainAsync(); }
        """)]
    [InlineData("""
        [SystemRole("A.")]
        [PromptDefaults(Model = "google/gemma-3-27b-it")]
        public partial interface IAsk
        {
            [{|PG3005:SystemRole("B.")|}]
            [Prompt("C.", Model = "google/gemma-3-4b-it")]
            Task<string> AskAsync();
        }
        """)]
    public Task Nothing_is_offered_where_something_would_be_lost_or_come_up(string source) => Verify.NoFix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(source);

    [Theory]
    [InlineData("[{|PG3005:SystemRole(\"A.\")|}, Prompt(File = \"ask.prompt.md\")]")]
    [InlineData("[{|PG3005:SystemRole(File = \"ask.prompt.md\")|}, Prompt(\"B.\")]")]
    public Task Nothing_is_offered_where_a_template_is_a_file(string attributes) => Verify.NoFix<PromptInterfaceAnalyzer, RoleToPromptCodeFix>(
        Declare("google/gemma-3-4b-it", attributes),
        static test =>
        {
            test.TestState.AdditionalFiles.Add(("/0/ask.prompt.md", "Ask."));
            test.FixedState.AdditionalFiles.Add(("/0/ask.prompt.md", "Ask."));
        });

    private static string Declare(string model, string attributes) => $$"""
        [PromptDefaults(Model = "{{model}}")]
        public partial interface IAsk
        {
            {{attributes}}
            Task<string> AskAsync();
        }
        """;
}
