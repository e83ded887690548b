using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Analyzers;

/// <summary>Says what is wrong with a prompt interface, from the reading that the generator writes its client from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptInterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.TypeNotPartial,
        Rules.InterfaceNotExtensible,
        Rules.MethodNotAPrompt,
        Rules.ReturnTypeNotSupported,
        Rules.RoleRepeated,
        Rules.TokenMissing,
        Rules.ValidatorNotUsable,
        Rules.TemplateMalformed,
        Rules.PlaceholderUnknown,
        Rules.PlaceholderHasNoText,
        Rules.ParameterUnused,
        Rules.MemberUnknown,
        Rules.FormatNotTaken,
        Rules.PromptFileMissing,
        Rules.TextInRole,
        Rules.ExampleDoesNotFit,
        Rules.ExamplesNotUsable,
        Rules.ParameterOutOfBounds,
        Rules.ParameterNotPortable,
        Rules.ParameterNotTaken,
        Rules.RoleNotTaken,
        Rules.ResponseFormatNotTaken,
        Rules.ContentPartNotTaken,
        Rules.ParametersExclusive,
        Rules.TemperatureWithTopP,
        Rules.StopWithStructure,
        Rules.TokenLimitRenamed,
        Rules.SchemaInPrompt,
        Rules.ResultTypeNotDescribable,
        Rules.TypeNotSeen,
        Rules.ResultTypeEndless,
        Rules.TypeNotListed,
        Rules.SchemaTooLarge,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            // Nothing is done in a compilation that does not know PromptGen.
            if (start.Compilation.GetTypeByMetadataName(KnownNames.PromptMetadataName) is null)
                return;
            var files = new Lazy<TemplateFiles>(() => TemplateFiles.Of(start.Options, start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);
            var catalog = new Lazy<ModelCatalog>(() => ModelsFile.ReadCatalog(start.Options, start.CancellationToken), LazyThreadSafetyMode.PublicationOnly);
            start.RegisterSymbolAction(context => Analyze(context, files, catalog), SymbolKind.NamedType);
        });
    }

    /// <summary>The prompt, or the interface that inherits it from elsewhere.</summary>
    private static Location LocationOf(IMethodSymbol prompt, INamedTypeSymbol type, Compilation compilation) =>
        prompt.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree)) ?? type.LocationOrNone();

    private static void Analyze(SymbolAnalysisContext context, Lazy<TemplateFiles> files, Lazy<ModelCatalog> catalog)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (PromptMethods.IsPromptInterface(type))
        {
            var reading = InterfaceReader.Read(type, context.Compilation, files.Value, context.CancellationToken);
            new RequestFindings(type, reading, catalog.Value, context.CancellationToken).Add();

            // What is wrong inside a prompt file is reported by who reads that file.
            foreach (var diagnostic in reading.Diagnostics.All.Where(static diagnostic => diagnostic.Location.Kind != LocationKind.ExternalFile))
                context.ReportDiagnostic(diagnostic);
            foreach (var (prompt, reason) in EmittedProblems.Of(type, reading, catalog.Value, context.CancellationToken))
                context.ReportDiagnostic(Diagnostic.Create(Rules.TypeNotSeen, LocationOf(prompt, type, context.Compilation), $"The prompt '{prompt.Name}' would throw when it is called", reason));
        }

        if (type.TypeKind is TypeKind.Interface or TypeKind.Class or TypeKind.Struct)
        {
            foreach (var (method, reason) in PromptMethods.Misplaced(type))
                context.ReportDiagnostic(Diagnostic.Create(Rules.MethodNotAPrompt, method.LocationOrNone(), (method.AssociatedSymbol ?? method).Name, reason));
        }
    }
}
