using PromptGen.CompilerServices;

namespace PromptGen.Tests;

/// <summary>Parameters that are known only at run time, held to what is known of the model before anything is sent.</summary>
public sealed class ModelRulesTests
{
    private static readonly ModelRules Any = new(null) { Temperature = new(0, 2), TopA = null };

    private static readonly ModelRules Rules = new("m", Any)
    {
        Temperature = new(0, 1),
        TopP = new(0.01m, 1),
        TopK = new(0, null, excludesMinimum: true),
        MinP = null,
        RepetitionPenalty = new(null, 2, excludesMaximum: true),
        Seed = new(1, 9007199254740993),
        Stop = new(1, 2),
        ReasoningEffort = ["low", "high"],
        MaxTokens = new(1, 4096),
        MaxCompletionTokens = null,
    };

    public static TheoryData<ChatParameters, string, object?, string> Refused() => new()
    {
        { new() { Temperature = 1.5 }, "Temperature", 1.5, "Temperature must be a number from 0 to 1 for the model 'm'; it is 1.5." },
        { new() { Temperature = -0.1f }, "Temperature", (double)-0.1f, "Temperature must be a number from 0 to 1 for the model 'm'; it is -0.1." },
        { new() { TopP = 0.0099f }, "TopP", (double)0.0099f, "TopP must be a number from 0.01 to 1 for the model 'm'; it is 0.0099." },
        { new() { TopK = 0 }, "TopK", 0, "TopK must be an integer above 0 for the model 'm'; it is 0." },
        { new() { MinP = 0.5 }, "MinP", 0.5, "The model 'm' has no MinP." },
        { new() { RepetitionPenalty = 2 }, "RepetitionPenalty", 2d, "RepetitionPenalty must be a number below 2 for the model 'm'; it is 2." },
        { new() { Seed = 9007199254740994 }, "Seed", 9007199254740994, "Seed must be an integer from 1 to 9007199254740993 for the model 'm'; it is 9007199254740994." },
        { new() { Stop = ["a", "b", "c"] }, "Stop", 3, "The number of texts in Stop must be an integer from 1 to 2 for the model 'm'; it is 3." },
        { new() { Stop = ["a", ""] }, "Stop", "", "No text in Stop may be empty." },
        { new() { Stop = [null!] }, "Stop", null, "No text in Stop may be empty." },
        { new() { ReasoningEffort = "max" }, "ReasoningEffort", "max", "ReasoningEffort must be one of low, high for the model 'm'; it is 'max'." },
        { new() { MaxTokens = 0 }, "MaxTokens", 0, "MaxTokens must be an integer from 1 to 4096 for the model 'm'; it is 0." },
        { new() { MaxCompletionTokens = 4097 }, "MaxCompletionTokens", 4097, "MaxCompletionTokens must be an integer from 1 to 4096 for the model 'm'; it is 4097." },
        { new() { Model = "o", Temperature = 2.5 }, "Temperature", 2.5, "Temperature must be a number from 0 to 2 for the model 'o'; it is 2.5." },
        { new() { Model = "o", TopA = 0.5 }, "TopA", 0.5, "The model 'o' has no TopA." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_the_model_does_not_take_is_refused_by_name(ChatParameters parameters, string name, object? value, string message)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Prompt(parameters).Request);
        Assert.Equal(name, exception.ParamName);
        Assert.Equal(value, exception.ActualValue);
        Assert.StartsWith(message + " (Parameter", exception.Message, StringComparison.Ordinal);

        // What the options say is held to the same. They cannot name another model where one is declared.
        var options = new PromptClientOptions { Parameters = parameters with { Model = null } };
        var prompt = Prompt(parameters.Model is null ? null : new() { Model = parameters.Model });
        Assert.Equal(exception.Message, Assert.Throws<ArgumentOutOfRangeException>(() => prompt.ToRequest(options)).Message);
    }

