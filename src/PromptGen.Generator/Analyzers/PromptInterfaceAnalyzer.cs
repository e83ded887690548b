using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Analyzers;

/// <summary>Says what is wrong with a prompt interface, from the reading that the generator writes its client from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptInterfaceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.InterfaceNotPartial,
        Rules.InterfaceNotExtensible,
        Rules.MethodNotAPrompt,
        Rules.ReturnTypeNotSupported,
        Rules.RoleRepeated,
        Rules.TokenMissing,
        Rules.TemplateMalformed,
        Rules.PlaceholderUnknown,
        Rules.PlaceholderHasNoText,
        Rules.ParameterUnused,
        Rules.MemberUnknown,
        Rules.FormatNotTaken,
        Rules.PromptFileMissing,
        Rules.TextInRole,
        Rules.ResultTypeNotDescribable,
        Rules.TypeNotSeen,
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
            var files = new Lazy<TemplateFiles>(() => TemplateFiles.Of(start.Options, start.CancellationToken));
            start.RegisterSymbolAction(context => Analyze(context, files), SymbolKind.NamedType);
        });
    }

    /// <summary>The prompt, or the interface that inherits it from elsewhere.</summary>
    private static Location LocationOf(IMethodSymbol prompt, INamedTypeSymbol type, Compilation compilation) =>
        prompt.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree)) ?? type.LocationOrNone();

    private static void Analyze(SymbolAnalysisContext context, Lazy<TemplateFiles> files)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (PromptMethods.IsPromptInterface(type))
        {
            var reading = InterfaceReader.Read(type, context.Compilation, files.Value, context.CancellationToken);

            // What is wrong inside a prompt file is reported by who reads that file.
            foreach (var diagnostic in reading.Diagnostics.Where(static diagnostic => diagnostic.Location.Kind != LocationKind.ExternalFile))
                context.ReportDiagnostic(diagnostic);
            foreach (var (prompt, reason) in reading.Interface is { } prompts ? EmittedProblems.Of(type, prompts, context.CancellationToken) : [])
                context.ReportDiagnostic(Diagnostic.Create(Rules.TypeNotSeen, LocationOf(prompt, type, context.Compilation), prompt.Name, reason));
        }

        if (type.TypeKind is TypeKind.Interface or TypeKind.Class or TypeKind.Struct)
        {
            foreach (var (method, reason) in PromptMethods.Misplaced(type))
                context.ReportDiagnostic(Diagnostic.Create(Rules.MethodNotAPrompt, method.LocationOrNone(), (method.AssociatedSymbol ?? method).Name, reason));
        }
    }
}
