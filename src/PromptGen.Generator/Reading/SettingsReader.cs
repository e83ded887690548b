using Microsoft.CodeAnalysis;
using PromptGen.Generator.Pipeline;
using PromptGen.Models;

namespace PromptGen.Generator.Reading;

/// <summary>A request parameter that is in effect for a prompt.</summary>
/// <param name="Scope">What it is written on: the method, one of its interfaces, or the assembly.</param>
/// <param name="Attribute">The attribute that sets it.</param>
/// <param name="Name">The property.</param>
/// <param name="Value">The value.</param>
internal readonly record struct EffectiveSetting(ISymbol Scope, AttributeData Attribute, string Name, TypedConstant Value);

/// <summary>Reads the request parameters that a prompt is declared with: its own, then its interfaces', then its assembly's.</summary>
internal static class SettingsReader
{
    public const string Model = "Model";

    /// <summary>
    /// Where a prompt's defaults are looked for, in order: the interface that the client is for, the one that declares the
    /// method, and those that this one inherits from.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> Scopes(INamedTypeSymbol client, INamedTypeSymbol declaring) =>
        new[] { client, declaring }.Concat(declaring.AllInterfaces);

    /// <summary>What is set, each property once: the nearest wins.</summary>
    public static IEnumerable<EffectiveSetting> Effective(AttributeData prompt, INamedTypeSymbol client, IMethodSymbol method)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hasLimit = false;
        var sources = Scopes(client, method.ContainingType)
            .Append<ISymbol>(client.ContainingAssembly)
            .Select(static scope => (Scope: scope, Attribute: scope.FindAttribute(KnownNames.PromptDefaults)))
            .Prepend((method, prompt));
        foreach (var (scope, attribute) in sources)
        {
            // The two token limits are one choice: the nearest of either wins.
            var hadLimit = hasLimit;
            foreach (var argument in attribute?.NamedArguments ?? [])
            {
                if (KnownNames.IsNoParameter(argument.Key) || argument.Value.IsNull || argument.Value.Kind == TypedConstantKind.Error || (hadLimit && IsTokenLimit(argument.Key)) || !names.Add(argument.Key))
                    continue;
                hasLimit |= IsTokenLimit(argument.Key);
                yield return new(scope, attribute!, argument.Key, argument.Value);
            }
        }
    }

    /// <summary>What the nearest defaults say that say anything of it; null where none do.</summary>
    public static TypedConstant? FindDefault(INamedTypeSymbol client, IMethodSymbol method, string name) => Defaults(client, method)
        .Select(attribute => FindArgument(attribute, name))
        .FirstOrDefault(static value => value is not null);

    /// <summary>The defaults that are in scope for a prompt, the nearest first.</summary>
    public static IEnumerable<AttributeData> Defaults(INamedTypeSymbol client, IMethodSymbol method) => Scopes(client, method.ContainingType)
        .Append<ISymbol>(client.ContainingAssembly)
        .Select(static scope => scope.FindAttribute(KnownNames.PromptDefaults))
        .OfType<AttributeData>();

    /// <summary>What an attribute says of it; null where there is none, or it says nothing, as a null does.</summary>
    public static TypedConstant? FindArgument(AttributeData? attribute, string name)
    {
        foreach (var argument in attribute?.NamedArguments ?? [])
        {
            if (argument.Key == name && !argument.Value.IsNull)
                return argument.Value;
        }

        return null;
    }

    /// <summary>What is set, as C#.</summary>
    public static IEnumerable<PromptSetting> Read(IEnumerable<EffectiveSetting> effective)
    {
        foreach (var setting in effective)
        {
            if (Constants.Write(setting.Value) is { } value)
                yield return new(setting.Name, value);
        }
    }

    /// <summary>What is known of the request by its parameters alone.</summary>
    public static KnownRequest ReadRequest(IReadOnlyList<EffectiveSetting> effective) => new(
        ModelOf(effective),
        effective.Select(ReadParameter).OfType<KnownParameter>().ToEquatableArray());

    /// <summary>The id of the model that is declared; null where none is.</summary>
    public static string? ModelOf(IEnumerable<EffectiveSetting> effective)
    {
        foreach (var setting in effective)
        {
            if (setting.Name == Model)
                return setting.Value.Value as string;
        }

        return null;
    }

    private static KnownParameter? ReadParameter(EffectiveSetting setting) => setting.Value.Kind == TypedConstantKind.Array
        ? setting.Name == KnownParameter.Stop ? KnownParameter.OfTexts(setting.Value.Values.Length, setting.Value.Values.Any(static text => text.Value is null or "")) : null
        : KnownParameter.Of(setting.Name, setting.Value.Value);

    private static bool IsTokenLimit(string name) => name is KnownParameter.MaxTokens or KnownParameter.MaxCompletionTokens;
}
