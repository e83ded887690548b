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
    [InlineData("401 Unauthorized", """{"message":"Invalid API key","path":"/v1/chat/completions","requestId":"r-1","statusCode":401}""", "Invalid API key. Check HttpChatTransportOptions.ApiKey.", null, "r-1")]
    [InlineData("404 Not Found", """{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}""", "File Not Found. Check HttpChatTransportOptions.BaseAddress, which usually ends in /v1/, and the model's name.", "404", null)]
    [InlineData("400 Bad Request", """[{"error":{"code":"bad","message":"Developer instruction is not enabled","status":"INVALID_ARGUMENT"}}]""", "Developer instruction is not enabled", "bad", null)]
    [InlineData("422 Unprocessable Entity", """{"detail":[{"loc":["body"],"msg":"Extra inputs"}]}""", """[{"loc":["body"],"msg":"Extra inputs"}]""", null, null)]
    [InlineData("500 Internal Server Error", """{"object":"error","message":"boom","code":50000}""", "boom. Try again later.", "50000", null)]
    [InlineData("502 Bad Gateway", "<html><h1>Bad gateway</h1></html>", "it is a page (HTML or XML), not JSON. Try again later.", null, null)]
    [InlineData("503 Service Unavailable", "", "it is empty. Try again later.", null, null)]
    [InlineData("409 Conflict", "short and stout", "short and stout", null, null)]
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
        Assert.EndsWith("slow down. Try again in 7 seconds.", exception.Message, StringComparison.Ordinal);
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
        Assert.Equal(16384, exception.Body.Length);
        Assert.True(exception.Message.Length < 500);
    }

    [Fact]
    public async Task A_request_goes_out_as_JSON_with_the_key()
    {
        await using var server = new LoopbackSocket(LoopbackSocket.Reply("200 OK", """{"choices":[{"message":{"content":"Hello"}}]}"""));
        using var client = new HttpClient();
        var transport = new HttpChatTransport(client, new() { BaseAddress = new(server.BaseAddress, "/v1?api-version=7"), ApiKey = Key });
        await transport.SendAsync(Hi, TestContext.Current.CancellationToken);
        var lines = server.Request.Split("\r\n");
        Assert.Equal("POST /v1/chat/completions?api-version=7 HTTP/1.1", lines[0]);
        Assert.Contains("Content-Type: application/json", lines);
        Assert.Contains("Accept: application/json", lines);
        Assert.Contains("Authorization: Bearer " + Key, lines);
        Assert.Equal(Hi.ToJson(), lines[^1]);
    }

    [Theory]
    [InlineData("Retry-After: Wed, 21 Oct 2026 07:28:30 GMT\r\nDate: Wed, 21 Oct 2026 07:28:00 GMT\r\n", 30)]
    [InlineData("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", 0)]
    [InlineData("Retry-After: soon\r\n", null)]
    public async Task A_wait_may_be_a_date(string headers, int? seconds)
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("503 Busy", "", headers + "x-inference-id: i-1\r\n")));
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, exception.RetryAfter);
        Assert.Equal("i-1", exception.RequestId);
    }

    [Fact]
    public async Task A_status_that_has_no_name_is_shown_once()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("418 I'm a teapot", "no coffee")));
        Assert.EndsWith("/v1/chat/completions: 418: no coffee", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_cannot_be_unpacked_is_a_transport_failure()
    {
        await using var server = new LoopbackSocket(LoopbackSocket.Reply("200 OK", "not packed at all", "Content-Encoding: gzip\r\n"));
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });
        await Assert.ThrowsAsync<ChatTransportException>(() => new HttpChatTransport(client, new() { BaseAddress = server.BaseAddress }).SendAsync(Hi, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whatever_a_handler_throws_is_a_transport_failure_and_cancellation_is_not()
    {
        using var client = new HttpClient(new Handler(static (_, _) => throw new InvalidOperationException("The circuit is open.")));
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => new HttpChatTransport(client).SendAsync(Hi, TestContext.Current.CancellationToken));
        Assert.EndsWith(": the exchange failed: The circuit is open.", exception.Message, StringComparison.Ordinal);

        using var cancelled = new CancellationTokenSource();
        using var breaking = new HttpClient(new Handler((_, _) =>
        {
            cancelled.Cancel();
            throw new IOException("The socket is gone.");
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new HttpChatTransport(breaking).SendAsync(Hi, cancelled.Token));
    }

    [Fact]
    public async Task A_request_that_is_still_being_sent_keeps_its_memory()
    {
        // A handler that hedges answers from one server while another is still being sent to.
        var sink = new SlowSink();
        Task sending = Task.CompletedTask;
        using var client = new HttpClient(new Handler((request, token) =>
        {
            sending = request.Content!.CopyToAsync(sink, token);
            return new(HttpStatusCode.OK) { Content = new StringContent("""{"choices":[{"message":{"content":"x"}}]}""") };
        }));
        var transport = new HttpChatTransport(client);
        await transport.SendAsync(Hi, TestContext.Current.CancellationToken);
        for (var i = 0; i < 8; i++)
            new ChatRequest([PromptMessage.User(new string('X', 100))]).ToJson();
        sink.Open.SetResult();
        await sending;
        Assert.Equal(Hi.ToJson(), System.Text.Encoding.UTF8.GetString(sink.ToArray()));
    }

    [Theory]
    [InlineData("""{"message":"aPADDINGKEY"}""")]
    [InlineData("""{"error":{"message":"PADDING KEY","code":"KEY"},"requestId":"KEY"}""")]
    [InlineData("PADDINGKEY")]
    [InlineData("""{"message":"sk\u002dsecret\/0123456789 sk\\u002Dsecret\\/0123456789"}""")]
    public async Task The_key_is_not_shown_in_any_spelling_nor_cut_in_two(string template)
    {
        foreach (var length in new[] { 0, 181, 199, 16_360, 16_384, 70_000 })
        {
            var body = template.Replace("PADDING", new string('a', length), StringComparison.Ordinal).Replace("KEY", Key, StringComparison.Ordinal);
            var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("401 No", body, $"x-request-id: {Key}\r\n")));
            foreach (var text in new[] { exception.ToString(), exception.Body, exception.Code ?? "", exception.RequestId ?? "" })
            {
                Assert.DoesNotContain("0123456789", text, StringComparison.Ordinal);
                Assert.DoesNotContain("sk-secret", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_key_is_not_shown_where_the_body_was_cut_within_it()
    {
        for (var padding = 0; padding < Key.Length; padding++)
        {
            var body = new string('x', padding) + string.Concat(Enumerable.Repeat(Key, 5000));
            var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("400 No", body)));
            Assert.DoesNotContain("sk-", exception.Body, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 20_000)]
    public async Task A_reply_of_backslashes_costs_no_more_than_its_size()
    {
        var body = "{\"message\":\"" + new string('\\', 1_000_000) + "\"}";
        await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("400 No", body), maxResponseBytes: 4_000_000).WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_is_no_text_hides_nothing_of_an_error()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync(LoopbackSocket.Reply("429 No", """{"\ud800x":1,"message":"slow"}""", "Retry-After: 3\r\n")));
        Assert.Equal(HttpStatusCode.TooManyRequests, exception.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), exception.RetryAfter);
    }

    [Fact]
    public async Task The_key_is_not_shown_in_what_caused_a_failure()
    {
        var exception = await Assert.ThrowsAsync<ChatTransportException>(() => SendAsync($"HTTP/9 {Key}\r\n\r\n"));
        AssertSecret(exception);
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
    public async Task Options_that_change_hold_from_the_next_exchange_on()
    {
        await using var server = await Testing.LocalChatServer.StartAsync(null, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var options = new HttpChatTransportOptions { BaseAddress = server.BaseAddress, ApiKey = "one" };
        var transport = HttpChatTransport.Create(client, () => options);
        await transport.SendAsync(Hi, TestContext.Current.CancellationToken);
        var stream = transport.StreamAsync(Hi, TestContext.Current.CancellationToken);
        foreach (var key in new[] { "two", "three" })
        {
            options = new() { BaseAddress = server.BaseAddress, ApiKey = key };
            await foreach (var _ in stream)
            {
            }
        }

        options = new() { BaseAddress = server.BaseAddress, ApiKey = "has a space" };
        await Assert.ThrowsAsync<ArgumentException>(() => transport.SendAsync(Hi, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => HttpChatTransport.Create(client, () => options));
        options = null!;
        await Assert.ThrowsAsync<ArgumentNullException>(() => transport.SendAsync(Hi, TestContext.Current.CancellationToken));
        Assert.Equal(["Bearer one", "Bearer two", "Bearer three"], server.Requests.Select(static request => request.Authorization));
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

    [Theory(Timeout = 20_000)]
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

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request, cancellationToken));
    }

    /// <summary>Takes what it is given only once it is opened.</summary>
    private sealed class SlowSink : MemoryStream
    {
        public TaskCompletionSource Open { get; } = new();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Open.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
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
