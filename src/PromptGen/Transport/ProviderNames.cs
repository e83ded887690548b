namespace PromptGen;

/// <summary>Providers by their hosts, under the names that OpenTelemetry's conventions have for them.</summary>
internal static class ProviderNames
{
    /// <summary>Hosts, and the ends of hosts that begin with a dot or a hyphen.</summary>
    private static readonly (string Host, string Name)[] Known =
    [
        ("api.openai.com", "openai"),
        (".openai.azure.com", "azure.ai.openai"),
        (".services.ai.azure.com", "azure.ai.inference"),
        (".models.ai.azure.com", "azure.ai.inference"),
        ("api.anthropic.com", "anthropic"),
        ("generativelanguage.googleapis.com", "gcp.gemini"),
        ("aiplatform.googleapis.com", "gcp.vertex_ai"),
        ("-aiplatform.googleapis.com", "gcp.vertex_ai"),
        ("api.mistral.ai", "mistral_ai"),
        ("api.groq.com", "groq"),
        ("api.deepseek.com", "deepseek"),
        ("api.cohere.com", "cohere"),
        ("api.cohere.ai", "cohere"),
        ("api.moonshot.ai", "moonshot_ai"),
        ("api.moonshot.cn", "moonshot_ai"),
        ("api.perplexity.ai", "perplexity"),
        ("api.x.ai", "x_ai"),
    ];

    /// <summary>The provider's name; the host itself where it is nobody's that is known.</summary>
    public static string Of(string host)
    {
        foreach (var (known, name) in Known)
        {
            if (known[0] is '.' or '-' ? host.EndsWith(known, StringComparison.OrdinalIgnoreCase) : host.Equals(known, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return host;
    }
}
