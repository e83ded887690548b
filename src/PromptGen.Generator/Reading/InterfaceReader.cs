using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What was read of a prompt interface. The generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Interface">The model; null where no client can be written at all.</param>
/// <param name="ResultTypes">The types that need contracts.</param>
/// <param name="Methods">Its methods, as they were read.</param>
/// <param name="Diagnostics">What is wrong with it, whatever model it is for.</param>
internal sealed record InterfaceReading(
    PromptInterface? Interface, EquatableArray<ResultType> ResultTypes, IReadOnlyList<MethodReading> Methods, DiagnosticBag Diagnostics);

/// <summary>Reads a prompt interface, for the generator and the analyzer alike.</summary>
internal static class InterfaceReader
{
    public static InterfaceReading Read(INamedTypeSymbol type, Compilation compilation, TemplateFiles files, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag(type, compilation);
        if (!PartialType.HasName(type))
            return new(null, default, [], diagnostics);

        // Methods are read in any case, for their diagnostics.
        var canExtend = InterfaceRules.Check(type, compilation, diagnostics, cancellationToken);
        var resultTypes = new ResultTypes(compilation, cancellationToken);
        var methods = PromptMethods.ImplementedBy(type)
            .Select(method => MethodReader.Read(type, method, resultTypes, files, diagnostics, cancellationToken))
            .ToList();
        if (!canExtend || methods.Exists(static method => method.Method is null))
            return new(null, default, methods, diagnostics);

        return new(
            new(
                PartialType.Of(type),
                ModelNames.ClassOf(compilation),
                RequestNames.Assign([.. methods.Select(static method => (method.Symbol, method.Method!))]).ToEquatableArray()),
            resultTypes.ToEquatableArray(),
            methods,
            diagnostics);
    }

    /// <summary>Whether one of the prompts, or of their roles, is in a file of its own.</summary>
    public static bool UsesFiles(INamedTypeSymbol type) => PromptMethods.ImplementedBy(type).Any(method =>
        method.FindAttribute(KnownNames.Prompt) is { } prompt
        && MessageReader.RolesOf(type, method).Select(static role => role.Attribute).Prepend(prompt).Any(TemplateFiles.IsUsedBy));
}
