using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PromptGen.Testing;

namespace PromptGen.Extensions.Tests;

/// <summary>Options from configuration: bound, held to what they must be when the host starts, followed when they change.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void All_options_are_bound()
    {
        var options = Bound(
            ("P:ApiKey", "key"),
            ("P:BaseAddress", "http://127.0.0.1:8080/v1/"),
            ("P:MaxResponseBytes", "1000"),
            ("P:FirstByteTimeout", "00:00:30"),
            ("P:ChunkTimeout", "00:00:40"),
            ("P:TotalTimeout", "00:10:00"),
            ("P:RequiresApiKey", "false"),
            ("P:MaxRepairs", "3"),
            ("P:TokenBudget", "20000"),
            ("P:CaptureMessageContent", "true"));
        Assert.Equal("key", options.ApiKey);
        Assert.Equal(new Uri("http://127.0.0.1:8080/v1/"), options.BaseAddress);
        Assert.Equal(1000, options.MaxResponseBytes);
        Assert.Equal(TimeSpan.FromSeconds(30), options.FirstByteTimeout);
        Assert.Equal(TimeSpan.FromSeconds(40), options.ChunkTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), options.TotalTimeout);
        Assert.False(options.RequiresApiKey);
        Assert.Equal(3, options.MaxRepairs);
        Assert.Equal(20_000, options.TokenBudget);
        Assert.True(options.CaptureMessageContent);
        Assert.Equal(new ChatParameters(), options.Parameters);

        // Nothing that can be set was left out.
        var fresh = new PromptGenOptions();
        Assert.Equal(
            [nameof(PromptGenOptions.Parameters), nameof(PromptGenOptions.TimeProvider)],
            typeof(PromptGenOptions).GetProperties().Where(property => property.CanWrite && Equals(property.GetValue(options), property.GetValue(fresh))).Select(static property => property.Name).Order());
    }

    [Fact]
    public void Every_parameter_is_bound()
    {
        var values = new Dictionary<string, string>
        {
            ["Model"] = "a/model",
            ["Temperature"] = "0.25",
            ["TopP"] = "0.5",
            ["TopK"] = "40",
            ["MinP"] = "0.125",
            ["TopA"] = "0.75",
            ["FrequencyPenalty"] = "-1",
            ["PresencePenalty"] = "1",
            ["RepetitionPenalty"] = "1.5",
            ["Seed"] = "9000000000",
            ["ReasoningEffort"] = "high",
            ["MaxTokens"] = "400",
            ["MaxCompletionTokens"] = "500",
            ["ResponseFormat"] = "JsonObject",
            ["IncludeUsage"] = "False",
        };
        var parameters = Bound([("P:RequiresApiKey", "false"), ("P:Parameters:Stop:0", "END"), ("P:Parameters:Stop:1", "STOP"), .. values.Select(static pair => ("P:Parameters:" + pair.Key, (string?)pair.Value))]).Parameters;
        Assert.Equal(["END", "STOP"], parameters.Stop!);
        foreach (var property in typeof(ChatParameters).GetProperties().Where(static property => property.CanWrite && property.Name is not (nameof(ChatParameters.Stop) or nameof(ChatParameters.Extra))))
            Assert.Equal(values[property.Name], Convert.ToString(property.GetValue(parameters), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Parameters_of_a_section_lie_over_those_that_are_set_before()
    {
        var services = new ServiceCollection();
        services.Configure<PromptGenOptions>(static options => options.Parameters = new() { Model = "a/default", MaxTokens = 300 });
        services.AddPromptGen(Configured.By(("ApiKey", "key"), ("Parameters:Model", "a/model")));
        using var provider = services.BuildServiceProvider();
        Assert.Equal(new() { Model = "a/model", MaxTokens = 300 }, provider.GetRequiredService<IOptions<PromptGenOptions>>().Value.Parameters);
    }

    [Theory]
    [InlineData("ApiKey", null, "P:ApiKey is not set. Set it, in user secrets or the environment rather than in a file of the project, or set RequiresApiKey to false where the server wants none.")]
    [InlineData("ApiKey", "", "P:ApiKey is not set. Set it, in user secrets or the environment rather than in a file of the project, or set RequiresApiKey to false where the server wants none.")]
    [InlineData("ApiKey", Configured.Key + "\n", "P:ApiKey has a character at position 15 (of 16) that cannot stand in an HTTP header, perhaps a space or a line end that came along with it. Remove it.")]
    [InlineData("BaseAddress", "api.aimlapi.com/v1/", "P:BaseAddress must be an absolute http or https address, for example https://api.aimlapi.com/v1/.")]
    [InlineData("BaseAddress", "ftp://api.aimlapi.com/", "P:BaseAddress must be an absolute http or https address, for example https://api.aimlapi.com/v1/.")]
    [InlineData("BaseAddress", Configured.Key, "P:BaseAddress must be an absolute http or https address, for example https://api.aimlapi.com/v1/.")]
    [InlineData("TotalTimeout", "-00:00:02", "P:TotalTimeout must be positive and at most 2147483647 milliseconds, or Timeout.InfiniteTimeSpan for no limit.")]
    [InlineData("MaxResponseBytes", "0", "P:MaxResponseBytes must be positive.")]
    [InlineData("MaxRepairs", "-1", "P:MaxRepairs must be 0 or more.")]
    [InlineData("Parameters:Model", " ", "P:Parameters:Model is empty. Name a model as the server knows it, or leave this out where the prompts name theirs.")]
    [InlineData("Parameters:MaxCompletionTokens", "9", "P:Parameters:MaxTokens and MaxCompletionTokens are one limit under two names, and a server refuses both: set one.")]
    public async Task A_host_with_a_fault_does_not_start(string key, string? value, string expected)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("P:ApiKey", Configured.Key), ("P:Parameters:MaxTokens", "7"), ("P:" + key, value)));
        Assert.Equal([expected], exception.Failures);
        Assert.Equal(expected, exception.Message);
        Assert.DoesNotContain(Configured.Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_said_at_once()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("P:BaseAddress", "x"), ("P:MaxRepairs", "-1")));
        Assert.Equal(["P:BaseAddress", "P:ApiKey", "P:MaxRepairs"], exception.Failures.Select(static failure => failure.Split(' ')[0]));
    }

    [Theory]
    [InlineData("MaxRepairs", "many", "'P:MaxRepairs'")]
    [InlineData("Parameters:Temperature", "warm", "'P:Parameters:Temperature'")]
    [InlineData("TotalTimeout", "long", "'P:TotalTimeout'")]
    public async Task A_text_of_another_type_is_a_fault_too(string key, string value, string expected)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("P:ApiKey", Configured.Key), ("P:" + key, value)));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Configured.Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_a_fault_starts_and_stops()
    {
        using var host = await StartAsync(("P:ApiKey", Configured.Key));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_fault_of_options_that_code_sets_names_them()
    {
        var services = new ServiceCollection();
        services.AddPromptGen(static options => options.MaxResponseBytes = 0);
        services.AddPromptGen("one", static options => options.MaxResponseBytes = 0);
        using var provider = services.BuildServiceProvider();
        var monitor = provider.GetRequiredService<IOptionsMonitor<PromptGenOptions>>();
        Assert.StartsWith("PromptGenOptions.MaxResponseBytes must be positive.", Assert.Throws<OptionsValidationException>(() => monitor.CurrentValue).Message, StringComparison.Ordinal);
        Assert.StartsWith("PromptGenOptions 'one': MaxResponseBytes must be positive.", Assert.Throws<OptionsValidationException>(() => monitor.Get("one")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_and_an_address_that_change_hold_from_the_next_call_on()
    {
        await using var first = await StartServerAsync();
        await using var second = await StartServerAsync();
        var configuration = Configured.By(("P:ApiKey", "key-1"), ("P:BaseAddress", first.BaseAddress.ToString()), ("P:Parameters:Model", "a/model"));
        await using var provider = Provider(configuration);
        var dice = provider.GetRequiredService<IDice>();
        await ThrowAsync();
        configuration.Change("P:ApiKey", "key-2");
        await ThrowAsync();
        await foreach (var _ in dice.TellAsync("die", TestContext.Current.CancellationToken))
        {
        }

        configuration.Change("P:BaseAddress", second.BaseAddress.ToString());
        await ThrowAsync();
        Assert.Equal(["Bearer key-1", "Bearer key-2", "Bearer key-2"], first.Requests.Select(static request => request.Authorization));
        Assert.Equal(["Bearer key-2"], second.Requests.Select(static request => request.Authorization));

        Task ThrowAsync() => dice.ThrowAsync("die", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stream_is_asked_for_with_the_key_of_when_it_is_enumerated()
    {
        await using var server = await StartServerAsync();
        var configuration = Configured.By(("P:ApiKey", "key-1"), ("P:BaseAddress", server.BaseAddress.ToString()), ("P:Parameters:Model", "a/model"));
        await using var provider = Provider(configuration);
        var tale = provider.GetRequiredService<IDice>().TellAsync("die", TestContext.Current.CancellationToken);
        configuration.Change("P:ApiKey", "key-2");
        await foreach (var _ in tale)
        {
        }

        Assert.Equal("Bearer key-2", server.Requests.Single().Authorization);
    }

    [Fact]
    public async Task A_change_that_is_a_fault_fails_calls_until_it_is_mended()
    {
        await using var server = await StartServerAsync();
        var configuration = Configured.By(("P:ApiKey", Configured.Key), ("P:BaseAddress", server.BaseAddress.ToString()), ("P:Parameters:Model", "a/model"));
        await using var provider = Provider(configuration);
        var dice = provider.GetRequiredService<IDice>();
        Assert.ThrowsAny<Exception>(() => configuration.Change("P:ApiKey", Configured.Key + " "));
        for (var i = 0; i < 2; i++)
        {
            var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => dice.ThrowAsync("die", TestContext.Current.CancellationToken));
            Assert.StartsWith("P:ApiKey has a character at position 15", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Configured.Key, exception.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
        configuration.Change("P:ApiKey", "mended");
        await dice.ThrowAsync("die", TestContext.Current.CancellationToken);
        Assert.Equal("Bearer mended", server.Requests.Single().Authorization);
    }

    [Fact]
    public async Task A_server_that_says_the_new_key_does_not_get_it_into_an_exception()
    {
        await using var server = await StartServerAsync();
        var configuration = Configured.By(("P:ApiKey", "old"), ("P:BaseAddress", server.BaseAddress.ToString()), ("P:Parameters:Model", "a/model"));
        await using var provider = Provider(configuration);
        var dice = provider.GetRequiredService<IDice>();
        configuration.Change("P:ApiKey", Configured.Key);
        server.Enqueue(ScriptedReply.Error(401, $"Incorrect API key provided: {Configured.Key}."));
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => dice.ThrowAsync("die", TestContext.Current.CancellationToken));
        Assert.Contains("Incorrect API key provided: [key].", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Configured.Key, exception.ToString() + exception.Body, StringComparison.Ordinal);
    }

    private static Task<LocalChatServer> StartServerAsync() => LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);

    private static ServiceProvider Provider(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddPromptGen(configuration.GetSection("P")).AddPromptClient<IDice>();
        return services.BuildServiceProvider();
    }

    private static PromptGenOptions Bound(params (string Key, string? Value)[] values)
    {
        var services = new ServiceCollection();
        services.AddPromptGen(Configured.By(values).GetSection("P"));

        // Both token limits at once are a fault, which is not what is asked here.
        foreach (var validator in services.Where(static service => service.ServiceType == typeof(IValidateOptions<PromptGenOptions>)).ToList())
            services.Remove(validator);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<PromptGenOptions>>().Value;
    }

    private static async Task<IHost> StartAsync(params (string Key, string? Value)[] values)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(values.GroupBy(static pair => pair.Key).ToDictionary(static group => group.Key, static group => group.Last().Value));
        builder.Services.AddPromptGen(builder.Configuration.GetSection("P")).AddPromptClient<IDice>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
