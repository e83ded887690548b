using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PromptGen.Generator.Emitting;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Reading;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator;

/// <summary>Writes a client for each prompt interface, a contract for each type that their prompts return or that is asked for, and what is known of their models.</summary>
/// <remarks>It reports nothing: what is wrong with a declaration is the analyzer's to say, over the same reading.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class PromptGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // An interface is found by its first prompt, or by what it says of prompts that it only inherits.
        var found = context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.PromptMetadataName,
            static (node, _) => node is MethodDeclarationSyntax { Parent: InterfaceDeclarationSyntax },
            static (match, cancellationToken) =>
                match.TargetSymbol is IMethodSymbol { ContainingType: { TypeKind: TypeKind.Interface } type } method
                && method.Equals(PromptMethods.DeclaredBy(type).FirstOrDefault(), SymbolEqualityComparer.Default)
                    ? Read(type, match.SemanticModel.Compilation, cancellationToken)
                    : null).Collect();
        foreach (var attribute in KnownNames.OnInterfaces)
            found = found.Combine(Inheriting(context, attribute).Collect()).Select(static (all, _) => all.Left.AddRange(all.Right));

        // Those whose templates are files are read once the files are.
        var files = context.AdditionalTextsProvider.Where(TemplateFile.IsOne)
            .Select(TemplateFile.Read)
            .Collect()
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => TemplateFiles.ProjectFolderOf(options)))
            .Select(static (all, _) => new TemplateFiles(all.Left.ToEquatableArray(), all.Right))
            .WithTrackingName(Steps.Files);
        var fromFiles = found.SelectMany(static (all, _) => all.Select(static declaration => declaration?.FileUser).OfType<string>())
            .Combine(files)
            .Combine(context.CompilationProvider)
            .Select(static (all, cancellationToken) => all.Right.Assembly.GetTypeByMetadataName(all.Left.Left) is { } type
                ? ReadWith(all.Left.Right, type, all.Right, cancellationToken)
                : null);
        var read = found.SelectMany(static (all, _) => all.Select(static declaration => declaration?.Client)).Collect()
            .Combine(fromFiles.Collect())
            .SelectMany(static (all, _) => all.Left.AddRange(all.Right).OfType<Client>())
            .WithTrackingName(Steps.Read);

        var models = context.AdditionalTextsProvider.Where(ModelsFile.IsOne)
            .Select(static (file, cancellationToken) => ModelsFile.Parse(file, cancellationToken).Catalog)
            .Collect()
            .Select(static (own, _) => ModelsFile.Join(own))
            .WithTrackingName(Steps.Models);

        var known = read.Combine(models).Select(static (all, _) => all.Left.Interface.Knowing(all.Right)).Collect();
        context.RegisterSourceOutput(
            known.SelectMany(static (all, _) => OutputFile.Name(all, static prompts => prompts.TypeName))
                .WithTrackingName(Steps.Clients),
            static (output, file) => Add(output, file.Name, ClientEmitter.Emit(file.Content)));

        context.RegisterSourceOutput(
            known.Combine(models)
                .SelectMany(static (all, _) => OutputFile.Name(KnownModels.Of(all.Left, all.Right), static known => known.TypeName))
                .WithTrackingName(Steps.KnownModels),
            static (output, file) => Add(output, file.Name, KnownModelsEmitter.Emit(file.Content)));

        var contracts = context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.JsonContractsMetadataName,
            static (node, _) => node is TypeDeclarationSyntax,
            static (match, cancellationToken) => ContractsReader.Read((INamedTypeSymbol)match.TargetSymbol, match.SemanticModel.Compilation, cancellationToken) is { Class: { } contracts } reading
                ? new Contracts(contracts, reading.ResultTypes)
                : null)
            .SelectMany(static (contracts, _) => contracts is null ? ImmutableArray<Contracts>.Empty : [contracts])
            .WithTrackingName(Steps.ReadContracts);
        context.RegisterSourceOutput(
            contracts.Select(static (contracts, _) => contracts.Class).Where(static contracts => contracts.Contracts.Count > 0).Collect()
                .SelectMany(static (all, _) => OutputFile.Name(all, static contracts => contracts.Type.TypeName))
                .WithTrackingName(Steps.ContractClasses),
            static (output, file) => Add(output, file.Name, ContractsEmitter.Emit(file.Content)));

        context.RegisterSourceOutput(
            read.SelectMany(static (client, _) => client.ResultTypes).Collect()
                .Combine(contracts.SelectMany(static (contracts, _) => contracts.ResultTypes).Collect())
                .SelectMany(static (all, _) => OutputFile.Name(Distinct(all.Left.AddRange(all.Right)), static type => type.Contract))
                .WithTrackingName(Steps.Contracts),
            static (output, file) => Add(output, file.Name, ContractEmitter.Emit(file.Content)));
    }

    /// <summary>Interfaces that declare no prompt; one with several of the attributes, on several of its parts, is found by the first.</summary>
    private static IncrementalValuesProvider<Declaration?> Inheriting(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.Namespace + "." + attribute,
            static (node, _) => node is InterfaceDeclarationSyntax,
            (match, cancellationToken) =>
                match.TargetSymbol is INamedTypeSymbol type
                && !PromptMethods.DeclaredBy(type).Any()
                && KnownNames.OnInterfaces.First(name => type.FindAttribute(name) is not null) == attribute
                && type.FindAttribute(attribute) is { ApplicationSyntaxReference: { } first }
                && first.SyntaxTree == match.TargetNode.SyntaxTree
                && match.TargetNode.Span.Contains(first.Span)
                    ? Read(type, match.SemanticModel.Compilation, cancellationToken)
                    : null);

    private static Declaration? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (InterfaceReader.UsesFiles(type))
            return new(null, type.ToMetadataName());
        return ReadWith(TemplateFiles.None, type, compilation, cancellationToken) is { } client ? new(client, null) : null;
    }

    private static Client? ReadWith(TemplateFiles files, INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        InterfaceReader.Read(type, compilation, files, cancellationToken) is { Interface: { } prompts } reading
            ? new(prompts, reading.ResultTypes)
            : null;

    /// <summary>Each type once: as a result, where it is one anywhere, since that has the schema too.</summary>
    private static IEnumerable<ResultType> Distinct(ImmutableArray<ResultType> types) => types
        .GroupBy(static type => type.Contract, StringComparer.Ordinal)
        .OrderBy(static group => group.Key, StringComparer.Ordinal)
        .Select(static group => group.FirstOrDefault(static type => type.IsRoot) ?? group.First());

    private static void Add(SourceProductionContext output, string name, string text) =>
        output.AddSource(name, SourceText.From(text, Encoding.UTF8));
}
