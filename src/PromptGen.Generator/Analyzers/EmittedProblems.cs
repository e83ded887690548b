using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Analyzers;

/// <summary>
/// Finds prompts whose emitted body throws. An analyzer sees what all generators made, a generator only what was there before them: a
/// declaration with nothing wrong about it here may have been unreadable there.
/// </summary>
internal static class EmittedProblems
{
    /// <summary>Prompts of the interface that are read without an error, each with what the generator had to say of it.</summary>
    public static IEnumerable<(IMethodSymbol Prompt, string Reason)> Of(INamedTypeSymbol type, InterfaceReading reading, ModelCatalog catalog, CancellationToken cancellationToken)
    {
        foreach (var method in type.GetTypeMembers(KnownNames.Client).SelectMany(static client => client.GetMembers()).OfType<IMethodSymbol>())
        {
            if (method.ExplicitInterfaceImplementations is [{ } prompt]
                && method.DeclaringSyntaxReferences is [{ } reference]
                && reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax { Body.Statements: [ThrowStatementSyntax { Expression: ObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax reason }] } }] }
                && IsFine(prompt))
                yield return (prompt, reason.Token.ValueText);
        }

        bool IsFine(IMethodSymbol prompt) => reading.Interface is not null
            && reading.Methods.FirstOrDefault(method => method.Symbol.Equals(prompt, SymbolEqualityComparer.Default))?.Method?.Knowing(catalog).Call is not null;
    }
}