    [Fact]
    public void Where_no_model_is_named_the_message_names_none()
    {
        var prompt = new Prompt<string>(new("P", null, ChatParameters.None, Any), static _ => { });
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => prompt.ToRequest(new() { Parameters = new() { Temperature = 3 } }));
        Assert.StartsWith("Temperature must be a number from 0 to 2; it is 3.", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentOutOfRangeException>(() => prompt.ToRequest(new() { Parameters = new() { TopA = 1 } }));
        Assert.StartsWith("No model has TopA.", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<ChatParameters> Taken() =>
    [
        new ChatParameters { Temperature = 0 },
        new ChatParameters { Temperature = 1 },
        new ChatParameters { Temperature = -0.0 },
        new ChatParameters { TopP = 0.01f },
        new ChatParameters { TopP = 0.01 },
        new ChatParameters { RepetitionPenalty = 1.9999999999999998 },
        new ChatParameters { RepetitionPenalty = -1e300 },
        new ChatParameters { FrequencyPenalty = 1e300 },
        new ChatParameters { Seed = 9007199254740993 },
        new ChatParameters { Stop = ["a", "b"] },
        new ChatParameters { Stop = [] },
        new ChatParameters { ReasoningEffort = "high" },
        new ChatParameters { MaxCompletionTokens = 4096 },
        new ChatParameters { Model = "o", Temperature = 2, MinP = 7, Seed = -1, ReasoningEffort = "max" },
    ];

    [Theory]
    [MemberData(nameof(Taken))]
    public void A_value_at_its_bounds_is_sent(ChatParameters parameters) => Assert.NotEmpty(Prompt(parameters).Request.ToJson());

    [Fact]
    public void A_float_is_held_to_the_bounds_as_it_was_written_not_as_it_is_stored()
    {
        // 0.1f is stored above 0.1, and 0.7f below 0.7. Both are at the bound, and both are sent so.
        var rules = new ModelRules("m") { Temperature = new(null, 0.1m), TopP = new(0.7m, null), MinP = new(0.1m, null, excludesMinimum: true) };
        var request = Request(new() { Temperature = 0.1f, TopP = 0.7f });
        Assert.Equal("""{"model":"m","messages":[],"temperature":0.1,"top_p":0.7}""", request.ToJson());
        Assert.Throws<ArgumentOutOfRangeException>(() => Request(new() { Temperature = Math.BitIncrement(0.1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Request(new() { TopP = Math.BitDecrement(0.7) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Request(new() { MinP = 0.1f }));

        ChatRequest Request(ChatParameters parameters) => new Prompt<string>(new("P", null, new() { Model = "m" }, rules), static _ => { }, parameters).Request;
    }

    [Fact]
    public void What_is_declared_was_judged_by_the_compiler()
    {
        var declared = new ChatParameters { Model = "m", Temperature = 9, Stop = ["a", "b", "c"], Seed = -1, ReasoningEffort = "most" };
        var definition = new PromptDefinition<string>("P", null, declared, Rules);

        // Where nothing is added nothing is looked at, and nothing is made.
        Assert.Same(declared, new Prompt<string>(definition, static _ => { }).Request.Parameters);
        Assert.Same(declared, new Prompt<string>(definition, static _ => { }, ChatParameters.None).ToRequest(new()).Parameters);

        // Where something is, only that.
        Assert.Equal(9, new Prompt<string>(definition, static _ => { }, new() { TopK = 1 }).Request.Parameters.Temperature);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Prompt<string>(definition, static _ => { }, new() { TopK = -1 }).Request);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Prompt<string>(definition, static _ => { }, new() { Temperature = 8 }).Request);
    }

    [Fact]
    public void What_is_declared_is_judged_anew_for_another_model()
    {
        var definition = new PromptDefinition<string>("P", null, new() { Model = "m", Temperature = 9 }, Rules);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Prompt<string>(definition, static _ => { }, new() { Model = "o" }).Request);
        Assert.StartsWith("Temperature must be a number from 0 to 2 for the model 'o'; it is 9.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rules_anything_is_sent()
    {
        var prompt = new Prompt<string>(new("P", null, ChatParameters.None), static _ => { }, new() { Temperature = 99, Seed = -1 });
        Assert.Equal("""{"messages":[],"temperature":99,"seed":-1}""", prompt.Request.ToJson());
        var alone = new Prompt<string>(new("P", null, new() { Model = "m" }, new("m") { Temperature = new(0, 1) }), static _ => { }, new() { Model = "o", Temperature = 99 });
        Assert.Equal("""{"model":"o","messages":[],"temperature":99}""", alone.Request.ToJson());
    }

    [Fact]
    public void A_check_that_passes_makes_no_object()
    {
        var parameters = new ChatParameters
        {
            Model = "m",
            Temperature = 0.1f,
            TopP = 0.5,
            TopK = 3,
            RepetitionPenalty = 1.1,
            Seed = 7,
            Stop = ["a", "b"],
            ReasoningEffort = "high",
            MaxTokens = 5,
        };
        Rules.Check(parameters, ChatParameters.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Rules.Check(parameters, ChatParameters.None);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task What_is_refused_ends_the_task_and_not_the_call()
    {
        var prompt = Prompt(new() { Temperature = 1.5 });
        var transport = new NoTransport();
        var text = prompt.SendAsync(transport, cancellationToken: TestContext.Current.CancellationToken);
        var result = prompt.SendForResultAsync(transport, cancellationToken: TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => text);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => result);

        // A stream is no task: its request is made where the stream is.
        Assert.Throws<ArgumentOutOfRangeException>(() => prompt.StreamAsync(transport, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static Prompt<string> Prompt(ChatParameters? parameters) => new(new("P", null, new() { Model = "m" }, Rules), static _ => { }, parameters);

    /// <summary>Sends nothing, and would say so.</summary>
    private sealed class NoTransport : IChatTransport
    {
        public Task<ChatCompletion> SendAsync(ChatRequest request, CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was sent.");

        public IAsyncEnumerable<ChatChunk> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default) => throw new InvalidOperationException("It was sent.");
    }
}
