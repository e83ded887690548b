using System.Net;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Parameters that come at run time, held to what the compiler knew of the model; against a server that knows the same.</summary>
public sealed class RunTimeParameterTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpChatTransport Transport => new HttpChatTransport(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_the_model_would_refuse_ends_its_task_and_sends_nothing()
    {
        var tuned = ITuned.Create(Transport);
        var asked = tuned.AskAsync(new() { Temperature = Later(2.5) }, Token);
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => asked);
        Assert.Equal("Temperature", exception.ParamName);
        Assert.Equal(2.5, exception.ActualValue);
        Assert.StartsWith("Temperature must be a number from 0 to 2 for the model 'google/gemma-3-27b-it'; it is 2.5.", exception.Message, StringComparison.Ordinal);

        var tried = tuned.TryAsync(new() { TopK = Later<int?>(5) }, Token);
        exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await tried);
        Assert.StartsWith("The model 'MiniMax-Text-01' has no TopK.", exception.Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentOutOfRangeException>(() => tuned.TellAsync(new() { TopP = Later(0) }, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => ITuned.PromptRequests.Ask(new() { Seed = Later(0) }).Request);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Options_are_held_to_each_prompt_s_model()
    {
        var tuned = ITuned.Create(Transport, new() { Parameters = new() { TopK = Later(5), Seed = Later(0) } });

        // Its own seed lies over the one of the options.
        await tuned.AskAsync(cancellationToken: Token);
        Assert.Contains("\"top_k\":5,\"seed\":1", Assert.Single(_server.Requests).Body, StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tuned.ThinkAsync(null, Token));
        Assert.StartsWith("The model 'claude-opus-4-8' has no TopK.", exception.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_model_that_the_call_names_is_held_to_what_is_possible_at_all()
    {
        var tuned = ITuned.Create(Transport);
        await tuned.TryAsync(new() { Model = "my/model", Temperature = Later(2), TopK = Later(5) }, Token);
        Assert.EndsWith("\"temperature\":2,\"top_k\":5,\"max_completion_tokens\":9}", Assert.Single(_server.Requests).Body, StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await tuned.TryAsync(new() { Model = "my/model", Temperature = Later(3) }, Token));
        Assert.StartsWith("Temperature must be a number from 0 to 2 for the model 'my/model'; it is 3.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_goes_under_the_name_of_the_declared_model()
    {
        await ITuned.Create(Transport).TryAsync(null, Token);
        await ITuned.Create(Transport).TryAsync(new() { MaxCompletionTokens = Later(8) }, Token);
        Assert.EndsWith("\"max_tokens\":9}", _server.Requests[0].Body, StringComparison.Ordinal);
        Assert.EndsWith("\"max_tokens\":8}", _server.Requests[1].Body, StringComparison.Ordinal);
    }

    public static TheoryData<string> Parameters() =>
    [
        nameof(ChatParameters.Temperature), nameof(ChatParameters.TopP), nameof(ChatParameters.TopK), nameof(ChatParameters.MinP), nameof(ChatParameters.TopA),
        nameof(ChatParameters.FrequencyPenalty), nameof(ChatParameters.PresencePenalty), nameof(ChatParameters.RepetitionPenalty), nameof(ChatParameters.Seed),
        nameof(ChatParameters.Stop), nameof(ChatParameters.ReasoningEffort), nameof(ChatParameters.MaxTokens), nameof(ChatParameters.MaxCompletionTokens),
    ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public async Task The_server_refuses_what_is_refused_here_and_takes_what_is_sent(string parameter)
    {
        double[] values = [-3, -2, -1, -0.5, 0, 0.0005, 0.001, 0.001f, 0.01, 0.01f, 0.1f, 0.5, 0.999, 0.999f, 1, 1.01, 1.5, 2, 2.01f, 4, 5, 16, 17, 1e9];
        var (taken, refused) = (0, 0);
        foreach (var value in values)
        {
            foreach (var prompt in new Func<ChatParameters, Prompt<string>>[] { ITuned.PromptRequests.Ask, ITuned.PromptRequests.Try, ITuned.PromptRequests.Think, ITuned.PromptRequests.Unknown })
            {
                if (Make(parameter, value) is not { } parameters)
                    continue;

                // Words come and go: what is none here may be one of a model that nobody knows. The local server knows no more than we do.
                if (parameters.ReasoningEffort == "enough" && prompt.Method == ((Func<ChatParameters, Prompt<string>>)ITuned.PromptRequests.Unknown).Method)
                    continue;
                ChatRequest? request = null;
                try
                {
                    request = prompt(parameters).Request;
                    taken++;
                }
                catch (ArgumentOutOfRangeException exception)
                {
                    Assert.Equal(parameter, exception.ParamName);
                    refused++;
                }

                // What was refused is sent all the same, past the prompt.
                var model = prompt(ChatParameters.None).Request.Parameters.Model;
                var status = await StatusAsync(request ?? new ChatRequest([PromptMessage.User("Hi")], parameters with { Model = model }));
                Assert.True(status == (request is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK), $"{model}: {parameter} {value} is {(request is null ? "refused" : "taken")} here, and {status} there.");
            }
        }

        Assert.True(taken > 0 && refused > 0);
    }

    private async Task<HttpStatusCode?> StatusAsync(ChatRequest request)
    {
        try
        {
            await Transport.SendAsync(request, Token);
            return HttpStatusCode.OK;
        }
        catch (ChatTransportException exception)
        {
            return exception.StatusCode;
        }
    }

    /// <summary>A parameter with a value, or as many texts; null where it can have no such value.</summary>
    private static ChatParameters? Make(string parameter, double value)
    {
        var count = (int)value;
        return parameter switch
        {
            nameof(ChatParameters.Temperature) => new() { Temperature = value },
            nameof(ChatParameters.TopP) => new() { TopP = value },
            nameof(ChatParameters.MinP) => new() { MinP = value },
            nameof(ChatParameters.TopA) => new() { TopA = value },
            nameof(ChatParameters.FrequencyPenalty) => new() { FrequencyPenalty = value },
            nameof(ChatParameters.PresencePenalty) => new() { PresencePenalty = value },
            nameof(ChatParameters.RepetitionPenalty) => new() { RepetitionPenalty = value },
            nameof(ChatParameters.ReasoningEffort) => new() { ReasoningEffort = value switch { 0 => "none", 1 => "low", 2 => "high", 4 => "max", _ => "enough" } },
            _ when count != value => null,
            nameof(ChatParameters.TopK) => new() { TopK = count },
            nameof(ChatParameters.Seed) => new() { Seed = count },
            nameof(ChatParameters.MaxTokens) => new() { MaxTokens = count },
            nameof(ChatParameters.MaxCompletionTokens) => new() { MaxCompletionTokens = count },
            _ => count is < -1 or > 99 ? null : new() { Stop = count < 0 ? [""] : [.. Enumerable.Range(0, count).Select(static i => $"stop {i}")] },
        };
    }

    /// <summary>A value that the compiler does not know: it would say what is wrong with it.</summary>
    private static T Later<T>(T value) => value;
}
