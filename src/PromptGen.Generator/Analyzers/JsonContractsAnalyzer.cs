using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Says what is wrong with a class of contracts, from the reading that the generator writes them from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonContractsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.TypeNotPartial,
        Rules.ContractsNotExtensible,
        Rules.ResultTypeNotDescribable,
        Rules.TypeNotSeen,
        Rules.ResultTypeEndless,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.JsonContractsMetadataName) is not null)
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ContractsReader.Read(type, context.Compilation, context.CancellationToken) is not { } reading)
            return;
        foreach (var diagnostic in reading.Diagnostics.All)
            context.ReportDiagnostic(diagnostic);

        // What the generator could not see it added nothing for.
        if (reading.Class is null || !type.GetMembers().Any(PartialTypeRules.IsEmitted))
            return;
        foreach (var (name, part, location) in reading.Listed.Where(listed => !type.GetMembers(listed.Name).Any(PartialTypeRules.IsEmitted)))
            context.ReportDiagnostic(Diagnostic.Create(Rules.TypeNotSeen, location, $"The contract '{name}' is not there", $"no '{part.ToReadable()}'"));
    }
}
