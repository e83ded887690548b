using Microsoft.Extensions.Configuration;

namespace PromptGen.Extensions.Tests;

/// <summary>Configurations that stand in memory.</summary>
internal static class Configured
{
    public const string Key = "sk-0123456789ab";

    public static IConfigurationRoot By(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(static pair => pair.Key, static pair => pair.Value)).Build();

    /// <summary>Changes a value, and says so, as a provider does whose file has changed.</summary>
    public static void Change(this IConfigurationRoot configuration, string key, string? value)
    {
        configuration[key] = value;
        configuration.Reload();
    }
}
