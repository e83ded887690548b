using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PromptGen;

/// <summary>Makes clients of what a container has.</summary>
internal static class PromptClientFactory
{
    /// <param name="provider">The container.</param>
    /// <param name="services">What it was built from.</param>
    /// <param name="name">What transport and options go by; null for those without a name.</param>
    public static TClient Create<TClient>(IServiceProvider provider, IServiceCollection services, string? name)
        where TClient : class, IPromptClient<TClient>
    {
        var transport = (name is null ? provider.GetService<IChatTransport>() : provider.GetKeyedService<IChatTransport>(name))
            ?? throw new InvalidOperationException(name is null
                ? $"{typeof(TClient)} needs an {nameof(IChatTransport)}, and none is registered: call AddPromptGen, or register one."
                : $"{typeof(TClient)} needs an {nameof(IChatTransport)} with the key '{name}', and none is registered: call AddPromptGen with that name, or register one.");
        var options = provider.GetRequiredService<IOptionsMonitor<PromptGenOptions>>().Get(name ?? Options.DefaultName);
        return TClient.Create(transport, options.ForClients(Validators(provider, services), [.. provider.GetServices<IPromptObserver>()]));
    }

    /// <summary>All validators, each once: those registered as <see cref="IPromptValidator"/>, and those as one of some type, for which a container has no question.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The services are of a reference type: lists of these share one code.")]
    private static IPromptValidator[] Validators(IServiceProvider provider, IServiceCollection services)
    {
        var types = services.Where(static service => !service.IsKeyedService && service.ServiceType is { IsConstructedGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IPromptValidator<>))
            .Select(static service => service.ServiceType)
            .Distinct();
        return [.. provider.GetServices<IPromptValidator>().Concat(types.SelectMany(provider.GetServices).Cast<IPromptValidator>()).Distinct()];
    }
}
