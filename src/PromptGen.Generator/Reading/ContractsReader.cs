using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Analyzers;
using PromptGen.Generator.Pipeline;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What was read of a class of contracts. The generator takes the model, the analyzer the diagnostics.</summary>
/// <param name="Class">The model; null where nothing can be added.</param>
/// <param name="ResultTypes">The types that need contracts.</param>
/// <param name="Listed">The types that get one, with their properties' names and where they are listed.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record ContractsReading(
    ContractsClass? Class, EquatableArray<ResultType> ResultTypes, IReadOnlyList<(string Name, ITypeSymbol Type, Location Location)> Listed, DiagnosticBag Diagnostics);

/// <summary>Reads a class that <c>[JsonContracts]</c> is on, for the generator and the analyzer alike.</summary>
internal static class ContractsReader
{
    public static ContractsReading? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class || type.FindAttribute(KnownNames.JsonContracts) is not { } attribute || attribute.IsBroken() || !PartialType.HasName(type))
            return null;

        // Types are read in any case, for their diagnostics.
        var diagnostics = new DiagnosticBag(type, compilation);
        var canExtend = PartialTypeRules.CheckPartial(type, diagnostics, cancellationToken);
        if (PartialTypeRules.WhyNotExtensible(type) is { } reason)
            canExtend = Refuse(type.LocationOrNone(), reason);

        var options = ResultOptions.Of(attribute, compilation.Assembly);
        var resultTypes = new ResultTypes(compilation, cancellationToken);
        var contracts = new List<ContractProperty>();
        var listed = new List<(string Name, ITypeSymbol Type, Location Location)>();
        foreach (var (part, location) in TypesOf(attribute, type, cancellationToken))
        {
            var (contract, problem, _) = resultTypes.Add(part, options);
            var name = NameOf(part);
            if (problem is { IsCompilers: true })
                continue;
            if (problem is not null)
                diagnostics.Add(diagnostics.Create(problem.IsEndless ? Rules.ResultTypeEndless : Rules.ResultTypeNotDescribable, location, problem.Location is null ? [] : [problem.Location], [], part.ToReadable(), problem.Reason));
            else if (name == type.Name)
                Refuse(location, $"the contract of '{part.ToReadable()}' would have the class's own name");
            else if (listed.Exists(other => other.Name == name))
                Refuse(location, $"there would be two contracts named '{name}'");
            else if (type.GetMembers(name).FirstOrDefault(static member => !PartialTypeRules.IsEmitted(member)) is not null)
                Refuse(location, $"the contract of '{part.ToReadable()}' would be named '{name}', and a member is");
            else
            {
                listed.Add((name, part, location));
                contracts.Add(new(name, part.ToQualified(), contract!, !part.HasPart(static part => part is INamedTypeSymbol { DeclaredAccessibility: not Accessibility.Public })));
            }
        }

        return new(canExtend ? new(PartialType.Of(type), contracts.ToEquatableArray()) : null, resultTypes.ToEquatableArray(), listed, diagnostics);

        bool Refuse(Location location, string why)
        {
            diagnostics.Add(diagnostics.Create(Rules.ContractsNotExtensible, location, [], [], type.Name, why));
            return false;
        }
    }

    private static string NameOf(ITypeSymbol type) =>
        (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "Nullable" : "") + ContractNames.ShortName(type);

    /// <summary>The types that are listed, each with its place: its own <c>typeof</c>, where there is one for each.</summary>
    private static IEnumerable<(ITypeSymbol Type, Location Location)> TypesOf(AttributeData attribute, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var types = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list] ? list.Values.Select(static value => value.Value).OfType<ITypeSymbol>().ToList() : [];
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        var places = syntax?.DescendantNodes().OfType<TypeOfExpressionSyntax>().Select(static place => place.Type.GetLocation()).ToList() ?? [];
        return types.Select((listed, i) => (listed, places.Count == types.Count ? places[i] : syntax?.GetLocation() ?? type.LocationOrNone()));
    }
}
