using System.Collections.Immutable;
using PromptGen.Generator.Reading;
using PromptGen.Models;

namespace PromptGen.Generator.Pipeline;

/// <summary>What an assembly has to carry of the catalog: the models that its prompts are declared with.</summary>
/// <param name="TypeName">The class that holds it, from the root.</param>
/// <param name="Possible">What some model takes.</param>
/// <param name="Models">The models that are known, in the order of their ids.</param>
internal sealed record KnownModels(string TypeName, ModelFacts? Possible, EquatableArray<KnownModel> Models)
{
    /// <summary>Those of an assembly's interfaces; nothing where there is none.</summary>
    public static IEnumerable<KnownModels> Of(ImmutableArray<PromptInterface> interfaces, ModelCatalog catalog) => interfaces.IsEmpty
        ? []
        : [new(interfaces[0].KnownModels, catalog.Possible, Declared(interfaces, catalog).ToEquatableArray())];

    private static IEnumerable<KnownModel> Declared(ImmutableArray<PromptInterface> interfaces, ModelCatalog catalog) => interfaces
        .SelectMany(static prompts => prompts.Methods)
        .Where(static method => method.Call is { IsModelKnown: true })
        .Select(static method => method.Call!.Request.Model!)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(static id => id, StringComparer.Ordinal)
        .Select(id => new KnownModel(id, catalog.Find(id)!));
}

/// <summary>A model with what is known of it.</summary>
internal sealed record KnownModel(string Id, ModelFacts Facts);
