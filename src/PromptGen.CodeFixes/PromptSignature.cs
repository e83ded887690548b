using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PromptGen.CodeFixes;

/// <summary>The method whose parameters a fix changes.</summary>
internal static class PromptSignature
{
    /// <summary>The method around a place; null where its parameters are not all there, or not always.</summary>
    public static (MethodDeclarationSyntax Declaration, IMethodSymbol Method)? Find(Location location, SemanticModel model, CancellationToken cancellationToken) =>
        location.SourceTree == model.SyntaxTree
        && model.SyntaxTree.GetRoot(cancellationToken).FindNode(location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>()
            is { ParameterList: { ContainsDiagnostics: false, ContainsDirectives: false } } declaration
        && model.GetDeclaredSymbol(declaration, cancellationToken) is { } method
            ? (declaration, method)
            : null;

    /// <summary>Whether another method of the name has parameters of just these types.</summary>
    public static bool IsTaken(IMethodSymbol method, IEnumerable<ITypeSymbol> types) => method.ContainingType.GetMembers(method.Name)
        .OfType<IMethodSymbol>()
        .Any(other => !SymbolEqualityComparer.Default.Equals(other, method)
            && other.Parameters.Select(static parameter => parameter.Type).SequenceEqual(types, SymbolEqualityComparer.Default));
}
