using Microsoft.CodeAnalysis;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Reading;

/// <summary>What an interface's defaults, or its assembly's, say of how results are described.</summary>
/// <param name="Dialect">What schemas are written in.</param>
/// <param name="Naming">How members are named in documents.</param>
internal readonly record struct ResultOptions(SchemaDialect Dialect, NamingPolicy Naming)
{
    public static ResultOptions Of(INamedTypeSymbol client, IMethodSymbol method) => new(
        SettingsReader.FindDefault(client, method, KnownNames.SchemaDialect)?.Value is int dialect and >= 0 and <= (int)SchemaDialect.Full ? (SchemaDialect)dialect : default,
        SettingsReader.FindDefault(client, method, KnownNames.PropertyNaming)?.Value is int naming and >= 0 and <= (int)NamingPolicy.AsDeclared ? (NamingPolicy)naming : default);
}
