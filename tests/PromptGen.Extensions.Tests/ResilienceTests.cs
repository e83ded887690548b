using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What the guide says of resilience, by a server that fails on purpose and a clock that the tests set.</summary>
public sealed class ResilienceTests : IAsyncLifetime
{
    private readonly HastyClock _time = new(TimeSpan.FromMinutes(1));
    private readonly CountingHandler _sent = new();
    private LocalChatServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Errors_that_pass_are_asked_again(int status)
    {
        _server.Enqueue(ScriptedReply.Error(status, "Not now."));
        _server.Enqueue(ScriptedReply.Error(status, "Not now."));
        await using var provider = Provider(ModelLimits.Set);
        await ThrowAsync(provider);
        Assert.Equal(3, _server.Requests.Count);
        Assert.Single(_server.Requests.Select(static request => request.Body).Distinct());
        Assert.Equal(2, _time.Waits.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Other_errors_are_not(int status)
    {
        _server.Enqueue(ScriptedReply.Error(status, "Never."));
        await using var provider = Provider(ModelLimits.Set);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => ThrowAsync(provider));
        Assert.Equal((HttpStatusCode)status, exception.StatusCode);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task An_error_that_stays_is_the_calls_after_three_retries()
    {
        for (var i = 0; i < 4; i++)
            _server.Enqueue(ScriptedReply.Error(503, "Overloaded."));
        await using var provider = Provider(ModelLimits.Set);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => ThrowAsync(provider));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, exception.StatusCode);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        _server.Enqueue(ScriptedReply.Error(429, "Slow down.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "47" } });
        await using var provider = Provider(ModelLimits.Set);
        await ThrowAsync(provider);
        Assert.Equal([TimeSpan.FromSeconds(47)], _time.Waits);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task By_default_an_attempt_has_ten_seconds_and_a_call_thirty()
    {
        for (var i = 0; i < 3; i++)
            _server.Enqueue(new() { Delay = Timeout.InfiniteTimeSpan });
        var time = new HastyClock(TimeSpan.FromSeconds(9));
        await using var provider = Provider(static options => options.Retry.Delay = TimeSpan.FromMilliseconds(1), time);
        var call = ThrowAsync(provider);
        for (var i = 1; i <= 3; i++)
        {
            await _sent.SendingAsync(TestContext.Current.CancellationToken);
            Assert.Equal(i, _sent.Count);
            Assert.False(call.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => call);
        Assert.Contains("'00:00:30'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, _sent.Count);
    }

    [Fact]
    public async Task The_guides_limits_leave_a_model_its_time()
    {
        _server.Enqueue(new() { Delay = Timeout.InfiniteTimeSpan });
        await using var provider = Provider(ModelLimits.Set);
        var call = ThrowAsync(provider);

        // Only a request that has arrived has the reply that never comes.
        while (_server.Requests.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Empty(_time.Waits);

        // The attempt is given up after two minutes, and the next one is answered.
        _time.Advance(TimeSpan.FromSeconds(1));
        await call;
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public void The_clients_own_limit_does_not_cut_the_pipelines()
    {
        HttpClient? client = null;
        using var provider = Provider(ModelLimits.Set, build: builder => builder.HttpClient.ConfigureHttpClient(made => client = made));
        provider.GetRequiredService<IChatTransport>();
        Assert.Equal(Timeout.InfiniteTimeSpan, client!.Timeout);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_is_not_asked_again()
    {
        _server.Enqueue(ScriptedReply.Content("""{"eyes":5}""") with { CutAfter = 20 });
        await using var provider = Provider(ModelLimits.Set);
        await Assert.ThrowsAsync<ChatTransportException>(() => ThrowAsync(provider));
        Assert.Single(_server.Requests);

        _server.Enqueue(ScriptedReply.Stream("Once ", "upon a time") with { CutAfter = 40 });
        await Assert.ThrowsAsync<ChatTransportException>(async () =>
        {
            await foreach (var _ in provider.GetRequiredService<IDice>().TellAsync("die", TestContext.Current.CancellationToken))
            {
            }
        });
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task What_is_asked_again_has_the_key_that_it_began_with()
    {
        _server.Enqueue(ScriptedReply.Error(503, "Not now."));
        var configuration = Configured.By(("ApiKey", "key-1"), ("BaseAddress", _server.BaseAddress.ToString()), ("Parameters:Model", "a/model"));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddPromptGen(configuration).AddPromptClient<IDice>().HttpClient.AddStandardResilienceHandler(options => options.Retry.OnRetry = _ =>
        {
            configuration.Change("ApiKey", "key-2");
            return default;
        });
        await using var provider = services.BuildServiceProvider();
        await ThrowAsync(provider);
        await ThrowAsync(provider);
        Assert.Equal(["Bearer key-1", "Bearer key-1", "Bearer key-2"], _server.Requests.Select(static request => request.Authorization));
    }

    [Fact]
    public void A_circuit_breaker_samples_for_two_attempts_at_least()
    {
        using var provider = Provider(static options =>
        {
            ModelLimits.Set(options);
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromMinutes(3);
        });
        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IChatTransport>);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Another_model_answers_where_the_first_does_not(int status)
    {
        await using var second = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        _server.Enqueue(ScriptedReply.Error(status, "Not now."));
        _server.Enqueue(ScriptedReply.Error(status, "Not now."));
        await using var provider = WithFallback(second);
        var dice = provider.GetRequiredKeyedService<IDice>("careful");
        await dice.ThrowAsync("die", TestContext.Current.CancellationToken);
        await foreach (var _ in dice.TellAsync("die", TestContext.Current.CancellationToken))
        {
        }

        Assert.All(_server.Requests, static request => Assert.Contains("\"model\":\"a/first\"", request.Body, StringComparison.Ordinal));
        Assert.All(second.Requests, static request => Assert.Contains("\"model\":\"a/second\"", request.Body, StringComparison.Ordinal));
        Assert.Equal((2, 2), (_server.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task Another_model_answers_where_a_reply_breaks_off_and_a_stream_that_has_begun_is_over()
    {
        await using var second = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        _server.Enqueue(ScriptedReply.Content("""{"eyes":5}""") with { CutAfter = 20 });
        await using var provider = WithFallback(second);
        var dice = provider.GetRequiredKeyedService<IDice>("careful");
        await dice.ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Single(second.Requests);

        _server.Enqueue(ScriptedReply.RawStream("""data: {"choices":[{"delta":{"content":"Once"}}]}""" + "\n\n"));
        var exception = await Assert.ThrowsAsync<ChatTransportException>(async () =>
        {
            await foreach (var piece in dice.TellAsync("die", TestContext.Current.CancellationToken))
                Assert.Equal("Once", piece);
        });
        Assert.Equal("Once", exception.PartialText);
        Assert.Single(second.Requests);
    }

    [Fact]
    public async Task A_wrong_key_is_no_reason_to_ask_another_model()
    {
        await using var second = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        _server.Enqueue(ScriptedReply.Error(401, "Wrong key."));
        await using var provider = WithFallback(second);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(
            () => provider.GetRequiredKeyedService<IDice>("careful").ThrowAsync("die", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task A_host_starts_with_the_guides_settings()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddPromptGen(Options(_server, "a/model")).AddPromptClient<IDice>().HttpClient.AddStandardResilienceHandler(ModelLimits.Set);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Action<PromptGenOptions> Options(LocalChatServer server, string model) => options =>
    {
        options.BaseAddress = server.BaseAddress;
        options.ApiKey = Configured.Key;
        options.Parameters = new() { Model = model };
    };

    private static Task<Throw> ThrowAsync(ServiceProvider provider) => provider.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken);

    private ServiceProvider Provider(Action<HttpStandardResilienceOptions> configure, TimeProvider? time = null, Action<IPromptGenBuilder>? build = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? _time);
        var builder = services.AddPromptGen(Options(_server, "a/model")).AddPromptClient<IDice>();
        builder.HttpClient.AddStandardResilienceHandler(configure);
        builder.HttpClient.AddHttpMessageHandler(() => _sent);
        build?.Invoke(builder);
        return services.BuildServiceProvider();
    }

    private ServiceProvider WithFallback(LocalChatServer second)
    {
        var services = new ServiceCollection();
        services.AddPromptGen("first", Options(_server, "a/first"));
        services.AddPromptGen("second", Options(second, "a/second"));
        services.AddKeyedSingleton<IChatTransport>("careful", static (provider, _) => new FallbackTransport(
            provider.GetRequiredKeyedService<IChatTransport>("first"), provider.GetRequiredKeyedService<IChatTransport>("second"), "a/second"));
        services.Configure<PromptGenOptions>("careful", static options => options.Parameters = new() { Model = "a/first" });
        services.AddPromptClient<IDice>("careful");
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
