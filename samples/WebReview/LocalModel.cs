using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptGen;
using PromptGen.Testing;

namespace WebReview;

/// <summary>
/// What answers where there is no key: a real server on this machine that is told beforehand what to say, and says it at a model's pace. It knows some words that
/// descriptions are better off without, and understands none.
/// </summary>
internal sealed class LocalModel : IAsyncDisposable
{
    private const int MaxFindings = 6, MaxQuote = 200;

    private const string WrongVerdict = """{"decision":"Maybe","clarity":7,"credibility":"2","reason":"It depends on the reader."}""";

    private static readonly (string Words, Severity Severity, int Confidence, string Advice)[] Rules =
    [
        ("100%", Severity.Critical, 96, "An absolute promise that nothing backs, and the shop answers for it. Say what was tested, and by whom."),
        ("guaranteed", Severity.Critical, 92, "A guarantee has terms: name them, or leave out the word."),
        ("best", Severity.Major, 93, "Nobody can check “best”. Say what it does better, and than what."),
        ("revolutionary", Severity.Major, 88, "The word stands in for a fact. Name the fact: how many watts, what is new about it."),
        ("little time", Severity.Major, 84, "A buyer compares minutes. Say how long it takes."),
        ("amazing", Severity.Major, 83, "This is the buyer's to say. Show what would amaze them."),
        ("high-quality", Severity.Minor, 81, "Every shop says so. Name the material."),
        ("ends soon", Severity.Minor, 77, "Pressure without a date. Say when the price ends, or leave it out."),
        ("always", Severity.Minor, 72, "The first exception makes it untrue. Say when it holds."),
        ("perfectly", Severity.Minor, 66, "Say how well, in a measure that somebody can repeat."),
        ("simply", Severity.Minor, 58, "It tells the reader nothing: leave it out."),
        ("very", Severity.Minor, 55, "A number says more."),
    ];

    private readonly LocalChatServer _server;
    private long _reviews;

    private LocalModel(LocalChatServer server) => _server = server;

    /// <summary>Where it answers.</summary>
    public Uri BaseAddress => _server.BaseAddress;

    public static async Task<LocalModel> StartAsync() => new(await LocalChatServer.StartAsync());

    /// <summary>Gets the answers to one review ready.</summary>
    /// <returns>What the review's prompts are sent with: they are known by their seed.</returns>
    public ChatParameters Prepare(string text, Mistake mistake)
    {
        var seed = Interlocked.Increment(ref _reviews);
        var findings = Find(text);
        var (summarize, find, judge) = (IReviewer.PromptRequests.Summarize(text), IReviewer.PromptRequests.Find(text), IReviewer.PromptRequests.Judge(text));
        var summary = Stream(summarize.Request, Summarize(text, findings));
        switch (mistake)
        {
            case Mistake.WrongVerdict or Mistake.WrongVerdicts:
                _server.Enqueue(Whole(judge.Request, WrongVerdict), mistake == Mistake.WrongVerdict ? 1 : 2, IsForVerdict);
                break;
            case Mistake.WrongFinding:
                var marked = find.Contract!.ToJson([.. findings.SkipLast(1), findings[^1] with { Confidence = 100 }]);
                _server.Enqueue(Stream(find.Request, marked.Replace("\"confidence\":100", "\"confidence\":140", StringComparison.Ordinal)), 1, IsForFindings);
                break;
            case Mistake.Refusal:
                _server.Enqueue(ScriptedReply.Refusal("I would rather not judge what somebody worked hard on."), 1, IsForVerdict);
                break;
            case Mistake.BrokenStream:
                _server.Enqueue(summary with { CutAfter = summary.BodyUtf8.Length / 2 }, 1, IsForSummary);
                break;
            case Mistake.RateLimit:
                _server.Enqueue(ScriptedReply.RateLimit(TimeSpan.FromSeconds(20)), 3, IsOfReview);
                break;
            case Mistake.Silence:
                _server.Enqueue(new ScriptedReply { Delay = Timeout.InfiniteTimeSpan }, 3, IsOfReview);
                break;
        }

        _server.Enqueue(summary, 1, IsForSummary);
        _server.Enqueue(Stream(find.Request, find.Contract!.ToJson(findings)), 1, IsForFindings);
        _server.Enqueue(Whole(judge.Request, judge.Contract!.ToJson(Judge(findings))), 1, IsForVerdict);
        return new() { Seed = seed };

        // Within the text a quotation mark has a backslash before it.
        bool Has(ReceivedRequest asked, string member) => asked.Body.Contains(member, StringComparison.Ordinal);
        bool IsOfReview(ReceivedRequest asked) => Has(asked, $"\"seed\":{seed},");
        bool IsForVerdict(ReceivedRequest asked) => IsOfReview(asked) && !Has(asked, "\"stream\":true");
        bool IsForFindings(ReceivedRequest asked) => IsOfReview(asked) && Has(asked, "\"stream\":true") && Has(asked, "\"response_format\":");
        bool IsForSummary(ReceivedRequest asked) => IsOfReview(asked) && Has(asked, "\"stream\":true") && !Has(asked, "\"response_format\":");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static List<Finding> Find(string text)
    {
        var findings = Rules.Select(rule => (Rule: rule, Words: Regex.Match(text, $@"(?<!\w){Regex.Escape(rule.Words)}(?!\w)", RegexOptions.IgnoreCase)))
            .Where(static found => found.Words.Success)
            .Take(MaxFindings)
            .Select(found => new Finding(found.Rule.Severity, Clause(text, found.Words), found.Rule.Advice, found.Rule.Confidence))
            .ToList();
        return findings.Count > 0
            ? findings
            : [new(Severity.Minor, Cut(text.Trim()), "The local server knows a few words, and none of them is in this text. A model would read it.", 50)];
    }

    private static string Summarize(string text, List<Finding> findings)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return $"In {words.Length} words the description presents its product, beginning with “{Clause(text, Match.Empty)}”. "
            + $"Numbers that a buyer can check: {words.Count(static word => char.IsAsciiDigit(word[0]))}. Passages that promise more than they show: {findings.Count}, "
            + $"first of them “{findings[0].Quote}”. The local server has counted this, word by word; a model would have understood it.";
    }

