using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>What models put around an answer is taken off and told; what is left is held to the schema.</summary>
public sealed class EnvelopeTests
{
    private const string Valid = """{"number":5,"note":"in {words}: \"five\" ```"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Valid, "")]
    [InlineData("\n " + Valid + "\r\n", "")]
    [InlineData("```json\n{\"number\":5,\"note\":null}\n```", "Fence")]
    [InlineData("```\n{\"number\":5,\"note\":null}\n```\n", "Fence")]
    [InlineData("```json {\"number\":5,\"note\":null} ```", "Fence")]
    [InlineData("<think>Is it {\"number\":4,\"note\":null}? No.</think>\n" + Valid, "Reasoning")]
    [InlineData("<THINK>Hm.</THINK>" + Valid, "Reasoning")]
    [InlineData("<think>Hm.</think>\n```json\n{\"number\":5,\"note\":null}\n```", "Reasoning Fence")]
    [InlineData("Here it is: " + Valid, "SurroundingText")]
    [InlineData(Valid + " Is that all?", "SurroundingText")]
    [InlineData("Sure!\n```json\n" + Valid + "\n```\nBye.", "SurroundingText")]
    [InlineData("```json\n" + Valid + "\n```", "SurroundingText")]
    [InlineData("First {\"number\":4,\"note\":null}, or rather " + Valid, "SurroundingText")]
    [InlineData(Valid + " and not {\"number\":0,\"note\":null}", "SurroundingText")]
    [InlineData(Valid + "{\"a\":1}[2]{}", "SurroundingText")]
    [InlineData("<think>Hm.</think> So: " + Valid, "Reasoning SurroundingText")]
    public void A_value_is_found_in_its_envelope(string reply, string adjustments)
    {
        var result = ICounter.PromptRequests.Count().Parse(reply);
        Assert.Equal(PromptOutcome.Completed, result.Outcome);
        Assert.Equal(5, result.Value.Number);
        Assert.Equal(adjustments, string.Join(' ', result.Adjustments));
        Assert.Equal(reply, result.Completion!.Content);
    }

    [Theory]
    [InlineData("Five.", "json", "", "")]
    [InlineData("{\"number\":5", "json", "", "")]
    [InlineData("<think>Is it {\"number\":5,\"note\":null}?", "json", "", "Reasoning")]
    [InlineData("{\"number\":5,\"note\":null,\"more\":{\"number\":5,\"note\":null}", "additionalProperties", "/more", "")]
    [InlineData("It {is: \"so. " + Valid, "json", "", "SurroundingText")]
    [InlineData("```json\n{\"number\":0,\"note\":null}\n```", "minimum", "/number", "Fence")]
    [InlineData("Here: {\"number\":0,\"note\":null}", "minimum", "/number", "SurroundingText")]
    [InlineData("Not {\"number\":0,\"note\":null}, but {\"number\":10,\"note\":null}", "maximum", "/number", "SurroundingText")]
    [InlineData("[" + Valid + "]", "type", "", "")]
    [InlineData(Valid + "{}{}{}{}", "required", "", "SurroundingText")]
    public void What_does_not_fit_is_invalid_and_the_violations_are_those_of_the_answer(string reply, string keyword, string pointer, string adjustments)
    {
        var result = ICounter.PromptRequests.Count().Parse(reply);
        Assert.Equal(PromptOutcome.Invalid, result.Outcome);
        Assert.Equal((keyword, pointer), (result.Violations[0].Keyword, result.Violations[0].Pointer));
        Assert.Equal(adjustments, string.Join(' ', result.Adjustments));
    }

    [Theory]
    [InlineData("<think>Hm.</think>\nIt is <b>so</b>.", "It is <b>so</b>.", "Reasoning")]
    [InlineData("<b>So</b>", "<b>So</b>", "")]
    [InlineData("```\ncode\n```", "```\ncode\n```", "")]
    public void A_text_is_what_comes_after_the_reasoning(string reply, string text, string adjustments)
    {
        var result = ICounter.PromptRequests.Say().Parse(reply);
        Assert.Equal((text, adjustments), (result.Value, string.Join(' ', result.Adjustments)));
    }

    [Fact]
    public void Reasoning_alone_is_no_answer()
    {
        foreach (var reply in new[] { "<think>Hm.</think> ", " <think>Hm." })
        {
            Assert.Equal("The document: expected an answer, found nothing but reasoning.", Assert.Single(ICounter.PromptRequests.Say().Parse(reply).Violations).ToString());
            Assert.Equal(PromptOutcome.Invalid, ICounter.PromptRequests.Count().Parse(reply).Outcome);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[[\"")]
    [InlineData("{}")]
    [InlineData("\"{")]
    [InlineData("```")]
    [InlineData("<think>")]
    [InlineData("</think>{")]
    public void Whatever_is_repeated_ends_in_an_outcome(string part)
    {
        foreach (var text in new[] { string.Concat(Enumerable.Repeat(part, 200_000)), "<think>" + string.Concat(Enumerable.Repeat(part, 100_000)) })
            Assert.Equal(PromptOutcome.Invalid, ICounter.PromptRequests.Count().Parse(text).Outcome);
    }

    [Fact]
    public async Task A_call_gives_the_value_and_tells_what_was_taken_off()
    {
        await using var server = await LocalChatServer.StartAsync(null, Token);
        using var client = new HttpClient();
        server.Enqueue(ScriptedReply.Content($"<think>Let me count.</think>\n```json\n{{\"number\":5,\"note\":null}}\n```"));
        var result = await ICounter.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = "key" })).CountAsync(Token);
        Assert.Equal(5, result.Value.Number);
        Assert.Equal([ReplyAdjustment.Reasoning, ReplyAdjustment.Fence], result.Adjustments);
    }
}

[PromptDefaults(Model = "google/gemma-3-27b-it")]
internal partial interface ICounter
{
    [Prompt("Count")]
    Task<PromptResult<Count>> CountAsync(CancellationToken cancellationToken = default);

    [Prompt("Say it")]
    Task<PromptResult<string>> SayAsync(CancellationToken cancellationToken = default);
}

internal sealed record Count([property: System.ComponentModel.DataAnnotations.Range(1, 9)] int Number, string? Note);
