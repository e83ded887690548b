using System.Text.Json;
using PromptGen.Testing;
using PromptGen.Tests;

namespace PromptGen.IntegrationTests;

/// <summary>The quickstart, as a program.</summary>
public sealed class QuickstartTests
{
    private static readonly string Program = Path.Combine(Repository.Root, "samples", "Quickstart", "bin", CommandLine.Configuration, "net10.0", "Quickstart.dll");

    [Fact]
    public async Task Without_a_key_it_asks_the_local_server_and_says_so()
    {
        var output = await CommandLine.SucceedAsync("dotnet", [Program], environment: Key(null));
        Assert.Contains("AIMLAPI_KEY is not set: asking a local server at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("synthetic", output, StringComparison.Ordinal);
        Assert.Contains("★", output, StringComparison.Ordinal);
        Assert.Matches(@"Inventions\n─+\n.+ €: .+", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task It_shows_the_request_as_it_goes_over_the_wire()
    {
        await using var server = await LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        var output = await CommandLine.SucceedAsync(
            "dotnet", [Program, "--show-request", "--model", "a/model", "--base-address", server.BaseAddress.ToString()], environment: Key("the-key"));
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Contains(request.Body, output, StringComparison.Ordinal));
        Assert.Equal(
            """{"model":"a/model","messages":[{"role":"system","content":"You are an 8-year-old boy"},{"role":"user","content":"Hi! What do you think about mankind?"}],"max_tokens":512}""",
            server.Requests[0].Body);
        Assert.Contains("\"temperature\":0.1,", server.Requests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("the-key", output, StringComparison.Ordinal);

        using var typed = JsonDocument.Parse(server.Requests[1].Body);
        AssertClosed(typed.RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema"));
    }

    [Fact]
    public async Task A_failure_is_told_in_words()
    {
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = "right" }, TestContext.Current.CancellationToken);
        var (exitCode, output) = await CommandLine.RunAsync("dotnet", [Program, "--base-address", server.BaseAddress.ToString()], environment: Key("wrong-key"));
        Assert.Equal(1, exitCode);
        Assert.Contains("401", output, StringComparison.Ordinal);
        Assert.Contains("Check HttpChatTransportOptions.ApiKey.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--modle")]
    [InlineData("--model")]
    [InlineData("--base-address", "nowhere")]
    public async Task Wrong_options_are_explained(params string[] options)
    {
        var (exitCode, output) = await CommandLine.RunAsync("dotnet", [Program, .. options], environment: Key(null));
        Assert.Equal(2, exitCode);
        Assert.Contains(options[0], output, StringComparison.Ordinal);
        Assert.Contains("Usage: ", output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Key(string? key) => new() { ["AIMLAPI_KEY"] = key };

    private static void AssertClosed(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in schema.EnumerateArray())
                AssertClosed(item);
        }
        else if (schema.ValueKind == JsonValueKind.Object)
        {
            if (schema.TryGetProperty("properties", out var properties))
            {
                Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
                Assert.Equal(properties.EnumerateObject().Select(static p => p.Name), schema.GetProperty("required").EnumerateArray().Select(static r => r.GetString()!));
            }

            foreach (var member in schema.EnumerateObject())
                AssertClosed(member.Value);
        }
    }
}