    private static Verdict Judge(List<Finding> findings)
    {
        int CountOf(Severity severity) => findings.Count(finding => finding.Severity == severity);
        return new(
            CountOf(Severity.Critical) + CountOf(Severity.Major) == 0 ? Decision.Publish : Decision.Revise,
            Math.Max(1, 5 - CountOf(Severity.Minor)),
            Math.Max(1, 5 - CountOf(Severity.Major) - CountOf(Severity.Critical)),
            $"Findings that matter: {CountOf(Severity.Critical)} critical, {CountOf(Severity.Major)} major, {CountOf(Severity.Minor)} minor.");
    }

    /// <summary>The words with what is around them, up to the nearest punctuation; where that is too long, the words alone.</summary>
    private static string Clause(string text, Match words)
    {
        char[] ends = ['.', ',', ';', ':', '!', '?', '\n'];
        var start = text.AsSpan(0, words.Index).LastIndexOfAny(ends) + 1;
        var length = text.AsSpan(words.Index + words.Length).IndexOfAny(ends);
        var clause = text[start..(length < 0 ? text.Length : words.Index + words.Length + length)].Trim();
        return clause.Length is > 0 and <= MaxQuote ? clause : Cut(words.Length > 0 ? words.Value : text.Trim());
    }

    private static string Cut(string text) => text.Length <= MaxQuote ? text : text[..(char.IsHighSurrogate(text[MaxQuote - 1]) ? MaxQuote - 1 : MaxQuote)];

    /// <summary>A streamed answer, word by word, with what it cost.</summary>
    private static ScriptedReply Stream(ChatRequest request, string answer)
    {
        var reply = ScriptedReply.Stream([.. answer.Split(' ').Select(static (word, i) => i == 0 ? word : " " + word)]);
        var usage = Encoding.UTF8.GetBytes($"data: {{\"choices\":[],\"usage\":{Usage(request, answer)}}}\n\n");
        return reply with { Chunks = [.. reply.Chunks.SkipLast(1), usage, reply.Chunks[^1]], ChunkDelay = TimeSpan.FromMilliseconds(25) };
    }

    /// <summary>An answer as a whole, after some thought, with what it cost.</summary>
    private static ScriptedReply Whole(ChatRequest request, string answer) => new()
    {
        Body = $$"""
            {"choices":[{"index":0,"message":{"role":"assistant","content":"{{JsonEncodedText.Encode(answer)}}"},"finish_reason":"stop"}],
            "usage":{{Usage(request, answer)}}}
            """,
        Delay = TimeSpan.FromSeconds(1),
    };

    /// <summary>The usual estimate, a token for four characters, at a price that is made up.</summary>
    private static string Usage(ChatRequest request, string answer)
    {
        var (asked, answered) = ((request.ToJson().Length + 3) / 4, (answer.Length + 3) / 4);
        var cost = ((asked * 0.1m) + (answered * 0.2m)) / 1_000_000;
        return $$"""{"prompt_tokens":{{asked}},"completion_tokens":{{answered}},"total_tokens":{{asked + answered}},"cost":{{cost}}}""";
    }
}
