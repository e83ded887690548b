using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptGen.Generator.Tests;

/// <summary>The generator of System.Text.Json, which writes the rest of a JSON context. It and ours do not see each other's output.</summary>
internal static class SerializerGenerator
{
    public static Type Type { get; } = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "System.Text.Json.SourceGeneration.dll"))
        .GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!;

    /// <summary>The output with what this generator makes of the input, if there is a context in it.</summary>
    public static Compilation AddTo(Compilation output, CSharpCompilation input)
    {
        if (!input.SyntaxTrees.Any(static tree => tree.ToString().Contains("JsonSerializerContext", StringComparison.Ordinal)))
            return output;
        var generator = ((IIncrementalGenerator)Activator.CreateInstance(Type)!).AsSourceGenerator();
        CSharpGeneratorDriver.Create([generator], parseOptions: (CSharpParseOptions)input.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(input, out var whole, out _, TestContext.Current.CancellationToken);
        return output.AddSyntaxTrees(whole.SyntaxTrees.Except(input.SyntaxTrees));
    }
}
