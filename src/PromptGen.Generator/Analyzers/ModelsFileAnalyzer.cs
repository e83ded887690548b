using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Says what is wrong with the user's own models, in the file itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelsFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ModelsFileMalformed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // Nothing is done in a compilation that does not know PromptGen.
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is not null)
                start.RegisterAdditionalFileAction(Analyze);
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!ModelsFile.IsOne(context.AdditionalFile))
            return;
        foreach (var error in ModelsFile.Parse(context.AdditionalFile, context.CancellationToken).Errors)
        {
            var start = new LinePosition(error.Line - 1, error.Column - 1);
            var end = new LinePosition(start.Line, start.Character + error.Length);
            var location = Location.Create(context.AdditionalFile.Path, new(error.Start, error.Length), new(start, end));
            context.ReportDiagnostic(Diagnostic.Create(Rules.ModelsFileMalformed, location, error.Message));
        }
    }
}
