using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace PromptGen.Generator.Tests;

/// <summary>The generator through the compiler's own test library: these files under these names, and no diagnostics.</summary>
public sealed class GeneratorContractTests
{
    [Fact]
    public async Task One_interface_gives_one_client_a_contract_for_each_type_and_what_is_known_of_models()
    {
        const string Source = """
            using System.Threading.Tasks;
            using PromptGen;

            internal partial interface IAsk
            {
                [Prompt("Ask")]
                Task<Answer> AskAsync();
            }

            internal record Answer(int Value);
            """;
        var test = new Test { TestCode = Source };
        foreach (var source in GeneratorRun.Start(Source, assemblyName: "TestProject").Result.GeneratedSources)
            test.TestState.GeneratedSources.Add((typeof(PromptGenerator), source.HintName, source.SourceText));
        Assert.Equal(3, test.TestState.GeneratedSources.Count);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test : CSharpSourceGeneratorTest<PromptGenerator, DefaultVerifier>
    {
        public Test()
        {
            ReferenceAssemblies = new("net10.0");
            TestState.AdditionalReferences.AddRange(GeneratorRun.References);
        }

        protected override Microsoft.CodeAnalysis.ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);
    }
}
