using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Says what is wrong with a prompt file, in the file itself: for each prompt that takes its template from it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.TemplateMalformed,
        Rules.PlaceholderUnknown,
        Rules.PlaceholderHasNoText,
        Rules.MemberUnknown,
        Rules.FormatNotTaken,
        Rules.TextInRole,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is null || !start.Options.AdditionalFiles.Any(TemplateFile.IsOne))
                return;

            // All interfaces are looked at once, for all files, when the first file is.
            var findings = new Lazy<ILookup<string, Diagnostic>>(() => Find(start.Compilation, TemplateFiles.Of(start.Options, start.CancellationToken), start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);
            start.RegisterAdditionalFileAction(context =>
            {
                if (!TemplateFile.IsOne(context.AdditionalFile))
                    return;
                foreach (var diagnostic in findings.Value[context.AdditionalFile.Path])
                    context.ReportDiagnostic(diagnostic);
            });
        });
    }

    private static ILookup<string, Diagnostic> Find(Compilation compilation, TemplateFiles files, CancellationToken cancellationToken) => TypesOf(compilation.Assembly.GlobalNamespace)
        .Where(static type => PromptMethods.IsPromptInterface(type) && InterfaceReader.UsesFiles(type))
        .SelectMany(type => InterfaceReader.Read(type, compilation, files, cancellationToken).Diagnostics.All)
        .Where(static diagnostic => diagnostic.Location.Kind == LocationKind.ExternalFile)
        .Distinct()
        .ToLookup(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? TypesOf(type).Prepend(type) : TypesOf(member));
}
