using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptGen.Models;

namespace PromptGen.Generator.Reading;

/// <summary>The user's own models: files of that name among the project's additional files.</summary>
internal static class ModelsFile
{
    private const string Name = "promptgen.models.txt";

    public static bool IsOne(AdditionalText file) => string.Equals(Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    public static (ModelCatalog Catalog, IReadOnlyList<ModelsError> Errors) Parse(AdditionalText file, CancellationToken cancellationToken) =>
        ModelCatalog.Parse(file.GetText(cancellationToken)?.ToString() ?? "");

    /// <summary>All that is known: what PromptGen comes with, and over it what the user's files say.</summary>
    public static ModelCatalog Join(ImmutableArray<ModelCatalog> own) => own.Aggregate(ModelCatalog.Default, static (all, more) => all.With(more));

    /// <summary>All that is known in a project.</summary>
    public static ModelCatalog ReadCatalog(AnalyzerOptions options, CancellationToken cancellationToken) =>
        Join([.. options.AdditionalFiles.Where(IsOne).Select(file => Parse(file, cancellationToken).Catalog)]);
}
