using PromptGen.Testing;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The local server as the official JavaScript SDK sees it: see tests/oracles.</summary>
public sealed class JavaScriptSdkTests
{
    private const string Key = "the-key", Program = "openai-sdk.mjs";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "oracles");

    private static readonly ScriptedReply CutStream = ScriptedReply.Stream("It was ", "a dark") with { CutAfter = 330 };

    /// <summary>Each scenario of the program, with the replies that it counts on.</summary>
    private static readonly Dictionary<string, ScriptedReply[]> Scripts = new()
    {
        ["text"] = [],
        ["parameters"] = [],
        ["roles_and_history"] = [],
        ["images_and_files"] = [],
        ["json"] = [],
        ["typed"] = [],
        ["typed_with_definitions"] = [],
        ["streaming"] = [],
        ["stream_helper"] = [],
        ["typed_stream"] = [],
        ["stream_left_early"] = [],
        ["wrong_key"] = [],
        ["bad_requests"] = [],
        ["not_found"] = [],
        ["rate_limit"] = [ScriptedReply.Error(429, "Slow down.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } }],
        ["server_error"] = [ScriptedReply.Error(500, "Something broke.")],
        ["retried"] =
        [
            ScriptedReply.Error(429, "Slow down.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "0" } },
            ScriptedReply.Error(503, "Busy.") with { Headers = new Dictionary<string, string> { ["Retry-After-Ms"] = "1" } },
        ],
        ["timeout"] = [ScriptedReply.Content("never") with { Delay = Timeout.InfiniteTimeSpan }],
        ["cut_stream"] = [CutStream, CutStream],
        ["error_in_a_stream"] =
        [
            ScriptedReply.RawStream(
                """data: {"choices":[{"index":0,"delta":{"content":"It was "}}]}""" + "\n\n",
                """data: {"error":{"message":"Overloaded"}}""" + "\n\n"),
        ],
        ["refusal"] = [ScriptedReply.Refusal("I will not.")],
        ["cut_short"] = [ScriptedReply.Content("{\"verdict\":\"Fi", "length"), ScriptedReply.Content("{", "content_filter")],
    };

    public static TheoryData<string> Scenarios => new(Scripts.Keys);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_official_SDK_gets_what_it_expects(string scenario)
    {
        RequireOracle();
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = Key }, TestContext.Current.CancellationToken);
        foreach (var reply in Scripts[scenario])
            server.Enqueue(reply);
        await CommandLine.SucceedAsync("node", [Program, server.BaseAddress.ToString(), Key, scenario], Folder);
        Assert.True(server.Requests.Count > 0);
        Assert.True(server.Requests.Count >= Scripts[scenario].Length, "A scripted reply is left.");
    }

    [Fact]
    public async Task No_scenario_is_left_out()
    {
        RequireOracle();
        Assert.Equal(Scripts.Keys, (await CommandLine.SucceedAsync("node", [Program], Folder)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void RequireOracle()
    {
        Requirement.AnyOf("The JavaScript SDK", "node", "node.exe");
        Requirement.Folder("The JavaScript SDK", Path.Combine(Folder, "node_modules", "openai"), "npm ci in tests/oracles");
    }
}
