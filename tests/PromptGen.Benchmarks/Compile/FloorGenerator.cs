using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.Benchmarks.Compile;

/// <summary>
/// The least that a generator of clients can do: it finds prompts by their attribute, reads each interface once into a model that is compared by value,
/// makes a schema of what the prompts return, and writes one file for each interface. It checks nothing, and looks at no template.
/// </summary>
internal sealed class FloorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var clients = context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.PromptMetadataName,
            static (node, _) => node is MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax },
            static (match, cancellationToken) => FloorReader.Read((IMethodSymbol)match.TargetSymbol, cancellationToken))
            .Where(static client => client is not null);
        context.RegisterSourceOutput(
            clients,
            static (output, client) => output.AddSource($"{client!.Namespace}.{client.Name}.g.cs", SourceText.From(FloorEmitter.Emit(client), Encoding.UTF8)));
    }
}
