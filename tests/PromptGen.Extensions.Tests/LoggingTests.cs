using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>What a host's log says of calls.</summary>
public sealed class LoggingTests : IAsyncLifetime
{
    private readonly Log _log = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_answer_is_information()
    {
        await using var provider = Build();
        _server.Enqueue(ScriptedReply.Content("""{"eyes":7}"""));
        _server.Enqueue(ScriptedReply.Content("""{"eyes":6}"""));
        await provider.GetRequiredService<IDice>().ThrowAsync("wooden die", Token);

        var (level, message) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Information, level);
        Assert.Matches(@"^PromptGen\.Extensions\.Tests\.IDice\.ThrowAsync: Completed by \S+ in [0-9]+ ms, 1 repairs, \S+ tokens in and \S+ out\.$", message);
    }

    [Fact]
    public async Task No_value_is_a_warning_and_the_answer_is_not_told()
    {
        await using var provider = Build();
        _server.Enqueue(ScriptedReply.Refusal("Nothing about wooden dice."));
        await Assert.ThrowsAsync<PromptRefusedException>(() => provider.GetRequiredService<IDice>().ThrowAsync("wooden die", Token));

        var (level, message) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith("PromptGen.Extensions.Tests.IDice.ThrowAsync: Refused by ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wooden", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_is_an_error_without_the_server_s_words()
    {
        await using var provider = Build();
        _server.Enqueue(ScriptedReply.Error(503, $"Busy with {Configured.Key} and a wooden die."));
        await Assert.ThrowsAsync<ChatTransportException>(() => provider.GetRequiredService<IDice>().ThrowAsync("wooden die", Token));

        var (level, message) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("no answer by a/model after ", message, StringComparison.Ordinal);
        Assert.Contains("status 503", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wooden", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Configured.Key, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_logged_when_it_has_ended()
    {
        await using var provider = Build();
        _server.Enqueue(ScriptedReply.Stream("It has ", "six sides."));
        await foreach (var _ in provider.GetRequiredService<IDice>().TellAsync("die", Token))
            Assert.Empty(_log.Entries);
        Assert.Equal(LogLevel.Information, Assert.Single(_log.Entries).Level);

        _server.Enqueue(ScriptedReply.Stream("It has ", "six sides."));
        await foreach (var _ in provider.GetRequiredService<IDice>().TellAsync("die", Token))
            break;
        Assert.Contains("stream left early", _log.Entries.Last().Message, StringComparison.Ordinal);

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.GetRequiredService<IDice>().ThrowAsync("die", cancellation.Token));
        Assert.Equal(LogLevel.Information, _log.Entries.Last().Level);
        Assert.Contains("cancelled", _log.Entries.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_is_for_the_trace()
    {
        _log.Least = LogLevel.Trace;
        await using var provider = Build();
        _server.Enqueue(ScriptedReply.Content("""{"eyes":6}"""));
        await provider.GetRequiredService<IDice>().ThrowAsync("wooden die", Token);
        Assert.Equal(
            [(LogLevel.Trace, "PromptGen.Extensions.Tests.IDice.ThrowAsync asked: user: Throw a wooden die."), (LogLevel.Trace, "PromptGen.Extensions.Tests.IDice.ThrowAsync was answered: {\"eyes\":6}")],
            _log.Entries.Where(static entry => entry.Level == LogLevel.Trace));
    }

    [Fact]
    public async Task Observers_in_the_container_are_told_unless_there_is_nothing_to_tell_them()
    {
        _log.Least = LogLevel.None;
        var observer = new Observer();
        await using var provider = Build(observer);
        _server.Enqueue(ScriptedReply.Content("""{"eyes":7}"""));
        _server.Enqueue(ScriptedReply.Content("""{"eyes":6}"""));
        var dice = provider.GetRequiredService<IDice>();
        await dice.ThrowAsync("die", Token);
        var ended = Assert.Single(observer.Ended);
        Assert.Equal((PromptOutcome.Completed, 1, null), (ended.Outcome, ended.Repairs, ended.Exception));
        Assert.Equal(["""{"eyes":7}""", """{"eyes":6}"""], ended.Attempts.Select(static attempt => attempt.Completion.Content));
        Assert.Equal(3, ended.Request.Messages.Count);

        observer.IsEnabled = false;
        await dice.ThrowAsync("die", Token);
        Assert.Single(observer.Ended);
        Assert.Empty(_log.Entries);
    }

    private ServiceProvider Build(IPromptObserver? observer = null)
    {
        var services = new ServiceCollection();
        services.AddPromptGen(options =>
        {
            options.BaseAddress = _server.BaseAddress;
            options.ApiKey = Configured.Key;
            options.Parameters = new() { Model = "a/model" };
        }).AddPromptClient<IDice>();
        services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace).AddFilter("System.Net.Http", LogLevel.None));
        if (observer is not null)
            services.AddSingleton(observer);
        return services.BuildServiceProvider();
    }

    private sealed class Observer : IPromptObserver
    {
        public ConcurrentQueue<PromptCall> Ended { get; } = new();

        public bool IsEnabled { get; set; } = true;

        public void OnEnded(PromptCall ended) => Ended.Enqueue(ended);
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Message)> Entries { get; } = new();

        public LogLevel Least { get; set; } = LogLevel.Debug;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Null(exception);
            Entries.Enqueue((logLevel, formatter(state, exception)));
        }

        public void Dispose()
        {
        }
    }
}
