using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Tests;

/// <summary>What is done again after an edit, by the reasons that the compiler gives.</summary>
public sealed class IncrementalTests
{
    private const string Source = """
        using System.Threading.Tasks;
        using PromptGen;

        public partial interface IOne
        {
            [Prompt("One {x}")]
            Task<A> OneAsync(string x);
        }

        public partial interface ITwo
        {
            [Prompt("Two")]
            Task<B> TwoAsync();

            [Prompt("Three")]
            Task<A> ThreeAsync();
        }

        public record A(int X, C C);

        public record B(string Y);

        public record C(bool Z);

        """;

    [Fact]
    public void A_comment_changes_nothing()
    {
        var run = GeneratorRun.Start(Source).Edit(static source => "// A comment that moves everything.\n" + source);
        Assert.Equal(0, run.OutputsRedone);
        Assert.All(run.Reasons(Steps.Read), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_statement_in_another_file_changes_nothing()
    {
        var other = Other(1);
        var run = GeneratorRun.Start(GeneratorRun.Compile([GeneratorRun.Parse(Source, "Source.cs"), other], OutputKind.DynamicallyLinkedLibrary));
        run = run.Continue(run.Input.ReplaceSyntaxTree(other, Other(2)));
        Assert.Equal(0, run.OutputsRedone);
        Assert.All(run.Reasons(Steps.Read), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        static SyntaxTree Other(int value) => GeneratorRun.Parse($"static class Other {{ static int M() {{ return {value}; }} }}", "Other.cs");
    }

    [Theory]
    [InlineData("One {x}", "Another {x}")]
    [InlineData("[Prompt(\"Two\")]", "[Prompt(\"Two\", Temperature = 0.5)]")]
    [InlineData("string x", "int x")]
    public void A_changed_prompt_writes_one_file_again(string before, string after)
    {
        var run = GeneratorRun.Start(Source).Edit(source => source.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(1, run.OutputsRedone);
    }

    [Fact]
    public void A_changed_result_type_writes_its_contract_again()
    {
        var run = GeneratorRun.Start(Source).Edit(static source => source.Replace("string Y", "int Y", StringComparison.Ordinal));
        Assert.Equal(1, run.OutputsRedone);
    }

    [Fact]
    public void A_changed_part_of_a_result_type_writes_its_reader_and_the_schema_again()
    {
        var run = GeneratorRun.Start(Source).Edit(static source => source.Replace("bool Z", "int Z", StringComparison.Ordinal));
        Assert.Equal(2, run.OutputsRedone);
    }

    [Theory]
    [InlineData("google/gemma-4-31b-it", "openai/gpt-4o", 2)]
    [InlineData("google/gemma-4-31b-it", "un/known", 2)]
    [InlineData("un/known", "un/heard-of", 1)]
    public void A_changed_model_writes_the_client_again_and_what_is_known_of_models(string before, string after, int redone)
    {
        var first = GeneratorRun.Start(Source.Replace("\"Two\"", $"\"Two\", Model = \"{before}\"", StringComparison.Ordinal));
        var run = first.Edit(source => source.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(redone, run.OutputsRedone);
        Assert.Equal([redone == 2 ? IncrementalStepRunReason.Modified : IncrementalStepRunReason.Unchanged], run.Reasons(Steps.KnownModels));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], run.Reasons(Steps.Clients));
    }

    [Fact]
    public void Another_prompt_for_a_model_that_is_known_already_writes_the_client_alone()
    {
        var first = GeneratorRun.Start(Source.Replace("\"Two\"", "\"Two\", Model = \"google/gemma-4-31b-it\"", StringComparison.Ordinal));
        var run = first.Edit(static source => source.Replace("\"Three\"", "\"Three\", Model = \"google/gemma-4-31b-it\"", StringComparison.Ordinal));
        Assert.Equal(1, run.OutputsRedone);
    }

    [Fact]
    public void Two_interfaces_on_one_model_share_what_is_known_of_it()
    {
        var emitted = GeneratorRun.Start(Source.Replace("using PromptGen;", "using PromptGen;\n[assembly: PromptDefaults(Model = \"google/gemma-4-31b-it\")]", StringComparison.Ordinal)).EmittedText;
        var field = "KnownModels." + ModelNames.FieldOf("google/gemma-4-31b-it");
        Assert.Equal(1, Count("new(\"google/gemma-4-31b-it\", Any)"));
        Assert.Equal(3, Count(field + ");"));

        int Count(string text) => emitted.Split(text).Length - 1;
    }

    [Fact]
    public void A_type_that_two_prompts_share_has_one_contract()
    {
        var names = GeneratorRun.Start(Source).Result.GeneratedSources.Select(static source => source.HintName);
        Assert.Equal(
            ["IOne.g.cs", "ITwo.g.cs", "PromptGen.Generated.My_Test_Assembly.AContract.g.cs", "PromptGen.Generated.My_Test_Assembly.BContract.g.cs", "PromptGen.Generated.My_Test_Assembly.CContract.g.cs", "PromptGen.Generated.My_Test_Assembly.KnownModels.g.cs"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_without_prompts_gets_nothing()
    {
        var run = GeneratorRun.Start("public interface INothing;");
        Assert.Empty(run.Result.GeneratedSources);
    }
}
