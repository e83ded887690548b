using System.Text;
using CsCheck;

namespace PromptGen.IntegrationTests;

/// <summary>Lists that come item by item: the same items for any way of cutting the text, each as soon as it is there, and no item that does not fit.</summary>
public sealed class StreamItemsTests
{
    private const string Two = """{"value":[{"title":"Boil","from":1,"to":2},{"title":"Brew","from":2,"to":5}]}""";

    private static readonly Gen<string> Blank = Gen.Frequency((6, Gen.Const("")), (1, Gen.OneOf(" ", "\n", "\t \r\n")));

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[0, 8], Gen.OneOf("é", "😀", "\"", "\\", "]}", "{\"value\":[", "\\\"", "```", "</think>", "\u2028", ""))
        .Select(static text => text == "😀" ? text : new string([.. text.Where(static c => !char.IsSurrogate(c))]));

    private static readonly Gen<Leg> Legs = Gen.Select(Texts, Gen.Int[-9, 9], Gen.Int[0, 99], static (title, from, length) => new Leg(title, from, from + length));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_are_the_same_however_the_text_is_cut_and_come_with_their_last_byte()
    {
        var documents = Gen.Select(Legs.Array[0, 5], Gen.OneOf(("", ""), ("```json\n", "\n```"), ("Here: ", " Done."), ("<think>{\"value\":[1]}</think>\n", "")), Blank, Blank, static (legs, around, before, after) => (legs, around, before, after));
        await Gen.Select(documents, Gen.Int[1, 7]).SampleAsync(async (document, size) =>
        {
            var (legs, (prefix, suffix), before, after) = document;
            var text = new StringBuilder($"{prefix}{before}{{{after}\"value\"{before}:{after}[");
            var ends = new List<int>();
            foreach (var leg in legs)
            {
                text.Append(ends.Count == 0 ? before : $"{after},{before}");
                text.Append(JsonOf(leg));
                ends.Add(text.Length);
            }

            text.Append($"{after}]{before}}}{after}{suffix}");
            var pieces = Cut(text.ToString(), size);
            var transport = new PieceTransport(pieces);
            var stream = IPlanner.PromptRequests.Steps("tea").StreamItemsAsync<Leg>(transport, cancellationToken: Token);
            var items = new List<Leg>();
            await foreach (var item in stream)
            {
                items.Add(item);
                Assert.Equal((ends[items.Count - 1] + size - 1) / size, transport.Taken);
            }

            Assert.Equal(legs, items);
            Assert.Equal(text.ToString(), stream.Completion!.Content);
            Assert.Equal(new TokenUsage(1, 2, 3), stream.Completion.Usage);
            Assert.Equal(prefix switch { "" => "", "```json\n" => "Fence", "Here: " => "SurroundingText", _ => "Reasoning" }, string.Join(' ', stream.Adjustments));
        });
    }

    [Fact]
    public async Task A_stream_takes_what_a_whole_answer_would_and_nothing_else()
    {
        var documents = Gen.Select(Legs.Array[0, 3], Gen.Int[0, 2000], Gen.OneOf([.. "{}[]\",:\\ x1.`\n".Select(static c => c.ToString()), ""]), Gen.Int[0, 2], static (legs, at, insert, delete) =>
        {
            var text = IPlanner.PromptRequests.Steps("tea").Contract!.ToJson(legs);
            at %= text.Length + 1;
            return text[..at] + insert + text[Math.Min(text.Length, at + delete)..];
        }).Where(static text => !text.Contains("\\u", StringComparison.Ordinal));
        await Gen.Select(documents, Gen.Int[1, 9]).SampleAsync(
            async (text, size) =>
            {
                var whole = IPlanner.PromptRequests.Steps("tea").Parse(text);
                var items = new List<Leg>();
                var stream = IPlanner.PromptRequests.Steps("tea").StreamItemsAsync<Leg>(new PieceTransport(Cut(text, size)), cancellationToken: Token);
                try
                {
                    await foreach (var item in stream)
                        items.Add(item);
                    Assert.True(whole.TryGetValue(out var expected), $"{text} is streamed, and is not valid.");
                    Assert.Equal(expected, items);
                    Assert.Equal(whole.Adjustments, stream.Adjustments);
                }
                catch (PromptInvalidException exception)
                {
                    Assert.False(whole.TryGetValue(out _), $"{text} is valid, and is not streamed: {exception.Message}");
                    Assert.True(exception.ItemIndex is null || exception.ItemIndex == items.Count);
                }
            },
            iter: 2000);
    }

    [Fact]
    public async Task Scalars_end_where_something_else_begins()
    {
        foreach (var size in new[] { 1, 2, 3, 100 })
        {
            Assert.Equal([1, -20, 300], await ReadAsync(IPlanner.PromptRequests.Count(3), """{"value":[1,-20 , 3e2]}""", size));
            Assert.Equal(["a\\", null, "\"]", "", "😀"], await ReadAsync(IPlanner.PromptRequests.Names("x"), """{"value":["a\\",null,"\"]","","😀"]}""", size));
            Assert.Empty(await ReadAsync(IPlanner.PromptRequests.Count(0), """ {"value":[ ]} """, size));
        }
    }

    [Theory]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2},{"title":"Brew","from":"2","to":5},{"title":"Pour","from":5,"to":6}]}""", 1, 1, "/value/1/from: expected an integer, found \"2\".")]
    [InlineData("""{"value":[{"title":"Boil","from":2,"to":1}]}""", 0, 0, "/value/0/from: The step ends before it begins.")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2},7]}""", 1, 1, "/value/1: expected an object, found 7.")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2},]}""", 1, null, "The document: expected an item, found \"]\".")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2}{"title":"Brew","from":1,"to":2}]}""", 1, null, "The document: expected a comma or the end of the list, found \"{\".")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2}],"more":1}""", 1, null, "The document: expected the end of the object: it has no member but \"value\", found \",\".")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2}""", 1, null, "The document: expected a list that ends, found the end of the text.")]
    [InlineData("""{"value":[{"title":"Boil","from":1,"to":2}]""", 1, null, "The document: expected a list that ends, found the end of the text.")]
    [InlineData("""[{"title":"Boil","from":1,"to":2}]""", 0, null, "The document: expected a document that begins with {\"value\":[, found something else.")]
    [InlineData("I cannot do that.", 0, null, "The document: expected a document that begins with {\"value\":[, found something else.")]
    [InlineData(" ", 0, null, "The document: expected an answer, found none.")]
    public async Task What_does_not_fit_ends_the_stream_after_what_did(string text, int items, int? index, string violation)
    {
        foreach (var size in new[] { 1, 1000 })
        {
            var exception = await FailAsync<PromptInvalidException>(new PieceTransport(Cut(text, size)), items);
            Assert.Equal(index, exception.ItemIndex);
            Assert.Equal(violation, exception.Violations[0].ToString());
            Assert.StartsWith(exception.Text, text, StringComparison.Ordinal);
            if (index is not null)
                Assert.Contains($": item {index} of the stream is not what was asked for. {violation}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Outcomes_come_after_the_items()
    {
        Assert.Equal(Two[..60], (await FailAsync<PromptTruncatedException>(new PieceTransport([Two[..60]], "length"), 1)).Text);
        await FailAsync<PromptTruncatedException>(new PieceTransport([Two], "length"), 2);
        await FailAsync<PromptFilteredException>(new PieceTransport([Two], "content_filter"), 2);
        Assert.Equal("No.", (await FailAsync<PromptRefusedException>(new PieceTransport([Two[..60]], refusal: "No."), 1)).Refusal);
        var broken = await FailAsync<ChatTransportException>(new PieceTransport([Two[..60], "x"], failure: new ChatTransportException("gone")), 1);
        Assert.Equal(Two[..60] + "x", broken.PartialText);
    }

    [Fact]
    public async Task An_item_that_a_validator_finds_wrong_ends_the_stream()
    {
        var stream = IOtherPlanner.PromptRequests.Steps("tea").StreamItemsAsync<Leg>(new PieceTransport(["""{"value":[{"title":"Boil","from":1,"to":2},{"title":"?","from":2,"to":5}]}"""]), cancellationToken: Token);
        var exception = await Assert.ThrowsAsync<PromptInvalidException>(async () => await ListAsync(stream));
        Assert.Equal("/value/1/title: A step has a name.", exception.Violations.Single().ToString());
        Assert.Equal(1, exception.ItemIndex);
        Assert.Equal(PromptOutcome.Invalid, exception.Attempts.Single().Outcome);
    }

    [Fact]
    public async Task The_same_prompt_can_be_sent_as_a_whole() =>
        Assert.Equal(["Boil", "Brew"], (await IPlanner.PromptRequests.Steps("tea").SendAsync(new PieceTransport([Two]), cancellationToken: Token)).Select(static leg => leg.Title));

    [Fact]
    public async Task Reasoning_is_left_out_of_a_text_however_it_is_cut()
    {
        foreach (var (text, shown) in new[]
        {
            ("<think>Hm. </thin k></think>\n\nHello <b>you</b>.", "Hello <b>you</b>."),
            ("\n<THINKING>Hm.</thinking>Hello", "Hello"),
            ("\n<thin>Hello", "\n<thin>Hello"),
            ("<thin", "<thin"),
            (" Hello", " Hello"),
        })
        {
            for (var size = 1; size <= text.Length; size++)
            {
                var stream = IEdges.PromptRequests.Tell("x").StreamAsync(new PieceTransport(Cut(text, size)), cancellationToken: Token);
                Assert.Equal(shown, string.Concat(await ListAsync(stream)));
                Assert.Equal(text, stream.Completion!.Content);
            }
        }

        await Assert.ThrowsAsync<PromptInvalidException>(async () => await ListAsync(IEdges.PromptRequests.Tell("x").StreamAsync(new PieceTransport(["<think>Hm.", " Hm."]), cancellationToken: Token)));
    }

    [Fact]
    public async Task White_space_without_end_is_not_looked_at_again_and_again()
    {
        var pieces = Enumerable.Repeat(" ", 200_000).ToList();
        await Assert.ThrowsAsync<PromptTruncatedException>(async () => await ListAsync(IEdges.PromptRequests.Tell("x").StreamAsync(new PieceTransport(pieces, "length"), cancellationToken: Token)));
        await FailAsync<PromptTruncatedException>(new PieceTransport([Two[..60], .. pieces], "length"), 1);
        await FailAsync<PromptTruncatedException>(new PieceTransport(pieces, "length"), 0);
    }

    private static string JsonOf(Leg leg) => IPlanner.PromptRequests.Steps("tea").Contract!.ToJson([leg])["""{"value":[""".Length..^2];

    private static List<string> Cut(string text, int size) => [.. text.Chunk(size).Select(static piece => new string(piece))];

    private static async Task<List<T>> ReadAsync<T>(Prompt<IReadOnlyList<T>> prompt, string text, int size) =>
        await ListAsync(prompt.StreamItemsAsync(new PieceTransport(Cut(text, size)), cancellationToken: Token));

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (var item in stream)
            items.Add(item);
        return items;
    }

    private static async Task<T> FailAsync<T>(PieceTransport transport, int items)
        where T : PromptException
    {
        var got = new List<Leg>();
        var exception = await Assert.ThrowsAsync<T>(async () =>
        {
            await foreach (var item in IPlanner.PromptRequests.Steps("tea").StreamItemsAsync<Leg>(transport, cancellationToken: Token))
                got.Add(item);
        });
        Assert.Equal(items, got.Count);
        return exception;
    }
}
