using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What was read of a prompt interface. The generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Interface">The model; null where no client can be written at all.</param>
/// <param name="ResultTypes">The types that need contracts.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record InterfaceReading(
    PromptInterface? Interface, EquatableArray<ResultType> ResultTypes, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads a prompt interface, for the generator and the analyzer alike.</summary>
internal static class InterfaceReader
{
    public static InterfaceReading Read(INamedTypeSymbol type, Compilation compilation, TemplateFiles files, CancellationToken cancellationToken)
    {
        // Where a name is still to be typed, the compiler says so, and nothing could be added to it.
        if (!HasName(type))
            return new(null, default, []);

        var diagnostics = new DiagnosticBag(type, compilation);
        var canExtend = InterfaceRules.Check(type, compilation, diagnostics, cancellationToken);

        // Methods are read in any case, for their diagnostics.
        var resultTypes = new ResultTypes(compilation, cancellationToken);
        var methods = new List<(IMethodSymbol Symbol, PromptMethod Method)>();
        foreach (var symbol in PromptMethods.ImplementedBy(type))
        {
            if (MethodReader.Read(type, symbol, resultTypes, files, diagnostics, cancellationToken) is { } method)
                methods.Add((symbol, method));
            else
                canExtend = false;
        }

        if (!canExtend)
            return new(null, default, diagnostics.Diagnostics);

        return new(
            new(
                type.ContainingNamespace.ToDeclaration(),
                InterfaceRules.Containers(type).Select(static container => $"{Keyword(container)} {Identifiers.Escape(container.Name)}").ToEquatableArray(),
                Identifiers.Escape(type.Name),
                type.ToQualified(),
                RequestNames.Assign(methods).ToEquatableArray()),
            resultTypes.ToEquatableArray(),
            diagnostics.Diagnostics);
    }

    /// <summary>Whether one of the prompts, or of their roles, is in a file of its own.</summary>
    public static bool UsesFiles(INamedTypeSymbol type) => PromptMethods.ImplementedBy(type).Any(method =>
        method.FindAttribute(KnownNames.Prompt) is { } prompt
        && MessageReader.RolesOf(type, method).Select(static role => role.Attribute).Prepend(prompt).Any(TemplateFiles.IsUsedBy));

    private static bool HasName(ISymbol symbol) =>
        symbol is INamespaceSymbol { IsGlobalNamespace: true }
        || (symbol.Name.Length > 0 && HasName(symbol.ContainingType ?? (ISymbol)symbol.ContainingNamespace));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { IsValueType: true } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
