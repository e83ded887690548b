using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG1005: the role that repeats another.</summary>
public sealed class RemoveRoleTests
{
    [Theory]
    [InlineData("[SystemRole(\"Be kind.\")]\n[{|PG1005:SystemRole(\"Be kind.\")|}]\n", "[SystemRole(\"Be kind.\")]\n")]
    [InlineData("[SystemRole(\"Be kind.\")]\n// Twice.\n[{|PG1005:SystemRole(\"Be kind.\")|}] // Again.\n", "[SystemRole(\"Be kind.\")]\n// Twice.\n// Again.\n")]
    [InlineData("[SystemRole(\"Be kind.\")] [{|PG1005:SystemRole(\"Be kind.\")|}] ", "[SystemRole(\"Be kind.\")] ")]
    [InlineData("[SystemRole(\"Be kind.\")] [{|PG1005:SystemRole(\"Be kind.\")|}]\n", "[SystemRole(\"Be kind.\")]\n")]
    [InlineData("[SystemRole(\"Be kind.\"), {|PG1005:SystemRole(\"Be kind.\")|}, SystemRole(\"Be.\")]\n", "[SystemRole(\"Be kind.\"), SystemRole(\"Be.\")]\n")]
    [InlineData("[\n    SystemRole(\"Be kind.\"), // Once.\n    {|PG1005:SystemRole(\"Be kind.\")|} // Twice.\n]\n", "[\n    SystemRole(\"Be kind.\") // Once.\n]\n")]
    public Task The_role_goes_and_its_list_if_it_is_alone_there(string roles, string expected) => Verify.Fix<PromptInterfaceAnalyzer, RemoveRoleCodeFix>(
        Source(roles), Source(expected), "Remove the repeated role");

    [Theory]
    [InlineData("[SystemRole(\"Be\"), {|PG1005:SystemRole(\"Be\")|}, {|PG1005:SystemRole(\"Be\")|}] ", "[SystemRole(\"Be\")] ")]
    [InlineData("[SystemRole(\"Be\")]\n[{|PG1005:SystemRole(\"Be\")|}] [{|PG1005:SystemRole(\"Be\")|}] ", "[SystemRole(\"Be\")]\n")]
    [InlineData("[SystemRole(\"Be\")]\n[{|PG1005:SystemRole(\"Be\")|}, {|PG1005:SystemRole(\"Be\")|}]\n", "[SystemRole(\"Be\")]\n")]
    public Task All_of_them_go(string roles, string expected) => Verify.Fix<PromptInterfaceAnalyzer, RemoveRoleCodeFix>(Source(roles), Source(expected));

    [Fact]
    public Task Nothing_is_offered_where_part_of_the_list_is_not_always_there()
    {
        var source = Source("[SystemRole(\"Be\"),\n#if !X\n{|PG1005:SystemRole(\"Be\")|}\n#endif\n]\n");
        return Verify.Fix<PromptInterfaceAnalyzer, RemoveRoleCodeFix>(source, source);
    }

    private static string Source(string roles) => "/// <summary>Asks.</summary>\n" + roles + "public partial interface IAsk { [Prompt(\"Ask\")] Task<string> AskAsync(); }";
}
