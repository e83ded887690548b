using System.Net;
using System.Net.Sockets;

namespace PromptGen.Tests;

/// <summary>The transport over real sockets: what it sends, and what becomes of whatever comes back.</summary>
public sealed class HttpChatTransportTests
{
    private const string Key = "sk-secret/0123456789";

    private static readonly ChatRequest Hi = new([new(PromptRole.User, "Hi")], new() { Model = "m" });

    [Theory]
    [InlineData("200 OK")]
    [InlineData("201 Created")]
    public async Task Any_success_is_read(string status)
    {
        var completion = await SendAsync(LoopbackSocket.Reply(status, """{"choices":[{"message":{"content":"Hello"}}]}"""));
        Assert.Equal("Hello", completion.Content);
    }

    [Theory]
    [InlineData("401 Unauthorized", """{"message":"Invalid API key","path":"/v1/chat/completions","requestId":"r-1","statusCode":401}""", "Invalid API key Check HttpChatTransportOptions.ApiKey.", null, "r-1")]
    [InlineData("404 Not Found", """{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}""", "File Not Found Check HttpChatTransportOptions.BaseAddress, which usually ends in /v1/, and the model's name.", "404", null)]
    [InlineData("400 Bad Request", """[{"error":{"code":"bad","message":"Developer instruction is not enabled","status":"INVALID_ARGUMENT"}}]""", "Developer instruction is not enabled", "bad", null)]
    [InlineData("422 Unprocessable Entity", """{"detail":[{"loc":["body"],"msg":"Extra inputs"}]}""", """[{"loc":["body"],"msg":"Extra inputs"}]""", null, null)]
    [InlineData("500 Internal Server Error", """{"object":"error","message":"boom","code":50000}""", "boom Try again later.", "50000", null)]
    [InlineData("502 Bad Gateway", "<html><h1>Bad gateway</h1></html>", "it is a page (HTML or XML), not JSON Try again later.", null, null)]
    [InlineData("503 Service Unavailable", "", "it is empty Try again later.", null, null)]
    [InlineData("418 I'm a teapot", "short and stout", "short and stout", null, null)]
    public async Task An_error_status_keeps_what_the_server_said(string status, string body, string message, string? code, string? requestId)
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply(status, body)));
        Assert.EndsWith(": " + message, exception.Message, StringComparison.Ordinal);
        Assert.Contains("/v1/chat/completions: " + status[..3], exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)int.Parse(status[..3], System.Globalization.CultureInfo.InvariantCulture), exception.StatusCode);
        Assert.Equal(code, exception.Code);
        Assert.Equal(requestId, exception.RequestId);
        Assert.Equal(body, exception.Body);
    }

    [Fact]
    public async Task A_limited_rate_says_how_long_to_wait()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply(
            "429 Too Many Requests", """{"error":"slow down"}""", "Retry-After: 7\r\nx-request-id: r-2\r\nContent-Type: application/json\r\n")));
        Assert.Equal(TimeSpan.FromSeconds(7), exception.RetryAfter);
        Assert.Equal("r-2", exception.RequestId);
        Assert.EndsWith("slow down Try again in 7 seconds.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "200, but the reply is no chat completion: it is empty")]
    [InlineData("<!doctype html>", "200, but the reply is no chat completion: it is a page (HTML or XML), not JSON")]
    [InlineData("""{"error":{"message":"No credits","code":402}}""", "200, but the server answered with an error: No credits")]
    public async Task A_good_status_is_not_enough(string body, string message)
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("200 OK", body)));
        Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, exception.StatusCode);
        Assert.Equal(body, exception.Body);
    }

    [Fact]
    public async Task Cut_JSON_says_where_it_ends()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("200 OK", """{"choices":[{"mess""")));
        Assert.Contains("LineNumber: 0 | BytePositionInLine:", exception.Message, StringComparison.Ordinal);
        Assert.Equal("""{"choices":[{"mess""", exception.Body);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_transport_failure()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"choices\""));
        Assert.EndsWith("the connection broke before the reply was whole. Try again.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_HTTP_is_a_transport_failure() =>
        await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync("SSH-2.0-OpenSSH\r\n"));

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transport_failure()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = new HttpClient();
        var transport = new HttpChatTransport(client, new() { BaseAddress = new($"http://user:password@127.0.0.1:{port}/v1?api-key=hidden"), ApiKey = Key });
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => transport.SendAsync(Hi, TestContext.Current.CancellationToken));
        Assert.StartsWith($"http://127.0.0.1:{port}/v1/chat/completions: the server was not reached", exception.Message, StringComparison.Ordinal);
        AssertSecret(exception, "password", "hidden");
    }

    [Fact]
    public async Task A_reply_is_read_up_to_its_bound()
    {
        var body = """{"choices":[{"message":{"content":"X"}}]}""".Replace("X", new string('x', 5000), StringComparison.Ordinal);
        Assert.Equal(5000, (await SendAsync(LoopbackSocket.Reply("200 OK", body), maxResponseBytes: body.Length)).Content!.Length);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("200 OK", body), maxResponseBytes: body.Length - 1));
        Assert.Contains($"more than {body.Length - 1} bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_error_page_is_cut()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("500 Oops", new string('é', 100_000)), maxResponseBytes: 50_000));
        Assert.Equal(8192, exception.Body.Length);
        Assert.True(exception.Message.Length < 500);
    }

    [Fact]
    public async Task A_server_that_repeats_the_key_does_not_get_it_shown()
    {
        var body = """{"error":{"message":"Incorrect API key: ESCAPED","code":"KEY"}}"""
            .Replace("ESCAPED", Key.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("KEY", Key, StringComparison.Ordinal);
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("401 Unauthorized", body)));
        Assert.Contains("Incorrect API key: [key]", exception.Message, StringComparison.Ordinal);
        AssertSecret(exception);
    }

    [Theory]
    [InlineData("sk-key\n")]
    [InlineData("sk key")]
    [InlineData("sk-kéy")]
    public void A_key_that_cannot_be_sent_is_refused_and_not_shown(string key)
    {
        using var client = new HttpClient();
        var exception = Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { ApiKey = key }));
        Assert.DoesNotContain(key.Trim(), exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/v1/")]
    public void An_address_that_is_no_http_address_is_refused(string address)
    {
        using var client = new HttpClient();
        Assert.Throws<ArgumentException>(() => new HttpChatTransport(client, new() { BaseAddress = new(address, UriKind.RelativeOrAbsolute) }));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1/")]
    [InlineData("v1//")]
    public async Task The_address_may_end_in_a_slash_or_not(string path)
    {
        await using var server = await Testing.LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var transport = new HttpChatTransport(client, new() { BaseAddress = new(server.BaseAddress, "/" + path), ApiKey = Key });
        Assert.NotNull((await transport.SendAsync(Hi, TestContext.Current.CancellationToken)).Content);
        Assert.Equal("/v1/chat/completions", server.Requests.Single().Path);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_nothing_else()
    {
        await using var server = new LoopbackSocket("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", stall: true);
        using var client = new HttpClient();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }).SendAsync(Hi, cancel.Token));
        Assert.Equal(cancel.Token, exception.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")]
    public async Task A_server_that_stalls_is_a_transport_failure_once_the_client_has_waited_enough(string start)
    {
        await using var server = new LoopbackSocket(start, stall: true);
        using var client = new HttpClient { Timeout = TimeSpan.FromMilliseconds(300) };
        var exception = await Assert.ThrowsAsync<ChatTransportException>(
            () => new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }).SendAsync(Hi, TestContext.Current.CancellationToken));
        Assert.EndsWith("no reply within 0.3 seconds. Raise HttpClient.Timeout, or ask for less.", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<ChatCompletion> SendAsync(string reply, int maxResponseBytes = 1024 * 1024)
    {
        await using var server = new LoopbackSocket(reply);
        using var client = new HttpClient();
        var transport = new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress, ApiKey = Key, MaxResponseBytes = maxResponseBytes });
        return await transport.SendAsync(Hi, TestContext.Current.CancellationToken);
    }

    private static void AssertSecret(ChatTransportException exception, params string[] secrets)
    {
        foreach (var secret in secrets.Append(Key))
        {
            Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, exception.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, exception.Code ?? "", StringComparison.Ordinal);
        }
    }
}
