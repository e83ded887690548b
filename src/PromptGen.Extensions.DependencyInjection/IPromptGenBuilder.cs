using Microsoft.Extensions.DependencyInjection;

namespace PromptGen;

/// <summary>A provider that was added to the services, to be built upon.</summary>
public interface IPromptGenBuilder
{
    /// <summary>What the provider's services are keyed by, and its <see cref="PromptGenOptions"/> named; null for the one without a name.</summary>
    string? Name { get; }

    /// <summary>The services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The client that the provider's requests are sent with. Message handlers and resilience are added to it.</summary>
    IHttpClientBuilder HttpClient { get; }
}
