using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PromptGen.CodeFixes;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Tests.CodeFixes;

/// <summary>PG2002 and PG2005: the name that was probably meant, in literals of every kind and in prompt files.</summary>
public sealed class RenameInTemplateTests
{
    private const string Declarations = """

        public static class Constants { public const string Text = "Ask {produtc}"; public const string Plain = "x"; public const string produtc = "produtc"; }
        public sealed record Item(string Name);
        """;

    [Theory]
    [InlineData("\"Ask {|PG2002:{produtc}|}\"", "\"Ask {product}\"")]
    [InlineData("\"{|PG2002:{ produtc }|}\\n\"", "\"{ product }\\n\"")]
    [InlineData("@\"\"\"Ask\"\" {|PG2002:{produtc}|}\"", "@\"\"\"Ask\"\" {product}\"")]
    [InlineData("\"\"\"Ask \"{|PG2002:{produtc}|}\" now\"\"\"", "\"\"\"Ask \"{product}\" now\"\"\"")]
    [InlineData("$\"{Constants.Plain} {|PG2002:{{produtc}}|}\"", "$\"{Constants.Plain} {{product}}\"")]
    [InlineData("\"Ask {|PG2002:{\" + /* produtc */ \"produtc\" + \"}|}\"", "\"Ask {\" + /* produtc */ \"product\" + \"}\"")]
    [InlineData("\"Ask {{|PG2002:produtc|}:F2} {item.{|PG2005:Naem|}}\"", "\"Ask {product:F2} {item.Name}\"", "double product, Item item")]
    [InlineData("\"Ask {{|PG2002:produtc|}.Length}\"", "\"Ask {product.Length}\"")]
    [InlineData("\"Ask {|PG2002:{produtc}|} and {|PG2002:{ proudct}|}{|PG2002:{prduct}|}\"", "\"Ask {product} and { product}{product}\"")]
    [InlineData("\"\"\"\n            Ask\n              {|PG2002:{produtc}|} // why\n            \"\"\"", "\"\"\"\n            Ask\n              {product} // why\n            \"\"\"")]
    public Task The_name_is_replaced_as_it_is_spelled(string template, string expected, string parameters = "string product") =>
        Verify.Fix<PromptInterfaceAnalyzer, RenameInTemplateCodeFix>(Source(template, parameters), Source(expected, parameters));

    [Theory]
    [InlineData("\"Ask {|PG2002:{prod\\u0075tc}|}\"")]
    [InlineData("\"Ask {|PG2002:\\x7Bprodutc}|}\"")]
    [InlineData("\"Ask {|PG2002:{prod\" + \"utc}|}\"")]
    [InlineData("{|PG2002:Constants.Text|}")]
    [InlineData("$\"Ask {|PG2002:{{{Constants.produtc}}}|}\"")]
    [InlineData("\"Ask {|PG2002:{audience}|}\"")]
    [InlineData("\"{|PG2002:{\\n\\u006E}|}\"", "string @in")]
    public Task Nothing_is_offered_where_the_name_is_not_spelled_out_or_nothing_is_like_it(string template, string parameters = "string product") =>
        Verify.Fix<PromptInterfaceAnalyzer, RenameInTemplateCodeFix>(Source(template, parameters), Source(template, parameters));

    [Fact]
    public Task Nothing_is_offered_for_a_member_that_two_interfaces_have()
    {
        const string Both = """
            public partial interface IAsk { [Prompt("Ask {both.{|PG2005:Name|}}.")] Task<string> AskAsync(IBoth both); }
            public interface ILeft { string Name { get; } }
            public interface IRight { int Name { get; } }
            public interface IBoth : ILeft, IRight;
            """;
        return Verify.Fix<PromptInterfaceAnalyzer, RenameInTemplateCodeFix>(Both, Both);
    }

    [Fact]
    public Task A_role_of_several_prompts_is_renamed_once() => Verify.Fix<PromptInterfaceAnalyzer, RenameInTemplateCodeFix>(
        """
        [SystemRole("You are {|PG2002:{|PG2002:{moood}|}|}.")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync(string mood);

            [Prompt("Tell")]
            Task<string> TellAsync(string mood);
        }
        """,
        """
        [SystemRole("You are {mood}.")]
        public partial interface IAsk
        {
            [Prompt("Ask")]
            Task<string> AskAsync(string mood);

            [Prompt("Tell")]
            Task<string> TellAsync(string mood);
        }
        """,
        "Rename to 'mood'",
        static test => test.NumberOfIncrementalIterations = 1);

    /// <summary>The testing library opens source files alone.</summary>
    [Theory]
    [InlineData("Ask\n{produtc}.\n", "Ask\n{product}.\n", "Rename to 'product'")]
    [InlineData("Ask {product.Lenght}", "Ask {product.Length}", "Rename to 'Length'")]
    public async Task A_prompt_file_is_changed_itself(string text, string expected, string title)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var file = new InMemoryText("/app/ask.prompt.md", text);
        var run = GeneratorRun.Start(GeneratorRun.Compile(
            [GeneratorRun.Parse(Verify.Usings + "public partial interface IAsk { [Prompt(File = \"ask.prompt.md\")] Task<string> AskAsync(string product); }", "/app/IAsk.cs")], OutputKind.DynamicallyLinkedLibrary)).With([file]);
        var finding = Assert.Single(await run.AnalyzeAsync([new TemplateFileAnalyzer()]));

        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Prompts", LanguageNames.CSharp);
        var document = project.AddAdditionalDocument("ask.prompt.md", SourceText.From(text), filePath: file.Path);
        var offered = new List<CodeAction>();
        await new RenameInTemplateCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offered.Add(action), cancellationToken));

        var action = Assert.Single(offered);
        Assert.Equal(title, action.Title);
        var change = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(cancellationToken)));
        var changed = await change.ChangedSolution.GetAdditionalDocument(document.Id)!.GetTextAsync(cancellationToken);
        Assert.Equal(expected, changed.ToString());
    }

    private static string Source(string template, string parameters) => $$"""
        public partial interface IAsk
        {
            // Before.
            [Prompt({{template}}, Model = "m")] // Behind.
            Task<string> AskAsync({{parameters}});
        }
        """ + Declarations;
}
