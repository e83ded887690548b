using Microsoft.Extensions.DependencyInjection;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>Providers and clients in a container.</summary>
public sealed class ProviderTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateScopes = true, ValidateOnBuild = true };

    [Fact]
    public async Task A_client_is_a_singleton_over_the_provider()
    {
        await using var server = await StartAsync();
        var services = new ServiceCollection();
        services.AddPromptGen(Options(server)).AddPromptClient<IDice>();
        await using var provider = services.BuildServiceProvider(Strict);
        using var scope = provider.CreateScope();
        var dice = scope.ServiceProvider.GetRequiredService<IDice>();
        Assert.Same(provider.GetRequiredService<IDice>(), dice);
        Assert.IsType<HttpChatTransport>(provider.GetRequiredService<IChatTransport>());

        Assert.InRange((await dice.ThrowAsync("die", TestContext.Current.CancellationToken)).Eyes, 1, 6);
        Assert.Contains("\"model\":\"a/model\"", server.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keyed_providers_do_not_mix()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await using var unnamed = await StartAsync();
        var services = new ServiceCollection();
        services.AddPromptGen("one", Options(one, "a/one", "key-of-one")).AddPromptClient<IDice>();
        services.AddPromptGen("two", Options(two, "a/two", "key-of-two"));
        services.AddPromptClient<IDice>("two");
        services.AddPromptGen(Options(unnamed)).AddPromptClient<IDice>();
        services.AddSingleton<Table>();
        await using var provider = services.BuildServiceProvider(Strict);

        await provider.GetRequiredService<Table>().ThrowAsync(TestContext.Current.CancellationToken);
        Assert.NotSame(provider.GetRequiredKeyedService<IChatTransport>("one"), provider.GetRequiredKeyedService<IChatTransport>("two"));
        AssertAsked(one, "a/one", "Bearer key-of-one");
        AssertAsked(two, "a/two", "Bearer key-of-two");
        AssertAsked(unnamed, "a/model", "Bearer " + Configured.Key);

        static void AssertAsked(LocalChatServer server, string model, string authorization)
        {
            var request = server.Requests.Single();
            Assert.Contains($"\"model\":\"{model}\"", request.Body, StringComparison.Ordinal);
            Assert.Equal(authorization, request.Authorization);
        }
    }

    [Theory]
    [InlineData(null, "needs an IChatTransport, and none is registered: call AddPromptGen, or register one.")]
    [InlineData("one", "needs an IChatTransport with the key 'one', and none is registered: call AddPromptGen with that name, or register one.")]
    public void A_client_without_a_provider_says_what_is_missing(string? name, string expected)
    {
        var services = new ServiceCollection();
        _ = name is null ? services.AddPromptClient<IDice>() : services.AddPromptClient<IDice>(name);
        using var provider = services.BuildServiceProvider(Strict);
        var exception = Assert.Throws<InvalidOperationException>(() => name is null ? provider.GetRequiredService<IDice>() : provider.GetRequiredKeyedService<IDice>(name));
        Assert.Equal($"{typeof(IDice)} {expected}", exception.Message);
    }

    [Fact]
    public async Task Any_transport_will_do_and_options_of_its_name_say_how_prompts_are_sent()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IChatTransport>("own", new HttpChatTransport(http, new() { BaseAddress = server.BaseAddress, ApiKey = "own" }));
        services.AddPromptClient<IDice>("own").Configure<PromptGenOptions>("own", static options => options.Parameters = new() { Model = "a/own" });
        await using var provider = services.BuildServiceProvider(Strict);
        await provider.GetRequiredKeyedService<IDice>("own").ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Contains("\"model\":\"a/own\"", server.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_registered_already_stays()
    {
        var dice = IDice.Create(new HttpChatTransport(new HttpClient()));
        var services = new ServiceCollection();
        services.AddSingleton(dice);
        services.AddPromptGen(static options => options.RequiresApiKey = false).AddPromptClient<IDice>();
        using var provider = services.BuildServiceProvider(Strict);
        Assert.Same(dice, provider.GetRequiredService<IDice>());
    }

    [Fact]
    public async Task A_provider_that_is_added_twice_is_configured_twice_and_is_one()
    {
        await using var server = await StartAsync();
        using var handler = new CountingHandler { InnerHandler = new SocketsHttpHandler() };
        var services = new ServiceCollection();
        services.AddPromptGen(Options(server)).HttpClient.ConfigurePrimaryHttpMessageHandler(() => handler);
        services.AddPromptGen(static options => options.Parameters = options.Parameters with { MaxTokens = 7 }).AddPromptClient<IDice>();
        Assert.Single(services, static service => service.ServiceType == typeof(IChatTransport));
        await using var provider = services.BuildServiceProvider(Strict);
        await provider.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Equal(1, handler.Count);
        Assert.Contains("\"max_tokens\":7", server.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IPromptValidator<Throw>))]
    [InlineData(typeof(IPromptValidator))]
    public async Task A_validator_in_the_container_checks_the_results_of_its_type(Type service)
    {
        await using var server = await StartAsync();
        server.Enqueue(ScriptedReply.Content("""{"eyes":5}"""));
        server.Enqueue(ScriptedReply.Content("""{"eyes":6}"""));
        var services = new ServiceCollection();
        services.AddPromptGen(Options(server)).AddPromptClient<IDice>();
        services.AddSingleton(service, PromptValidator.Of<Throw>(static thrown => thrown.Eyes % 2 == 0 ? [] : [SchemaViolation.Finding("/eyes", "an even number")]));
        services.AddSingleton<IPromptValidator<string>>(PromptValidator.Of<string>(static _ => throw new InvalidOperationException("This is for texts.")));
        await using var provider = services.BuildServiceProvider(Strict);
        Assert.Equal(6, (await provider.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken)).Eyes);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Every_validator_of_a_type_is_asked_once()
    {
        await using var server = await StartAsync();
        var asked = new List<string>();
        var services = new ServiceCollection();
        services.AddPromptGen(Options(server)).AddPromptClient<IDice>();
        var both = Noting("both");
        services.AddSingleton(both).AddSingleton<IPromptValidator>(both).AddSingleton(Noting("other"));
        await using var provider = services.BuildServiceProvider(Strict);
        await provider.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Equal(["both", "other"], asked);

        IPromptValidator<Throw> Noting(string name) => PromptValidator.Of<Throw>(_ =>
        {
            asked.Add(name);
            return [];
        });
    }

    [Fact]
    public void Names_are_not_empty()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentException>(() => services.AddPromptGen("", static _ => { }));
        Assert.Throws<ArgumentException>(() => services.AddPromptGen("", Configured.By()));
        Assert.Throws<ArgumentException>(() => services.AddPromptClient<IDice>(""));
    }

    private static Task<LocalChatServer> StartAsync() => LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);

    private static Action<PromptGenOptions> Options(LocalChatServer server, string model = "a/model", string key = Configured.Key) => options =>
    {
        options.BaseAddress = server.BaseAddress;
        options.ApiKey = key;
        options.Parameters = new() { Model = model };
    };

    private sealed class Table(IDice unnamed, [FromKeyedServices("one")] IDice one, [FromKeyedServices("two")] IDice two)
    {
        public async Task ThrowAsync(CancellationToken cancellationToken)
        {
            IDice[] all = [unnamed, one, two];
            foreach (var dice in all)
                await dice.ThrowAsync("die", cancellationToken);
        }
    }
}
