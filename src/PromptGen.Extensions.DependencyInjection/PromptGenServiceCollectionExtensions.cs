using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PromptGen;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers of models, and clients of prompt interfaces, to services.</summary>
public static class PromptGenServiceCollectionExtensions
{
    /// <summary>
    /// How long a connection is used before a new one is made, which looks the host up again: what the factory gives a handler. Here it is the connection's
    /// alone, since a singleton holds on to its handlers.
    /// </summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Adds a provider: an <see cref="IChatTransport"/> over a client of <see cref="IHttpClientFactory"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets its options.</param>
    /// <remarks>A host does not start with options that have a fault: it ends with an <see cref="OptionsValidationException"/> that says what to do.</remarks>
    public static IPromptGenBuilder AddPromptGen(this IServiceCollection services, Action<PromptGenOptions> configure) => Add(services, null, configure);

    /// <summary>Adds a provider that is configured by a section: an <see cref="IChatTransport"/> over a client of <see cref="IHttpClientFactory"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">Has the options, under the names of <see cref="PromptGenOptions"/>'s properties. Where its texts change, so do the options.</param>
    /// <remarks>A host does not start with options that have a fault: it ends with an <see cref="OptionsValidationException"/> that has the key's path and says what to do.</remarks>
    public static IPromptGenBuilder AddPromptGen(this IServiceCollection services, IConfiguration section) => Add(services, null, section);

    /// <summary>Adds one of several providers: an <see cref="IChatTransport"/> that is keyed by a name, and so are the clients over it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, also that of its <see cref="PromptGenOptions"/>.</param>
    /// <param name="configure">Sets its options.</param>
    /// <inheritdoc cref="AddPromptGen(IServiceCollection, Action{PromptGenOptions})" path="/remarks"/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPromptGenBuilder AddPromptGen(this IServiceCollection services, string name, Action<PromptGenOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configure);
    }

    /// <summary>Adds one of several providers, configured by a section: an <see cref="IChatTransport"/> that is keyed by a name, and so are the clients over it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name, also that of its <see cref="PromptGenOptions"/>.</param>
    /// <param name="section">Has the options, under the names of <see cref="PromptGenOptions"/>'s properties. Where its texts change, so do the options.</param>
    /// <inheritdoc cref="AddPromptGen(IServiceCollection, IConfiguration)" path="/remarks"/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IPromptGenBuilder AddPromptGen(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, section);
    }

    /// <summary>Adds a client of a prompt interface over the provider without a name, or over whatever other <see cref="IChatTransport"/> there is.</summary>
    /// <typeparam name="TClient">The interface.</typeparam>
    /// <param name="services">The services.</param>
    /// <remarks>
    /// It is a singleton, safe to use from many threads, and does nothing where the interface is registered already. Every validator that is registered, be it as
    /// <see cref="IPromptValidator{T}"/> or as <see cref="IPromptValidator"/>, checks the results of its type; validators have to be singletons too.
    /// </remarks>
    public static IServiceCollection AddPromptClient<TClient>(this IServiceCollection services)
        where TClient : class, IPromptClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        AddClients(services).TryAddSingleton(provider => PromptClientFactory.Create<TClient>(provider, services, null));
        return services;
    }

    /// <summary>Adds a client of a prompt interface that is keyed by a name, over the provider, or whatever other <see cref="IChatTransport"/>, that has the same key.</summary>
    /// <typeparam name="TClient">The interface.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The name. Its <see cref="PromptGenOptions"/> say how prompts are sent.</param>
    /// <inheritdoc cref="AddPromptClient{TClient}(IServiceCollection)" path="/remarks"/>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IServiceCollection AddPromptClient<TClient>(this IServiceCollection services, string name)
        where TClient : class, IPromptClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddClients(services).TryAddKeyedSingleton(name, (provider, _) => PromptClientFactory.Create<TClient>(provider, services, name));
        return services;
    }

    /// <summary>Adds a client of a prompt interface over this provider, keyed as the provider is.</summary>
    /// <typeparam name="TClient">The interface.</typeparam>
    /// <param name="builder">The provider.</param>
    /// <inheritdoc cref="AddPromptClient{TClient}(IServiceCollection)" path="/remarks"/>
    public static IPromptGenBuilder AddPromptClient<TClient>(this IPromptGenBuilder builder)
        where TClient : class, IPromptClient<TClient>
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Name is { } name)
            builder.Services.AddPromptClient<TClient>(name);
        else
            builder.Services.AddPromptClient<TClient>();
        return builder;
    }

    /// <summary>What clients need, whatever they are clients of.</summary>
    private static IServiceCollection AddClients(IServiceCollection services)
    {
        services.AddOptions().AddLogging().TryAddEnumerable(ServiceDescriptor.Singleton<IPromptObserver, PromptLogger>());
        return services;
    }

    private static PromptGenBuilder Add(IServiceCollection services, string? name, Action<PromptGenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PromptGenOptions>(name).Configure(configure);
        return AddProvider(services, name, null);
    }

    private static PromptGenBuilder Add(IServiceCollection services, string? name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var parameters = section.GetSection(nameof(PromptGenOptions.Parameters));
        services.AddOptions<PromptGenOptions>(name)
            .Bind(section)
            .Configure(options => options.Parameters = BoundParameters.Read(parameters).Over(options.Parameters));
        return AddProvider(services, name, (section as IConfigurationSection)?.Path ?? "");
    }

    /// <summary>What a provider is made of, whatever its options. One that is added once more is configured further, and no more.</summary>
    private static PromptGenBuilder AddProvider(IServiceCollection services, string? name, string? section)
    {
        var optionsName = name ?? Options.Options.DefaultName;
        var clientName = name is null ? nameof(PromptGen) : $"{nameof(PromptGen)}:{name}";
        var client = services.AddHttpClient(clientName);
        var validator = services.Select(static service => service.IsKeyedService ? null : service.ImplementationInstance as PromptGenOptionsValidator)
            .FirstOrDefault(validator => validator?.OptionsName == optionsName);
        if (validator is null)
        {
            validator = new(optionsName);
            services.AddSingleton<IValidateOptions<PromptGenOptions>>(validator).AddOptions<PromptGenOptions>(name).ValidateOnStart();
            client.UseSocketsHttpHandler(static (handler, _) => handler.PooledConnectionLifetime = ConnectionLifetime)
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .ConfigureHttpClient((provider, http) =>
                {
                    // A limit for the whole reply that is configured is meant, also where the client's own is shorter.
                    if (OptionsOf(provider).Get(optionsName).TotalTimeout != Timeout.InfiniteTimeSpan)
                        http.Timeout = Timeout.InfiniteTimeSpan;
                });
            if (name is null)
                services.TryAddSingleton<IChatTransport>(Transport);
            else
                services.TryAddKeyedSingleton<IChatTransport>(name, (provider, _) => Transport(provider));
        }

        validator.Section = section ?? validator.Section;
        return new(name, services, client);

        HttpChatTransport Transport(IServiceProvider provider)
        {
            var options = OptionsOf(provider);
            return HttpChatTransport.Create(provider.GetRequiredService<IHttpClientFactory>().CreateClient(clientName), () => options.Get(optionsName));
        }

        static IOptionsMonitor<PromptGenOptions> OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<PromptGenOptions>>();
    }
}
