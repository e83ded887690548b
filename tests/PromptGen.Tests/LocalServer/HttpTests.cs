using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>Addresses, keys, paths, and what the server keeps.</summary>
public sealed class HttpTests : LocalServerTest
{
    [Fact]
    public async Task Server_listens_on_loopback_under_v1()
    {
        Assert.Equal("127.0.0.1", Server.BaseAddress.Host);
        Assert.Equal("/v1/", Server.BaseAddress.AbsolutePath);

        await using var second = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        Assert.NotEqual(Server.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task A_disposedServer_is_gone_and_can_be_disposed_again()
    {
        await using var server = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Hello, server));
    }

    [Fact]
    public async Task Completion_has_the_shape_of_a_real_one()
    {
        using var response = await PostAsync(Hello);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("x-request-id")));

        var body = await ReadAsync(response);
        Assert.StartsWith("chatcmpl-", body.GetProperty("id").GetString());
        Assert.Equal("chat.completion", body.GetProperty("object").GetString());
        Assert.Equal("m", body.GetProperty("model").GetString());
        Assert.True(Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - body.GetProperty("created").GetInt64()) < 60);
        var choice = Assert.Single(body.GetProperty("choices").EnumerateArray());
        Assert.Equal(0, choice.GetProperty("index").GetInt32());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        var message = choice.GetProperty("message");
        Assert.Equal("assistant", message.GetProperty("role").GetString());
        Assert.Equal(JsonValueKind.Null, message.GetProperty("refusal").ValueKind);
        Assert.Equal("This is a synthetic answer from LocalChatServer to: \"Hello\"", message.GetProperty("content").GetString());
        var usage = body.GetProperty("usage");
        Assert.Equal(2, usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(15, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(17, usage.GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task The_library_reads_the_completion_and_its_own_requests_are_taken()
    {
        var transport = new HttpChatTransport(Client, new() { ApiKey = Key, BaseAddress = Server.BaseAddress });
        var completion = await transport.SendAsync(new([new(PromptRole.User, "Hello")], new() { Model = "m", Temperature = 0.1, MaxTokens = 5 }), Cancellation);
        Assert.Equal(FinishReason.Length, completion.FinishReason);
        Assert.Equal("This is a synthetic ", completion.Content);

        var request = Assert.Single(Server.Requests);
        Assert.Equal("Bearer " + Key, request.Authorization);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Basic " + Key)]
    [InlineData(Key)]
    public async Task Any_key_will_do_but_there_must_be_one(string? authorization)
    {
        Client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        await AssertErrorAsync(await PostAsync(Hello), 401, "Authorization");
    }

    [Fact]
    public async Task A_given_key_is_the_only_one()
    {
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = Key }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Hello, server)).StatusCode);

        Client.DefaultRequestHeaders.Authorization = new("Bearer", Key + "x");
        var message = await AssertErrorAsync(await PostAsync(Hello, server), 401, "Authorization");
        Assert.DoesNotContain(Key, message);
    }

    [Theory]
    [InlineData("models")]
    [InlineData("chat/completions/")]
    [InlineData("../chat/completions")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var content = new StringContent(Hello, Encoding.UTF8, "application/json");
        await AssertErrorAsync(await Client.PostAsync(new Uri(Server.BaseAddress, path), content, Cancellation), 404, "/v1/chat/completions");
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        using var response = await Client.GetAsync(new Uri(Server.BaseAddress, "chat/completions"), Cancellation);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        await AssertErrorAsync(response, 405, "POST");
    }

    [Fact]
    public async Task A_body_of_more_than_4_MiB_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.BaseAddress, "chat/completions"));
        request.Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);

        // Asks before it sends: else the connection may break while it still does.
        request.Headers.ExpectContinue = true;
        await AssertErrorAsync(await Client.SendAsync(request, Cancellation), 413, "");
    }

    [Fact]
    public async Task Requests_are_kept_in_order_without_showing_the_key()
    {
        var before = Server.Requests;
        await PostAsync("{\"ü\":1}");
        Client.DefaultRequestHeaders.Authorization = null;
        await Client.GetAsync(new Uri(Server.BaseAddress, "models?limit=1"), Cancellation);

        Assert.Empty(before);
        Assert.Equal([new("/v1/chat/completions", "Bearer " + Key, "{\"ü\":1}"), new("/v1/models", null, "")], Server.Requests);
        Assert.Equal("ReceivedRequest { Path = /v1/chat/completions, Authorization = (hidden), Body = (7 characters) }", Server.Requests[0].ToString());
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_answered_and_kept()
    {
        await Parallel.ForAsync(0, 200, Cancellation, async (i, _) => Assert.Contains($"\"{i}\"", await ContentAsync(Hello.Replace("Hello", $"{i}", StringComparison.Ordinal))));
        Assert.Equal(200, Server.Requests.Select(static request => request.Body).Distinct().Count());
    }
}
