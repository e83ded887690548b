using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the parameters that a prompt is declared with: its own, then those of its interfaces.</summary>
internal static class SettingsReader
{
    /// <summary>
    /// Where a prompt's defaults are looked for, in order: the interface that the client is for, the one that declares the
    /// method, and those that this one inherits from.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> Scopes(INamedTypeSymbol client, INamedTypeSymbol declaring) =>
        new[] { client, declaring }.Concat(declaring.AllInterfaces);

    public static PromptSettings Read(AttributeData prompt, INamedTypeSymbol client, INamedTypeSymbol declaring)
    {
        var sources = Scopes(client, declaring)
            .Select(static scope => scope.FindAttribute(KnownNames.PromptDefaults))
            .Prepend(prompt)
            .Where(static attribute => attribute is not null)
            .SelectMany(static attribute => attribute!.NamedArguments)
            .ToList();
        return new(Find("Model") as string, Find("Temperature") as double?, Find("MaxTokens") as int?);

        object? Find(string name) => sources.Find(argument => argument.Key == name && argument.Value.Value is not null).Value.Value;
    }
}
