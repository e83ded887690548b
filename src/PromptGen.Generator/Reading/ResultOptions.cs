using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What is said of how results are described.</summary>
/// <param name="Dialect">What schemas are written in.</param>
/// <param name="Naming">How members are named in documents.</param>
internal readonly record struct ResultOptions(SchemaDialect Dialect, NamingPolicy Naming)
{
    public static ResultOptions Of(INamedTypeSymbol client, IMethodSymbol method) => Read(name => SettingsReader.FindDefault(client, method, name));

    /// <summary>What a <c>[JsonContracts]</c> says, or else the assembly's defaults.</summary>
    public static ResultOptions Of(AttributeData contracts, IAssemblySymbol assembly) => Read(name =>
        SettingsReader.FindArgument(contracts, name) ?? SettingsReader.FindArgument(assembly.FindAttribute(KnownNames.PromptDefaults), name));

    private static ResultOptions Read(Func<string, TypedConstant?> find) => new(
        find(KnownNames.SchemaDialect)?.Value is int dialect and >= 0 and <= (int)SchemaDialect.Full ? (SchemaDialect)dialect : default,
        find(KnownNames.PropertyNaming)?.Value is int naming and >= 0 and <= (int)NamingPolicy.AsDeclared ? (NamingPolicy)naming : default);
}
