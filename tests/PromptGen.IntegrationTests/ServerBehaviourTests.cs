using System.Text;
using System.Text.RegularExpressions;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>Everything that servers were seen to do, as bytes on a socket, ends in an outcome that a caller can act on. The guide on outcomes has the table.</summary>
public sealed partial class ServerBehaviourTests
{
    private const string Begin = "<!-- made by ServerBehaviourTests -->";
    private const string End = "<!-- to here -->";

    private static readonly string Guide = Path.Combine(Repository.Root, "docs", "guides", "outcomes.md");

    private int _cut;

    public static IEnumerable<TheoryDataRow<string>> Rows => ServerBehaviours.All.Select(static row => new TheoryDataRow<string>(row.What));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task It_comes_to_its_outcome_however_the_bytes_are_cut(string what)
    {
        var behaviour = ServerBehaviours.All.Single(row => row.What == what);
        var (outcome, seen) = await ObserveAsync(behaviour, pieces: 0);
        Assert.True(behaviour.Outcome == outcome, $"{what}: {outcome}, {seen}");
        if (behaviour.Asked == AskedFor.Value)
            return;
        foreach (var pieces in new[] { 1, 3, 64 })
            Assert.Equal((outcome, seen), await ObserveAsync(behaviour, pieces));
    }

