using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>A server for one test, and a client of it.</summary>
public abstract class LocalServerTest : IAsyncLifetime
{
    protected const string Key = "sk-local-test";
    protected const string Hello = """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected HttpClient Client { get; } = new();

    protected LocalChatServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<HttpResponseMessage> PostAsync(string body, LocalChatServer? server = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Client.PostAsync(new Uri((server ?? Server).BaseAddress, "chat/completions"), content, Cancellation);
    }

    /// <summary>The reply as soon as its head is there.</summary>
    protected async Task<HttpResponseMessage> HeadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.BaseAddress, "chat/completions")) { Content = new StringContent(Hello) };
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    protected static async Task<string> ReadExactlyAsync(Stream body, int count)
    {
        var bytes = new byte[count];
        await body.ReadExactlyAsync(bytes, Cancellation);
        return Encoding.UTF8.GetString(bytes);
    }

    protected async Task<string> ContentAsync(string body, LocalChatServer? server = null)
    {
        using var response = await PostAsync(body, server);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return ContentOf(await ReadAsync(response));
    }

    protected static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return document.RootElement.Clone();
    }

    protected static string ContentOf(JsonElement completion) => completion.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    /// <summary>The reply is an error in the flat shape, and its message holds <paramref name="named"/>.</summary>
    protected static async Task<string> AssertErrorAsync(HttpResponseMessage response, int status, string named)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var body = await ReadAsync(response);
        Assert.Equal(["message", "path", "requestId", "statusCode", "timestamp"], body.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(status, body.GetProperty("statusCode").GetInt32());
        Assert.StartsWith("/", body.GetProperty("path").GetString());
        Assert.True(body.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        Assert.NotEmpty(response.Headers.GetValues("x-request-id"));
        var message = body.GetProperty("message").GetString()!;
        Assert.Contains(named, message);
        if (status == 400)
            Assert.True(message.StartsWith("Body validation error! ", StringComparison.Ordinal) || message.StartsWith("Unsupported ", StringComparison.Ordinal), message);
        return message;
    }

    protected static string WithSchema(string schema, string prompt = "Hello", int seed = 1) =>
        $$"""{"model":"m","messages":[{"role":"user","content":"{{prompt}}"}],"seed":{{seed}},"response_format":"""
        + $$"""{"type":"json_schema","json_schema":{"name":"Result","strict":true,"schema":{{schema}} } } }""";

    protected static string Root(string property, string schema, string definitions = "{}") =>
        $$"""{"type":"object","properties":{"{{property}}":{{schema}}},"required":["{{property}}"],"additionalProperties":false"""
        + (definitions == "{}" ? "}" : $",\"$defs\":{definitions}}}");

    /// <summary>The body with further members, or others in their place.</summary>
    protected static string With(string body, string members)
    {
        var node = JsonNode.Parse(body)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{members}}}")!.AsObject())
            node[name] = value?.DeepClone();
        return node.ToJsonString();
    }
}
