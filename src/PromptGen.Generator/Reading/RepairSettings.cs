using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;

namespace PromptGen.Generator.Reading;

/// <summary>Reads how often an invalid answer is sent back.</summary>
internal static class RepairSettings
{
    /// <summary>What the nearest attribute says; null where none does.</summary>
    public static int? MaxRepairsOf(AttributeData prompt, INamedTypeSymbol client, IMethodSymbol method, MethodProblems problems, CancellationToken cancellationToken)
    {
        foreach (var attribute in SettingsReader.Defaults(client, method).Prepend(prompt))
        {
            if (SettingsReader.FindArgument(attribute, KnownNames.MaxRepairs)?.Value is not int repairs)
                continue;
            if (repairs >= 0)
                return repairs;
            problems.Report(Rules.ParameterOutOfBounds, AttributeArguments.Locate(attribute, KnownNames.MaxRepairs, cancellationToken) ?? Location.None, $"{KnownNames.MaxRepairs} = {repairs}", "any prompt", "0 or more");
            return null;
        }

        return null;
    }
}