    [Fact]
    public async Task A_stream_is_the_same_cut_at_any_one_byte()
    {
        var reply = Encoding.UTF8.GetBytes(ServerBehaviour.Events(
            ": é\r\n\r\n" + ServerBehaviour.Delta("{\"value\":[{\"title\":\"é😀\",\"from\":1,").Replace("\n", "\r\n", StringComparison.Ordinal) + ServerBehaviour.Delta("\"to\":2}]}") + ServerBehaviour.Stop() + "data: [DONE]\n\n"));
        var head = Encoding.UTF8.GetString(reply).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        await using var server = new LoopbackSocket(_ => reply, false, bytes => [bytes[..head], .. Cuts(bytes[head..])]);
        using var client = new HttpClient();
        var planner = IPlanner.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }));
        for (_cut = 0; _cut <= reply.Length - head; _cut++)
        {
            var items = new List<Leg>();
            await foreach (var item in planner.StepsAsync("tea", Token))
                items.Add(item);
            Assert.Equal([new("é😀", 1, 2)], items);
        }
    }

    [Fact]
    public async Task A_long_stream_is_the_same_cut_anywhere()
    {
        var legs = Enumerable.Range(0, 400).Select(static i => new Leg($"é{i}😀\"\\n", i, i + 1)).ToList();
        var json = IPlanner.PromptRequests.Steps("tea").Contract!.ToJson(legs);
        var reply = Encoding.UTF8.GetBytes(ServerBehaviour.Events(string.Concat(json.EnumerateRunes().Chunk(7).Select(static piece => ServerBehaviour.Delta(string.Concat(piece)))) + ServerBehaviour.Stop()));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var server = new LoopbackSocket(_ => reply, false, bytes =>
        {
            var pieces = new List<byte[]>();
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(bytes.Length - at, random.Next(1, 3000));
                pieces.Add(bytes[at..(at + length)]);
                at += length;
            }

            return pieces;
        });
        using var client = new HttpClient();
        for (var i = 0; i < 20; i++)
        {
            var items = new List<Leg>();
            await foreach (var item in IPlanner.Create(new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress })).StepsAsync("tea", Token))
                items.Add(item);
            Assert.True(legs.SequenceEqual(items), $"seed {seed}");
        }
    }

    [Fact]
    public async Task The_guides_table_is_what_happens()
    {
        var table = new StringBuilder();
        foreach (var group in ServerBehaviours.All.GroupBy(static row => row.Group))
        {
            table.Append("\n### ").Append(group.Key).Append("\n\n| the server sends | outcome | the caller sees |\n|---|---|---|\n");
            foreach (var row in group)
            {
                var (outcome, seen) = await ObserveAsync(row, 0);
                table.Append("| ").Append(row.What).Append(" | ").Append(outcome).Append(" | ").Append(seen.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }
        }

        var guide = (await File.ReadAllTextAsync(Guide, Token)).ReplaceLineEndings("\n");
        var start = guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length + 1;
        var end = guide.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(Guide, $"{guide[..start]}{table}\n{guide[end..]}", Token);
        else
            Assert.Equal($"{table}\n", guide[start..end]);
    }

    private IEnumerable<byte[]> Cuts(byte[] body)
    {
        yield return body[.._cut];
        yield return body[_cut..];
    }

    /// <summary>What comes of it: the outcome, and what a caller has of it.</summary>
    private static async Task<(string Outcome, string Seen)> ObserveAsync(ServerBehaviour behaviour, int pieces)
    {
        await using var server = new LoopbackSocket(
            number => Encoding.UTF8.GetBytes(behaviour.Reply[Math.Min(number, behaviour.Reply.Length - 1)]), false, bytes => bytes.Chunk(pieces == 0 ? bytes.Length + 1 : pieces));
        using var client = new HttpClient();
        var transport = new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress });
        var options = new PromptClientOptions { MaxRepairs = behaviour.Reply.Length - 1 };
        var got = new List<string>();
        try
        {
            switch (behaviour.Asked)
            {
                case AskedFor.Value:
                    var result = await ICounter.PromptRequests.Count().SendForResultAsync(transport, options, Token);
                    var value = result.Value;
                    var attempts = result.Attempts.Count == 1 ? "" : $", after {result.Attempts.Count} attempts";
                    return ("Completed", $"`{ICounter.PromptRequests.Count().Contract!.ToJson(value)}`{attempts}{Taken(result.Adjustments)}");
                case AskedFor.TextStream:
                    var stream = ICounter.PromptRequests.Say().StreamAsync(transport, options, Token);
                    await foreach (var piece in stream)
                        got.Add(piece);
                    return ("Completed", $"`{string.Concat(got)}`");
                default:
                    var items = IPlanner.PromptRequests.Steps("tea").StreamItemsAsync(transport, options, Token);
                    await foreach (var item in items)
                        got.Add(item.Title);
                    return ("Completed", $"{Items(got)}{Taken(items.Adjustments)}");
            }
        }
        catch (PromptException exception)
        {
            var before = behaviour.Asked switch
            {
                AskedFor.ItemStream => $"{Items(got)}, then ",
                AskedFor.TextStream when got.Count > 0 => $"`{string.Concat(got)}`, then ",
                _ => "",
            };
            return exception is ChatTransportException transportFailure
                ? ("Transport", $"{before}`ChatTransportException`{Facts(transportFailure)}: {Shown(exception.Message)}")
                : (exception.GetType().Name["Prompt".Length..^"Exception".Length], $"{before}`{exception.GetType().Name}`: {Shown(exception.Message)}");
        }
    }

    private static string Items(List<string> titles) => titles.Count switch { 0 => "no item", 1 => "1 item", var count => $"{count} items" };

    private static string Taken(IReadOnlyList<ReplyAdjustment> adjustments) => adjustments.Count == 0 ? "" : $", `Adjustments`: {string.Join(", ", adjustments)}";

    private static string Facts(ChatTransportException exception)
    {
        string?[] facts =
        [
            exception.StatusCode is { } status ? $"StatusCode {(int)status}" : null,
            exception.Code is { } code ? $"Code {code}" : null,
            exception.RequestId is { } id ? $"RequestId {id}" : null,
            exception.RetryAfter is { } wait ? $"RetryAfter {wait.TotalSeconds} s" : null,
        ];
        var said = string.Join(", ", facts.OfType<string>());
        return said.Length == 0 ? "" : $" ({said})";
    }

    /// <summary>A message as a cell of a table: without what is the same in all of them, and not too long.</summary>
    private static string Shown(string message)
    {
        message = Prefix().Replace(message, "").ReplaceLineEndings(" ");
        message = Blanks().Replace(message, " ");
        return message.Length > 220 ? message[..220] + "…" : message;
    }

    [GeneratedRegex(@"^(http://[^ ]+|PromptGen\.IntegrationTests\.[A-Za-z.]+): ")]
    private static partial Regex Prefix();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
