using System.ComponentModel.DataAnnotations;
using PromptGen.Testing;

namespace PromptGen.IntegrationTests;

/// <summary>Examples that static members give: what is sent of them, and what is refused.</summary>
public sealed class ExamplesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void They_go_before_the_prompt_in_the_order_of_the_attributes()
    {
        var messages = ITaught.PromptRequests.Grade("this").Request.Messages;
        Assert.Equal(
            ["Grade.", "user: First.", """assistant: {"points":1,"why":"One."}""", "user: Second {x}.", """assistant: {"points":2,"why":"\"Two\""}""", "user: Third.", """assistant: {"points":3,"why":"Three."}""", "user: Grade this."],
            messages.Select(static message => message.Role == PromptRole.System ? message.Content : $"{message.Role.Value}: {message.Content}"));
    }

    [Fact]
    public void Lists_and_texts_are_written_as_they_are_answered()
    {
        Assert.Equal("""{"value":[{"points":7,"why":"Seven."}]}""", ITaught.PromptRequests.GradeAll().Request.Messages[1].Content);
        Assert.Equal(["Say A.", "A\nB", "Say."], ITaught.PromptRequests.Say().Request.Messages.Select(static message => message.Content));
    }

    [Fact]
    public async Task A_member_is_read_at_every_call()
    {
        var transport = new ScriptedChatTransport();
        transport.For("ITaught.GradeLatelyAsync").Reply(new Grade(1, "")).Reply(new Grade(1, ""));
        var taught = ITaught.Create(transport);
        Lately.Current = [];
        await taught.GradeLatelyAsync(Token);
        Assert.Single(transport.Requests[0].Messages);
        Lately.Current = [new("One.", new(1, "")), null];
        await taught.GradeLatelyAsync(Token);
        Assert.Equal(3, transport.Requests[1].Messages.Count);
        Lately.Current = null;
        Assert.Single(ITaught.PromptRequests.GradeLately().Request.Messages);
    }

    [Fact]
    public async Task What_the_prompt_would_refuse_is_not_sent()
    {
        Wrong.Current = [new("Fine.", new(1, "")), new("Grade it.", new(11, ""))];
        await using var server = await LocalChatServer.StartAsync(null, Token);
        using var client = new HttpClient();
        var taught = ITaught.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = "key" }));
        var exception = await Assert.ThrowsAsync<SchemaViolationException>(() => taught.GradeWronglyAsync(Token));
        Assert.Equal("The answer of the example \"Grade it.\" is not what its schema says. /points: expected at most 10, found 11.", exception.Message);
        Assert.Equal("/points", Assert.Single(exception.Violations).Pointer);
        Assert.Empty(server.Requests);
    }
}

public partial interface ITaught
{
    [SystemRole("Grade.")]
    [Prompt("Grade {work}.")]
    [Example("First.", """{"points":1,"why":"One."}""")]
    [Examples(nameof(Second))]
    [Example("Third.", """{"points":3,"why":"Three."}""")]
    Task<Grade> GradeAsync(string work, CancellationToken cancellationToken = default);

    [Prompt("Grade all."), Examples(nameof(All))]
    IAsyncEnumerable<Grade> GradeAllAsync(CancellationToken cancellationToken = default);

    [Prompt("Say."), Examples(nameof(Texts))]
    Task<string> SayAsync(CancellationToken cancellationToken = default);

    [Prompt("Grade."), Examples(typeof(Lately), nameof(Lately.Current))]
    Task<Grade> GradeLatelyAsync(CancellationToken cancellationToken = default);

    [Prompt("Grade."), Examples(typeof(Wrong), nameof(Wrong.Current))]
    Task<Grade> GradeWronglyAsync(CancellationToken cancellationToken = default);

    private static List<PromptExample<Grade>> Second { get; } = [new("Second {x}.", new(2, "\"Two\""))];

    private static PromptExample<string>[] Texts => [new("Say A.", "A\nB")];

    static IEnumerable<PromptExample<IReadOnlyList<Grade>>> All() => [new("Grade one.", [new Grade(7, "Seven.")])];
}

public sealed record Grade([property: Range(0, 10)] int Points, string Why);

internal static class Lately
{
    public static IReadOnlyList<PromptExample<Grade>?>? Current { get; set; }
}

internal static class Wrong
{
    public static IReadOnlyList<PromptExample<Grade>> Current { get; set; } = [];
}
