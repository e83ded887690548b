using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;

namespace PromptGen.Generator.Reading;

/// <summary>Reads the request parameters that a prompt is declared with: its own, then its interfaces', then its assembly's.</summary>
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
        var settings = new List<PromptSetting>();
        string? model = null;
        var sources = Scopes(client, declaring)
            .Append<ISymbol>(client.ContainingAssembly)
            .Select(static scope => scope.FindAttribute(KnownNames.PromptDefaults))
            .Prepend(prompt);
        foreach (var source in sources)
        {
            // The two token limits are one choice: the nearest of either wins.
            var hasLimit = settings.Exists(static setting => IsTokenLimit(setting.Name));
            foreach (var argument in source?.NamedArguments ?? [])
            {
                if (argument.Key == KnownNames.File || settings.Exists(setting => setting.Name == argument.Key) || (hasLimit && IsTokenLimit(argument.Key)) || Constants.Write(argument.Value) is not { } value)
                    continue;
                settings.Add(new(argument.Key, value));
                if (argument.Key == "Model")
                    model = argument.Value.Value as string;
            }
        }

        return new(settings.ToEquatableArray(), model);
    }

    private static bool IsTokenLimit(string name) => name is "MaxTokens" or "MaxCompletionTokens";
}
