using System.Net;
using System.Text.Json;
using PromptGen.Testing;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The sample with a web page: what it tells over HTTP, and what the page makes of it in a browser.</summary>
public sealed class WebReviewTests(WebReviewProgram local) : IClassFixture<WebReviewProgram>
{
    private const string Text = "Simply the best kettle. It always whistles: 89 decibels.";

    private static readonly string[] Prompts = ["FindAsync", "JudgeAsync", "SummarizeAsync"];

    [Fact(Timeout = 60_000)]
    public async Task A_review_is_told_as_it_happens()
    {
        var events = await local.ReviewAsync(Text, "None", TestContext.Current.CancellationToken);
        var summary = Of(events, "summary").Select(static it => it.GetProperty("text").GetString()).ToList();
        Assert.True(summary.Count > 20, $"The summary came in {summary.Count} pieces.");
        Assert.Contains("“Simply the best kettle”", string.Concat(summary), StringComparison.Ordinal);

        var findings = Of(events, "finding").Select(static it => it.GetProperty("finding")).ToList();
        Assert.Equal(["Major", "Minor", "Minor"], findings.Select(static it => it.GetProperty("severity").GetString()));
        Assert.All(findings, static it => Assert.Contains(it.GetProperty("quote").GetString()!, Text, StringComparison.Ordinal));

        var verdict = Assert.Single(Of(events, "verdict"));
        Assert.Equal("Revise", verdict.GetProperty("verdict").GetProperty("decision").GetString());
        Assert.Equal(("Completed", ""), Assert.Single(AttemptsOf(verdict)));

        // Each prompt is accounted for, and the end is told last.
        var calls = Of(events, "call");
        Assert.Equal(Prompts, calls.Select(static it => it.GetProperty("prompt").GetString()).Order());
        Assert.All(calls, static it =>
        {
            Assert.True(it.GetProperty("promptTokens").GetInt64() > 20);
            Assert.True(it.GetProperty("completionTokens").GetInt64() > 20);
            Assert.InRange(it.GetProperty("cost").GetDecimal(), 0.000_001m, 0.001m);
            Assert.True(it.GetProperty("seconds").GetDouble() > 0);
            Assert.Equal(0, it.GetProperty("repairs").GetInt32());
        });
        Assert.Equal("end", events[^1].GetProperty("type").GetString());
        Assert.Equal(events.Count, summary.Count + findings.Count + 1 + calls.Count + 1);

        // The prompts are sent at a time: what comes of one is told between what comes of another.
        var types = events.Select(static it => it.GetProperty("type").GetString()).ToList();
        Assert.InRange(types.IndexOf("finding"), types.IndexOf("summary"), types.LastIndexOf("summary"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_verdict_is_sent_back_and_comes_right()
    {
        var events = await local.ReviewAsync(Text, "WrongVerdict", TestContext.Current.CancellationToken);
        var verdict = Assert.Single(Of(events, "verdict"));
        Assert.Equal("Completed", verdict.GetProperty("outcome").GetString());
        Assert.Equal("Revise", verdict.GetProperty("verdict").GetProperty("decision").GetString());
        Assert.Equal([("Invalid", "/decision /clarity /credibility"), ("Completed", "")], AttemptsOf(verdict));
        Assert.Contains("\"decision\":\"Maybe\"", verdict.GetProperty("attempts")[0].GetProperty("reply").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, Of(events, "call").Single(static it => it.GetProperty("prompt").GetString() == "JudgeAsync").GetProperty("repairs").GetInt32());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("WrongVerdicts", "Invalid")]
    [InlineData("Refusal", "Refused")]
    public async Task A_verdict_that_does_not_come_is_an_outcome(string mistake, string outcome)
    {
        var events = await local.ReviewAsync(Text, mistake, TestContext.Current.CancellationToken);
        var verdict = Assert.Single(Of(events, "verdict"));
        Assert.Equal(outcome, verdict.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("verdict").ValueKind);
        Assert.Contains("IReviewer.JudgeAsync: the ", verdict.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.All(AttemptsOf(verdict), attempt => Assert.Equal(outcome, attempt.Outcome));
        Assert.Equal(3, Of(events, "finding").Count);
        Assert.Equal("end", events[^1].GetProperty("type").GetString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("WrongFinding", "PromptInvalidException", null, "FindAsync")]
    [InlineData("BrokenStream", "ChatTransportException", null, "SummarizeAsync")]
    [InlineData("RateLimit", "ChatTransportException", 429, "FindAsync", "JudgeAsync", "SummarizeAsync")]
    public async Task What_goes_wrong_with_one_prompt_is_told_and_is_nothing_to_the_others(string mistake, string exception, int? status, params string[] prompts)
    {
        var events = await local.ReviewAsync(Text, mistake, TestContext.Current.CancellationToken);
        var failures = Of(events, "failure");
        Assert.Equal(prompts, failures.Select(static it => it.GetProperty("prompt").GetString()).Order());
        Assert.All(failures, it =>
        {
            Assert.Equal(exception, it.GetProperty("exception").GetString());
            Assert.Equal(status, it.GetProperty("status").Deserialize<int?>());
        });
        Assert.Equal(3, Of(events, "call").Count);
        Assert.Equal("end", events[^1].GetProperty("type").GetString());

        // What came before it stays.
        Assert.Equal(prompts.Contains("FindAsync") ? mistake == "WrongFinding" ? 2 : 0 : 3, Of(events, "finding").Count);
        Assert.Equal(mistake != "RateLimit", Of(events, "summary").Count > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_goes_away_ends_the_calls()
    {
        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        var begun = ScriptedReply.RawStream("""data: {"choices":[{"index":0,"delta":{"content":"It "}}]}""" + "\n\n") with { KeepOpen = true };
        server.Enqueue(begun, when: static asked => !asked.Body.Contains("\"response_format\"", StringComparison.Ordinal));
        server.Enqueue(new ScriptedReply { Delay = Timeout.InfiniteTimeSpan }, times: 2);
        await using var program = new WebReviewProgram { Key = "the-key", BaseAddress = server.BaseAddress };
        await program.InitializeAsync();
        using (var response = await program.PostAsync("""{"text":"A kettle."}"""))
        {
            // What is there is told, though no call has an end.
            var first = await WebReviewProgram.EventsAsync(response).FirstAsync(TestContext.Current.CancellationToken);
            Assert.Equal("It ", first.GetProperty("text").GetString());
        }

        string[] logged = [await program.ReadToAsync("cancelled after"), await program.ReadToAsync("cancelled after"), await program.ReadToAsync("cancelled after")];
        Assert.Equal(Prompts, logged.Select(static line => line.Split(':')[0].Split('.')[^1]).Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task With_a_key_the_service_is_asked_and_the_key_stays_where_it_is()
    {
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = "the-key" }, TestContext.Current.CancellationToken);
        await using var program = new WebReviewProgram { Key = "another-key", BaseAddress = server.BaseAddress };
        await program.InitializeAsync();
        Assert.Equal("""{"isLocal":false,"maxLength":4000}""", await program.GetAsync("settings"));
        Assert.Equal("""{"isLocal":true,"maxLength":4000}""", await local.GetAsync("settings"));

        // Mistakes are the local server's, and no other is asked for them.
        var events = await program.ReviewAsync(Text, "Silence", TestContext.Current.CancellationToken);
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, static request => Assert.DoesNotContain("\"seed\"", request.Body, StringComparison.Ordinal));
        var failures = Of(events, "failure");
        Assert.Equal(3, failures.Count);
        Assert.All(failures, static it => Assert.Equal(401, it.GetProperty("status").GetInt32()));
        Assert.DoesNotContain("another-key", string.Concat(events), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"{0}"}""", "A text has at most 4000 characters.")]
    [InlineData("""{"text":" "}""", "There is no text to review.")]
    [InlineData("""{"text":null}""", "There is no text to review.")]
    [InlineData("{}", "There is no text to review.")]
    [InlineData("""{"text":"A kettle.","mistake":"Nonsense"}""", "Bad Request")]
    [InlineData("""{"text":"\ud800"}""", "Bad Request")]
    [InlineData("""{"text":["A kettle."]}""", "Bad Request")]
    [InlineData("""{"text":"A kett""", "Bad Request")]
    [InlineData("null", "Bad Request")]
    [InlineData("", "Bad Request")]
    public async Task What_cannot_be_reviewed_is_refused_with_words(string body, string words)
    {
        using var response = await local.PostAsync(body.Replace("{0}", new('a', 4001), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_site_can_send_a_text()
    {
        // A form of another page, and a name that its owner has led here.
        using var form = await local.PostAsync("""{"text":"A kettle."}""", "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        using var renamed = await local.PostAsync("""{"text":"A kettle."}""", host: "kettles.example");
        Assert.Equal(HttpStatusCode.BadRequest, renamed.StatusCode);
    }

    [Fact]
    public async Task The_page_does_what_it_should_in_a_browser()
    {
        var oracles = Path.Combine(Repository.Root, "tests", "oracles");
        Requirement.AnyOf("The page of WebReview", "node", "node.exe");
        Requirement.Folder("The page of WebReview", Path.Combine(oracles, "node_modules", "playwright-core"), "npm ci in tests/oracles");
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PROMPTGEN_CHROMIUM")))
            Requirement.AnyOf("The page of WebReview, where PROMPTGEN_CHROMIUM does not name a browser,", "chromium", "chromium.exe");
        using var folder = new TemporaryFolder();
        var screenshot = Path.Combine(folder.Path, "page.png");
        await CommandLine.SucceedAsync("node", ["web-review.mjs", local.Address.ToString(), screenshot], oracles);
        Assert.InRange(new FileInfo(screenshot).Length, 10_000, 400_000);
    }

    private static List<JsonElement> Of(IEnumerable<JsonElement> events, string type) => [.. events.Where(it => it.GetProperty("type").GetString() == type)];

    /// <summary>What became of each reply, and where it was wrong.</summary>
    private static IEnumerable<(string Outcome, string Pointers)> AttemptsOf(JsonElement told) => told.GetProperty("attempts").EnumerateArray().Select(static attempt => (
        attempt.GetProperty("outcome").GetString()!,
        string.Join(' ', attempt.GetProperty("violations").EnumerateArray().Select(static violation => violation.GetProperty("pointer").GetString()))));
}
