using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Checks of the user's own, in the type, beside the declaration and in the options: what they find is what a schema would have found.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("""{"title":"","steps":[]}""", "/title: A plan has a title.", "The document: A plan has a step.")]
    [InlineData("""{"title":"x","steps":[{"title":"a","from":1,"to":1},{"title":"b","from":3,"to":2}]}""", "/steps/1/from: The step ends before it begins.", "/steps/1/to: The step ends before it begins.")]
    [InlineData("""{"title":"","steps":[{"title":"a","from":2,"to":1}]}""", "/steps/0/from: The step ends before it begins.", "/steps/0/to: The step ends before it begins.", "/title: A plan has a title.")]
    [InlineData("""{"title":"throw","steps":[]}""", "The document: expected values that its constructor takes, found There is no such plan.")]
    [InlineData("""{"title":"","steps":[{"title":"a","from":2,"to":"1"}]}""", "/steps/0/to: expected an integer, found \"1\".")]
    [InlineData("""{"title":"x","steps":[{"title":"a","from":1,"to":1}]}""")]
    public void What_a_type_finds_wrong_with_itself_is_a_violation(string content, params string[] violations)
    {
        var result = IPlanner.PromptRequests.Plan("tea").Parse(content);
        Assert.Equal(violations, result.Violations.Select(static violation => violation.ToString()));
        Assert.Equal(violations.Length == 0 ? PromptOutcome.Completed : PromptOutcome.Invalid, result.Outcome);
    }

    [Fact]
    public void A_declared_validator_checks_what_the_schema_admits()
    {
        var result = IOtherPlanner.PromptRequests.Plan("tea").Parse("```\n" + Plan(("a", 1, 5), ("b", 3, 6), ("c", 5, 7)) + "\n```");
        Assert.Equal(
            ["/steps/1/from: The step begins before the one before it ends.", "/steps/2/from: The step begins before the one before it ends."],
            result.Violations.Select(static violation => violation.ToString()));
        Assert.Equal(["validation", "validation"], result.Violations.Select(static violation => violation.Keyword));
        Assert.Equal([ReplyAdjustment.Fence], result.Adjustments);
        Assert.Equal(PromptOutcome.Completed, IOtherPlanner.PromptRequests.Plan("tea").Parse(Plan(("a", 1, 5), ("b", 5, 6))).Outcome);
    }

    [Fact]
    public async Task Validators_of_the_options_check_too_and_what_they_find_is_sent_back()
    {
        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var options = new PromptClientOptions
        {
            Validators =
            [
                PromptValidator.Of<Plan>(static plan => plan.Title == "Tea" ? [] : [SchemaViolation.Finding("", "The plan is not about tea.")]),
                PromptValidator.Of<string>(static text => throw new InvalidOperationException(text)),
            ],
        };
        var planner = IOtherPlanner.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = "key" }), options);
        server.Enqueue(ScriptedReply.Content(Plan(("a", 1, 5), ("b", 3, 6)).Replace("x", "Coffee", StringComparison.Ordinal)));
        server.Enqueue(ScriptedReply.Content(Plan(("a", 1, 5)).Replace("x", "Tea", StringComparison.Ordinal)));
        var result = await planner.PlanAsync("tea", TestContext.Current.CancellationToken);
        Assert.Equal("Tea", result.Value.Title);
        Assert.Equal(2, result.Attempts[0].Violations.Count);
        Assert.Contains("- The document: The plan is not about tea.", server.Requests[1].Body.Replace("\\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_validator_throws_is_the_programs_own()
    {
        var transport = NSubstitute.Substitute.For<IChatTransport>();
        NSubstitute.SubstituteExtensions.Returns(transport.SendAsync(NSubstitute.Arg.Any<ChatRequest>(), NSubstitute.Arg.Any<CancellationToken>()), new ChatCompletion { Content = "Boil." });
        var options = new PromptClientOptions { Validators = [PromptValidator.Of<string>(static _ => throw new ArithmeticException())] };
        await Assert.ThrowsAsync<ArithmeticException>(() => IPlanner.Create(transport, options).SayAsync("tea", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_finding_says_where_and_what()
    {
        Assert.Equal("/a/0: Wrong.", SchemaViolation.Finding("/a/0", "Wrong.").ToString());
        Assert.Throws<ArgumentException>(static () => SchemaViolation.Finding("a", "Wrong."));
        Assert.Throws<ArgumentException>(static () => SchemaViolation.Finding("", " "));
        Assert.Throws<ArgumentException>(static () => new PromptClientOptions { Validators = [null!] });
    }

    private static string Plan(params (string Title, int From, int To)[] steps) =>
        $$"""{"title":"x","steps":[{{string.Join(',', steps.Select(static step => $$"""{"title":"{{step.Title}}","from":{{step.From}},"to":{{step.To}}}"""))}}]}""";
}
