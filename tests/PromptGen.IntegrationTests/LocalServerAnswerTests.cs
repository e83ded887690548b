using System.ComponentModel.DataAnnotations;
using System.Net;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>What a test has the local server answer: by the type of the answer, or by the request.</summary>
public sealed class LocalServerAnswerTests : IAsyncLifetime
{
    private static readonly Plan Trip = new("Trip", [new("Pack", 1, 2)]);

    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpChatTransport Transport => new(_client, new() { BaseAddress = _server.BaseAddress, ApiKey = "key" });

    public async ValueTask InitializeAsync() => _server = await LocalChatServer.StartAsync(null, Token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_goes_to_the_next_request_of_its_schema()
    {
        _server.Answer(IPlanner.PromptRequests.Plan("").Contract!, Trip);
        _server.Answer(IPlanner.PromptRequests.Steps("").Contract!, Trip.Steps);
        await IReviewer.Create(Transport).ReviewAsync("kettle", cancellationToken: Token);
        Assert.Equal(Trip.Steps, await IPlanner.Create(Transport).StepsAsync("a trip", Token).ToListAsync(Token));
        Assert.Equal("Trip", (await IPlanner.Create(Transport).PlanAsync("a trip", Token)).Title);
        _server.VerifyAllUsed();
    }

    [Fact]
    public async Task A_schema_that_stands_in_the_prompt_counts_as_well()
    {
        _server.Answer(IPlanner.PromptRequests.Plan("").Contract!, Trip, times: 2);
        Assert.Equal("Trip", (await ISmallPlanner.Create(Transport).PlanAsync("a trip", Token)).Title);
        Assert.Contains("Plan", Assert.Throws<ScriptException>(_server.VerifyAllUsed).Message, StringComparison.Ordinal);
        Assert.Equal("Trip", (await ISmallPlanner.Create(Transport).PlanLooselyAsync("a trip", Token)).Title);
        _server.VerifyAllUsed();
    }

    /// <summary>What a portable schema says in words, and patterns as they are translated for it.</summary>
    [Fact]
    public async Task What_is_made_up_heeds_what_a_schema_says_in_words()
    {
        var catalog = ICatalog.Create(Transport, new() { MaxRepairs = 0 });
        for (var i = 0; i < 40; i++)
        {
            var result = await catalog.DescribeAsync($"article {i}", Token);
            Assert.True(result.Outcome == PromptOutcome.Completed, result.Exception?.Message);
        }
    }

    [Fact]
    public void A_value_that_the_schema_does_not_admit_is_no_answer() =>
        Assert.Throws<SchemaViolationException>(() => _server.Answer(IPlanner.PromptRequests.Plan("").Contract!, new Plan("Trip", null!)));

    [Fact]
    public async Task A_fault_is_for_so_many_requests_of_those_that_it_is_for()
    {
        _server.Enqueue(ScriptedReply.RateLimit(TimeSpan.FromSeconds(7)), times: 2, when: static request => request.Body.Contains("a trip", StringComparison.Ordinal));
        var planner = IPlanner.Create(Transport);
        await planner.SayAsync("a party", Token);
        for (var i = 0; i < 2; i++)
        {
            var exception = await Assert.ThrowsAsync<ChatTransportException>(() => planner.SayAsync("a trip", Token));
            Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (exception.StatusCode, exception.RetryAfter));
        }

        _server.VerifyAllUsed();
        await planner.SayAsync("a trip", Token);
    }

    [Fact]
    public void A_fault_that_nobody_met_is_named_by_its_condition()
    {
        _server.Enqueue(ScriptedReply.Error(500, "Broken."), when: static request => request.Body.Length > 10);
        Assert.Contains(
            "\n  static request => request.Body.Length > 10: status 500, ", Assert.Throws<ScriptException>(_server.VerifyAllUsed).Message, StringComparison.Ordinal);
    }
}

public partial interface ICatalog
{
    [Prompt("Describe {article}.", Model = "a/model")]
    Task<PromptResult<Article>> DescribeAsync(string article, CancellationToken cancellationToken = default);
}

public sealed record Article(
    [property: StringLength(10, MinimumLength = 2)] string Label,
    [property: Length(3, 3)] string Code,
    [property: MinLength(200)] string Story,
    [property: MaxLength(1)] string Initial,
    [property: Length(4, 5)] IReadOnlyList<int> Sizes,
    [property: MaxLength(1)] IReadOnlyList<string> Notes,
    [property: MinLength(2)] IReadOnlyList<string> Tags,
    [property: Url] string Link,
    [property: EmailAddress] string Contact,
    [property: Range(typeof(DateOnly), "2026-01-01", "2026-12-31")] DateOnly Since,
    [property: Range(typeof(DateTimeOffset), "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")] DateTimeOffset Sold,
    [property: Range(typeof(TimeOnly), "09:00:00", "09:30:00")] TimeOnly Opens,
    [property: Range(typeof(TimeSpan), "00:01:00", "01:00:00")] TimeSpan Delivery,
    [property: Range(0.25, 0.75)] double Share,
    [property: RegularExpression(@"\d{3}-[A-Z]+(foo|bar)?")] string Number,
    [property: RegularExpression(@"[^\s@]+@\S{3,}")] string Handle,
    [property: RegularExpression("(?:[0-9a-fA-F]{2}:){2}[0-9a-fA-F]{2}")] string Address);
