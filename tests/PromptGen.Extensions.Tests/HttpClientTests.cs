using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What the requests are sent with.</summary>
public sealed class HttpClientTests
{
    [Fact]
    public async Task Handlers_attach_to_their_provider_alone()
    {
        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        var handler = new CountingHandler();
        var services = new ServiceCollection();
        services.AddPromptGen("counted", Options(server)).AddPromptClient<IDice>().HttpClient.AddHttpMessageHandler(() => handler);
        services.AddPromptGen("other", Options(server)).AddPromptClient<IDice>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<IDice>("counted").ThrowAsync("die", TestContext.Current.CancellationToken);
        await provider.GetRequiredKeyedService<IDice>("other").ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Equal(1, handler.Count);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Connections_do_not_outlive_what_their_hosts_name_stands_for()
    {
        SocketsHttpHandler? handler = null;
        var services = new ServiceCollection();
        services.AddPromptGen(static options => options.RequiresApiKey = false).HttpClient.ConfigurePrimaryHttpMessageHandler((primary, _) => handler = (SocketsHttpHandler)primary);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IChatTransport>();
        Assert.Equal(TimeSpan.FromMinutes(2), handler!.PooledConnectionLifetime);
    }

    [Theory]
    [InlineData(-1, 100)]
    [InlineData(600, -1)]
    public void A_limit_for_the_whole_reply_takes_the_place_of_the_clients_own(int total, int expected)
    {
        HttpClient? client = null;
        var services = new ServiceCollection();
        services.AddPromptGen(options => (options.RequiresApiKey, options.TotalTimeout) = (false, Seconds(total))).HttpClient.ConfigureHttpClient(made => client = made);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IChatTransport>();
        Assert.Equal(Seconds(expected), client!.Timeout);

        static TimeSpan Seconds(int seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public async Task The_key_is_not_logged_at_any_level()
    {
        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        using var log = new ListLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddPromptGen(Options(server)).AddPromptClient<IDice>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IDice>().ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Contains(log.Lines, static line => line.Contains("Authorization", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, static line => line.Contains(Configured.Key, StringComparison.Ordinal));
    }

    private static Action<PromptGenOptions> Options(LocalChatServer server) => options =>
    {
        options.BaseAddress = server.BaseAddress;
        options.ApiKey = Configured.Key;
        options.Parameters = new() { Model = "a/model" };
    };

    private sealed class ListLog : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
