using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>What a type must be for the compiler to add anything to it.</summary>
internal static class PartialTypeRules
{
    /// <summary>Whether it and all around it are partial; where not, that is reported.</summary>
    public static bool CheckPartial(INamedTypeSymbol type, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (FindNotPartial(type, cancellationToken) is not { } part)
            return true;
        diagnostics.Add(diagnostics.Create(Rules.TypeNotPartial, type.LocationOrNone(), [], [], type.Name, part.Name));
        return false;
    }

    /// <summary>The outermost of a type and those around it that is not partial; null where all are.</summary>
    public static INamedTypeSymbol? FindNotPartial(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        PartialType.WithContainers(type).FirstOrDefault(part => !part.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .Any(static declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));

    /// <summary>Why nothing can be added to a type, whatever is in it; null where something can.</summary>
    public static string? WhyNotExtensible(INamedTypeSymbol type)
    {
        if (type.IsInFileLocal())
            return "it is local to its file";
        return PartialType.WithContainers(type).FirstOrDefault(static part => part.TypeParameters.Length > 0) is { } generic
            ? SymbolEqualityComparer.Default.Equals(generic, type) ? "it is generic" : $"'{generic.Name}' around it is generic"
            : null;
    }

    /// <summary>Whether a member is one that was added.</summary>
    public static bool IsEmitted(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Is("System.CodeDom.Compiler", "GeneratedCodeAttribute") == true
        && attribute.ConstructorArguments is [{ Value: KnownNames.Tool }, ..]);
}
