using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptGen.Testing;

namespace PromptGen.Tests;

public sealed class LocalChatServerTests : IAsyncLifetime
{
    private const string Key = "sk-local-test";
    private const string Hello = """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""";

    private readonly HttpClient _client = new();
    private LocalChatServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        _client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Server_listens_on_loopback_under_v1()
    {
        Assert.Equal("127.0.0.1", _server.BaseAddress.Host);
        Assert.Equal("/v1/", _server.BaseAddress.AbsolutePath);

        await using var second = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        Assert.NotEqual(_server.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task A_disposed_server_is_gone_and_can_be_disposed_again()
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
        var transport = new HttpChatTransport(_client, new() { ApiKey = Key, BaseAddress = _server.BaseAddress });
        var completion = await transport.SendAsync(new([new(PromptRole.User, "Hello")], new() { Model = "m", Temperature = 0.1, MaxTokens = 5 }), Cancellation);
        Assert.Equal(FinishReason.Length, completion.FinishReason);
        Assert.Equal("This is a synthetic ", completion.Content);

        var request = Assert.Single(_server.Requests);
        Assert.Equal("Bearer " + Key, request.Authorization);
    }

    [Fact]
    public async Task A_text_answer_quotes_the_last_user_message_shortened()
    {
        var long61 = new string('x', 59) + "😀";
        var body = new JsonObject { ["model"] = "m", ["messages"] = new JsonArray(Message("user", "first"), Message("user", long61), Message("assistant", "no")) };
        Assert.EndsWith($"\"{new string('x', 59)}…\"", await ContentAsync(body.ToJsonString()));
    }

    // The key

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Basic " + Key)]
    [InlineData(Key)]
    public async Task Any_key_will_do_but_there_must_be_one(string? authorization)
    {
        _client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        await AssertErrorAsync(await PostAsync(Hello), 401, "Authorization");
    }

    [Fact]
    public async Task A_given_key_is_the_only_one()
    {
        await using var server = await LocalChatServer.StartAsync(new() { ApiKey = Key }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Hello, server)).StatusCode);

        _client.DefaultRequestHeaders.Authorization = new("Bearer", Key + "x");
        var message = await AssertErrorAsync(await PostAsync(Hello, server), 401, "Authorization");
        Assert.DoesNotContain(Key, message);
    }

    // Paths, methods, sizes

    [Theory]
    [InlineData("models")]
    [InlineData("chat/completions/")]
    [InlineData("../chat/completions")]
    public async Task Other_paths_are_not_found(string path)
    {
        using var content = new StringContent(Hello, Encoding.UTF8, "application/json");
        await AssertErrorAsync(await _client.PostAsync(new Uri(_server.BaseAddress, path), content, Cancellation), 404, "/v1/chat/completions");
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        using var response = await _client.GetAsync(new Uri(_server.BaseAddress, "chat/completions"), Cancellation);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        await AssertErrorAsync(response, 405, "POST");
    }

    [Fact]
    public async Task A_body_of_more_than_4_MiB_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.BaseAddress, "chat/completions"));
        request.Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);

        // Asks before it sends: else the connection may break while it still does.
        request.Headers.ExpectContinue = true;
        await AssertErrorAsync(await _client.SendAsync(request, Cancellation), 413, "");
    }

    // The body

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("""{"model":"m"} x""", "JSON")]
    [InlineData("[]", "The body")]
    [InlineData("null", "The body")]
    [InlineData("""{"model":"m","model":"m"}""", "/model")]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", "/model")]
    [InlineData("""{"model":"m"}""", "/messages")]
    [InlineData("""{"model":"m","messages":[]}""", "/messages")]
    [InlineData("""{"model":"m","messages":{}}""", "/messages")]
    [InlineData("""{"model":"m","messages":["Hi"]}""", "/messages/0")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"Hi"},{"content":"Hi"}]}""", "/messages/1/role")]
    [InlineData("""{"model":"m","messages":[{"role":"tool","content":"Hi"}]}""", "/messages/0/role")]
    [InlineData("""{"model":"m","messages":[{"role":1,"content":"Hi"}]}""", "/messages/0/role")]
    [InlineData("""{"model":"m","messages":[{"role":"user"}]}""", "/messages/0/content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":null}]}""", "/messages/0/content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"\ud800"}]}""", "Unicode")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"Hi","content":"Hi"}]}""", "/messages/0/content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"Hi","x/y":1}]}""", "/messages/0/x~1y")]
    public async Task A_bad_body_is_refused(string body, string named) => await AssertErrorAsync(await PostAsync(body), 400, named);

    [Fact]
    public async Task A_body_that_is_not_UTF8_is_refused()
    {
        using var content = new ByteArrayContent([.. "{\"model\":\""u8, 0xFF, .. "\",\"messages\":[]}"u8]);
        await AssertErrorAsync(await _client.PostAsync(new Uri(_server.BaseAddress, "chat/completions"), content, Cancellation), 400, "Unicode");
    }

    [Theory]
    [InlineData("\"top_k\":1", "/top_k")]
    [InlineData("\"Temperature\":1", "/Temperature")]
    [InlineData("\"model\":\"\"", "/model")]
    [InlineData("\"model\":1", "/model")]
    [InlineData("\"temperature\":-0.1", "/temperature")]
    [InlineData("\"temperature\":2.1", "/temperature")]
    [InlineData("\"temperature\":1e999", "/temperature")]
    [InlineData("\"temperature\":\"1\"", "/temperature")]
    [InlineData("\"temperature\":null", "/temperature")]
    [InlineData("\"max_tokens\":0", "/max_tokens")]
    [InlineData("\"max_tokens\":1.5", "/max_tokens")]
    [InlineData("\"max_tokens\":\"1\"", "/max_tokens")]
    [InlineData("\"seed\":0", "/seed")]
    [InlineData("\"seed\":-1", "/seed")]
    [InlineData("\"stream\":true", "does not stream yet")]
    [InlineData("\"stream\":null", "/stream")]
    [InlineData("\"response_format\":\"text\"", "/response_format")]
    [InlineData("\"response_format\":{}", "/response_format/type")]
    [InlineData("\"response_format\":{\"type\":\"xml\"}", "/response_format/type")]
    [InlineData("\"response_format\":{\"type\":\"text\",\"x\":1}", "/response_format/x")]
    [InlineData("\"response_format\":{\"type\":\"json_object\",\"json_schema\":{}}", "/response_format/json_schema")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\"}", "/response_format/json_schema")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}", "/response_format/json_schema/name")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a b\"}}", "/response_format/json_schema/name")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"\"}}", "/response_format/json_schema/name")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\"}}", "/response_format/json_schema/schema")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"strict\":1}}", "/response_format/json_schema/strict")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"x\":1}}", "/response_format/json_schema/x")]
    public async Task A_bad_member_is_refused(string member, string named)
    {
        var body = JsonNode.Parse(Hello)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{member}}}")!.AsObject())
            body[name] = value?.DeepClone();
        await AssertErrorAsync(await PostAsync(body.ToJsonString()), 400, named);
    }

    [Theory]
    [InlineData("\"temperature\":0")]
    [InlineData("\"temperature\":2.0")]
    [InlineData("\"max_tokens\":9223372036854775807")]
    [InlineData("\"seed\":1")]
    [InlineData("\"stream\":false")]
    [InlineData("\"response_format\":{\"type\":\"text\"}")]
    public async Task A_good_member_is_taken(string member)
    {
        using var response = await PostAsync(Hello[..^1] + "," + member + "}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // The schema

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "/type")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "/type")]
    [InlineData("""{"type":["object","null"]}""", "/type")]
    [InlineData("""{"type":"object","properties":{}}""", "/additionalProperties")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":true}""", "/additionalProperties")]
    [InlineData("""{"type":"object","properties":[],"additionalProperties":false}""", "/properties")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", "/required")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}""", "/required")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a","b"],"additionalProperties":false}""", "/required")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a","a"],"additionalProperties":false}""", "/required")]
    [InlineData("""{"type":"object","additionalProperties":false,"title":"T"}""", "/title")]
    [InlineData("""{"type":"object","additionalProperties":false,"anyOf":[]}""", "/type")]
    [InlineData("""{"type":"object","additionalProperties":false,"$defs":1}""", "/$defs")]
    [InlineData("""{"type":"object","additionalProperties":false,"$defs":{"A":{"type":"A"}}}""", "/$defs/A/type")]
    public async Task A_root_that_strict_mode_refuses_is_refused(string schema, string pointer) =>
        await AssertErrorAsync(await PostAsync(WithSchema(schema)), 400, "/response_format/json_schema/schema" + pointer + ":");

    [Theory]
    [InlineData("true", "")]
    [InlineData("{}", "/type")]
    [InlineData("""{"description":"any"}""", "/type")]
    [InlineData("""{"type":"text"}""", "/type")]
    [InlineData("""{"type":[]}""", "/type")]
    [InlineData("""{"type":["string","string"]}""", "/type")]
    [InlineData("""{"type":"string","description":1}""", "/description")]
    [InlineData("""{"type":"string","pattern":"a"}""", "/pattern")]
    [InlineData("""{"type":"string","format":"date"}""", "/format")]
    [InlineData("""{"type":"string","minimum":1}""", "/minimum")]
    [InlineData("""{"oneOf":[{"type":"string"}]}""", "/oneOf")]
    [InlineData("""{"type":"integer","minimum":"1"}""", "/minimum")]
    [InlineData("""{"type":"integer","minimum":2,"maximum":1}""", "/minimum")]
    [InlineData("""{"type":"integer","minimum":0.2,"maximum":0.8}""", "/minimum")]
    [InlineData("""{"type":"integer","maximum":9223372036854775807}""", "/maximum")]
    [InlineData("""{"type":"number","minimum":1e300}""", "/minimum")]
    [InlineData("""{"type":"number","exclusiveMinimum":1}""", "/exclusiveMinimum")]
    [InlineData("""{"type":"array"}""", "/items")]
    [InlineData("""{"type":"array","items":{"type":"A"}}""", "/items/type")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":-1}""", "/minItems")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":1}""", "/minItems")]
    [InlineData("""{"type":"array","items":{"type":"string"},"uniqueItems":true}""", "/uniqueItems")]
    [InlineData("""{"enum":[]}""", "/enum")]
    [InlineData("""{"enum":"a"}""", "/enum")]
    [InlineData("""{"enum":[{}]}""", "/enum")]
    [InlineData("""{"type":"string","enum":["a",null]}""", "/enum")]
    [InlineData("""{"type":"integer","const":1.5}""", "/const")]
    [InlineData("""{"enum":["a"],"const":"a"}""", "/const")]
    [InlineData("""{"anyOf":[]}""", "/anyOf")]
    [InlineData("""{"anyOf":[{"type":"string"}],"type":"string"}""", "/type")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"A"}]}""", "/anyOf/1/type")]
    [InlineData("""{"$ref":"#/$defs/Missing"}""", "/$ref")]
    [InlineData("""{"$ref":"#"}""", "/$ref")]
    [InlineData("""{"$ref":"#/$defs/D","description":"a D"}""", "/description")]
    [InlineData("""{"type":"string","$defs":{}}""", "/$defs")]
    public async Task A_property_that_strict_mode_refuses_is_refused(string schema, string pointer) =>
        await AssertErrorAsync(await PostAsync(WithSchema(Root("p", schema))), 400, "/response_format/json_schema/schema/properties/p" + pointer + ":");

    [Theory]
    [InlineData("""{"$ref":"#/$defs/D"}""")]
    [InlineData("""{"type":"array","items":{"$ref":"#/$defs/D"},"minItems":1}""")]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/D"}]}""")]
    public async Task A_schema_without_a_finite_document_is_refused(string definition)
    {
        var schema = Root("p", """{"$ref":"#/$defs/D"}""", $$"""{"D":{{definition}}}""");
        await AssertErrorAsync(await PostAsync(WithSchema(schema)), 400, "recursion");
    }

    [Fact]
    public async Task A_schema_that_asks_for_too_much_is_refused()
    {
        const string Pair = """{"type":"array","items":{"$ref":"#/$defs/D@"},"minItems":2}""";
        var definitions = string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"D{i}\":" + (i == 39 ? """{"type":"null"}""" : Pair.Replace("@", $"{i + 1}", StringComparison.Ordinal))));
        await AssertErrorAsync(await PostAsync(WithSchema(Root("p", """{"$ref":"#/$defs/D0"}""", $"{{{definitions}}}"))), 400, "values");
    }

    // The answers

    public static TheoryData<string> Schemas =>
    [
        """{"type":"object","additionalProperties":false}""",
        """{"type":"object","description":"empty","properties":{},"required":[],"additionalProperties":false}""",
        Root("name", """{"type":"string"}"""),
        Root("text", """{"type":["null","string"]}"""),
        Root("all", """{"type":["object","array","string","integer","number","boolean","null"],"properties":{},"required":[],"additionalProperties":false,"items":{"type":"null"}}"""),
        Root("i", """{"type":"integer","minimum":-2147483648,"maximum":2147483647}"""),
        Root("i", """{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}"""),
        Root("i", """{"type":"integer","minimum":-3,"maximum":3}"""),
        Root("i", """{"type":"integer","minimum":5000}"""),
        Root("i", """{"type":"integer","maximum":-5000}"""),
        Root("i", """{"type":"integer","minimum":1999999,"maximum":2147483647}"""),
        Root("i", """{"type":"integer","minimum":7,"maximum":7}"""),
        Root("i", """{"type":"integer","minimum":0.5,"maximum":1.5}"""),
        Root("n", """{"type":"number"}"""),
        Root("n", """{"type":"number","minimum":0.001,"maximum":0.002}"""),
        Root("n", """{"type":"number","minimum":-1e15,"maximum":-1e14}"""),
        Root("n", """{"type":["number","null"],"minimum":3.25,"maximum":4}"""),
        Root("e", """{"type":"string","enum":["a","b","c"]}"""),
        Root("e", """{"enum":["a",1,null,true]}"""),
        Root("e", """{"anyOf":[{"type":"string","enum":["a","b"]},{"type":"null"}]}"""),
        Root("c", """{"const":"only"}"""),
        Root("l", """{"type":"array","items":{"type":"array","items":{"type":"string"}}}"""),
        Root("l", """{"type":"array","items":{"type":"boolean"},"minItems":5,"maxItems":6}"""),
        Root("l", """{"type":"array","items":{"type":"boolean"},"maxItems":0}"""),
        Root("node", """{"$ref":"#/$defs/Node"}""", $$"""{"Node":{{Root("next", """{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}""")}}}"""),
        Root("tree", """{"$ref":"#/$defs/Tree"}""", $$"""{"Tree":{{Root("children", """{"type":"array","items":{"$ref":"#/$defs/Tree"}}""")}}}"""),
        Root("loop", """{"$ref":"#/$defs/L"}""", """{"L":{"anyOf":[{"$ref":"#/$defs/L"},{"$ref":"#/$defs/L"},{"type":"string"}]}}"""),
        Root("shape", $$"""{"anyOf":[{{Root("kind", """{"type":"string","enum":["circle"]}""")}},{{Root("kind", """{"type":"string","enum":["square"]}""")}}]}"""),
    ];

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task An_answer_satisfies_its_schema(string schema)
    {
        using var parsed = JsonDocument.Parse(schema);
        for (var seed = 1; seed <= 60; seed++)
        {
            var content = await ContentAsync(WithSchema(schema, seed: seed));
            AssertSatisfies(parsed.RootElement, content);
            Assert.DoesNotContain("\n", content);
        }
    }

    [Fact]
    public async Task An_answer_satisfies_any_schema()
    {
        var answers = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var definitions = string.Join(",", Enumerable.Range(0, 3).Select(i => $"\"D{i}\":{AnySchema(random, 2)}"));
            var schema = Root("p", AnySchema(random, 3), $"{{{definitions}}}");
            using var response = await PostAsync(WithSchema(schema));

            // One that has no end is the only reason to refuse.
            if (response.StatusCode != HttpStatusCode.OK)
            {
                await AssertErrorAsync(response, 400, "recursion");
                continue;
            }

            using var parsed = JsonDocument.Parse(schema);
            AssertSatisfies(parsed.RootElement, ContentOf(await ReadAsync(response)));
            answers++;
        }

        Assert.InRange(answers, 200, 399);
    }

    [Theory]
    [InlineData("number", "At least 1 and at most 5.", 1, 5)]
    [InlineData("number", "More than 0 and less than 0.03.", 0.01, 0.02)]
    [InlineData("number", "More than 0.001 and less than 0.002.", 0.0011, 0.0019)]
    [InlineData("number", "At least 2.5.", 2.5, 3.5)]
    [InlineData("number", "At most -1E+3.", -1001, -1000)]
    [InlineData("number", "At least one.", 0, 1)]
    [InlineData("number", "At least 3 and at most 2.", 0, 1)]
    [InlineData("number", "At least 9e99.", 0, 1)]
    [InlineData("integer", "More than 30 and less than 32.", 31, 31)]
    [InlineData("integer", "More than 30 and less than 31.", 1, 20)]
    public async Task A_range_in_a_description_is_heeded(string type, string description, double low, double high)
    {
        var schema = Root("score", $$"""{"type":"{{type}}","description":"{{description}}"}""");
        for (var seed = 1; seed <= 40; seed++)
        {
            using var document = JsonDocument.Parse(await ContentAsync(WithSchema(schema, seed: seed)));
            Assert.InRange(document.RootElement.GetProperty("score").GetDouble(), low, high);
        }
    }

    [Fact]
    public async Task Null_is_rare_and_lists_are_short()
    {
        var schema = Root("list", """{"type":"array","items":{"type":["string","null"]}}""");
        var (nulls, items) = (0, 0);
        for (var seed = 1; seed <= 200; seed++)
        {
            using var document = JsonDocument.Parse(await ContentAsync(WithSchema(schema, seed: seed)));
            var list = document.RootElement.GetProperty("list");
            Assert.InRange(list.GetArrayLength(), 1, 3);
            items += list.GetArrayLength();
            nulls += list.EnumerateArray().Count(static item => item.ValueKind == JsonValueKind.Null);
        }

        Assert.InRange((double)nulls / items, 0.15, 0.35);
    }

    [Fact]
    public async Task The_same_request_and_seed_bring_the_same_answer()
    {
        var schema = Root("texts", """{"type":"array","items":{"type":"string"},"minItems":5,"maxItems":5}""");
        var request = WithSchema(schema, "Review the lamp.");
        var answer = await ContentAsync(request);
        Assert.Equal(answer, await ContentAsync(request));
        Assert.NotEqual(answer, await ContentAsync(WithSchema(schema, "Review the kettle.")));

        await using var same = await LocalChatServer.StartAsync(cancellationToken: Cancellation);
        Assert.Equal(answer, await ContentAsync(request, same));
        await using var other = await LocalChatServer.StartAsync(new() { Seed = 1 }, Cancellation);
        Assert.NotEqual(answer, await ContentAsync(request, other));
    }

    [Theory]
    [InlineData("email", "@example.com")]
    [InlineData("homeUrl", "https://example.com/")]
    [InlineData("product_summary", "The ")]
    [InlineData("capacity", " ")]
    public async Task Texts_follow_the_name_of_their_member(string member, string part) =>
        Assert.Contains(part, await ContentAsync(WithSchema(Root(member, """{"type":"string"}"""))));

    [Fact]
    public async Task A_json_object_is_one()
    {
        using var document = JsonDocument.Parse(await ContentAsync(Hello[..^1] + ",\"response_format\":{\"type\":\"json_object\"}}"));
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Theory]
    [InlineData(1, "length", 1)]
    [InlineData(14, "length", 14)]
    [InlineData(15, "stop", 15)]
    [InlineData(1000, "stop", 15)]
    public async Task The_token_limit_cuts_the_answer(int maxTokens, string finishReason, int tokens)
    {
        var body = await ReadAsync(await PostAsync(Hello[..^1] + $",\"max_tokens\":{maxTokens}}}"));
        Assert.Equal(finishReason, body.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(tokens, body.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.InRange(ContentOf(body).Length, 0, maxTokens * 4);
    }

    [Fact]
    public async Task The_token_limit_cuts_JSON_too()
    {
        var schema = Root("c", """{"const":"a text of some length"}""");
        Assert.Equal("{\"c\":\"a ", await ContentAsync(WithSchema(schema)[..^1] + ",\"max_tokens\":2}"));
    }

    // Scripted replies and what was received

    [Fact]
    public async Task Scripted_replies_come_first_in_order_whatever_the_request()
    {
        _client.DefaultRequestHeaders.Authorization = null;
        _server.Enqueue(ScriptedReply.Content("cut", "length"));
        _server.Enqueue(ScriptedReply.Refusal("I will not."));
        _server.Enqueue(ScriptedReply.Error(429, "Slow down.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["x-request-id"] = "mine" } });
        _server.Enqueue(new() { StatusCode = 503, ContentType = "text/html", Body = "<html>" });
        _server.Enqueue(new() { StatusCode = 204 });
        _server.Enqueue(new() { BodyUtf8 = new byte[] { 0xFF } });

        // Only the endpoint uses them up.
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(_server.BaseAddress, Cancellation)).StatusCode);

        var cut = await ReadAsync(await PostAsync("no JSON"));
        Assert.Equal("cut", ContentOf(cut));
        Assert.Equal("length", cut.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var refused = (await ReadAsync(await PostAsync(Hello))).GetProperty("choices")[0].GetProperty("message");
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("content").ValueKind);
        Assert.Equal("I will not.", refused.GetProperty("refusal").GetString());
        var limited = await PostAsync(Hello);
        Assert.Equal(TimeSpan.FromSeconds(7), limited.Headers.RetryAfter?.Delta);
        Assert.Equal(["mine"], limited.Headers.GetValues("x-request-id"));
        await AssertErrorAsync(limited, 429, "Slow down.");
        var page = await PostAsync(Hello);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("<html>", await page.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(Hello)).StatusCode);
        Assert.Equal([0xFF], await (await PostAsync(Hello)).Content.ReadAsByteArrayAsync(Cancellation));

        // Used up: now the key counts again.
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Hello)).StatusCode);
    }

    [Fact]
    public async Task A_content_length_that_is_too_large_breaks_the_connection()
    {
        _server.Enqueue(ScriptedReply.Content("half") with { Headers = new Dictionary<string, string> { ["Content-Length"] = "100000" } });
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(Hello));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Hello)).StatusCode);
    }

    [Fact]
    public async Task A_delayed_reply_does_not_keep_the_server_from_stopping()
    {
        _server.Enqueue(ScriptedReply.Content("never") with { Delay = Timeout.InfiniteTimeSpan });
        var call = PostAsync(Hello);
        while (_server.Requests.Count == 0)
            await Task.Delay(1, Cancellation);
        await Task.Delay(20, Cancellation);
        Assert.False(call.IsCompleted);
        await _server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public void A_reply_that_cannot_be_sent_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _server.Enqueue(new() { StatusCode = 100 }));
        Assert.Throws<ArgumentException>(() => _server.Enqueue(new() { Delay = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentNullException>(() => _server.Enqueue(null!));
    }

    [Fact]
    public async Task Requests_are_kept_in_order_without_showing_the_key()
    {
        var before = _server.Requests;
        await PostAsync("{\"ü\":1}");
        _client.DefaultRequestHeaders.Authorization = null;
        await _client.GetAsync(new Uri(_server.BaseAddress, "models?limit=1"), Cancellation);

        Assert.Empty(before);
        Assert.Equal([new("/v1/chat/completions", "Bearer " + Key, "{\"ü\":1}"), new("/v1/models", null, "")], _server.Requests);
        Assert.Equal("ReceivedRequest { Path = /v1/chat/completions, Authorization = (hidden), Body = (7 characters) }", _server.Requests[0].ToString());
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_answered_and_kept()
    {
        await Parallel.ForAsync(0, 200, Cancellation, async (i, _) => Assert.Contains($"\"{i}\"", await ContentAsync(Hello.Replace("Hello", $"{i}", StringComparison.Ordinal))));
        Assert.Equal(200, _server.Requests.Select(static request => request.Body).Distinct().Count());
    }

    private async Task<HttpResponseMessage> PostAsync(string body, LocalChatServer? server = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync(new Uri((server ?? _server).BaseAddress, "chat/completions"), content, Cancellation);
    }

    private async Task<string> ContentAsync(string body, LocalChatServer? server = null)
    {
        using var response = await PostAsync(body, server);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return ContentOf(await ReadAsync(response));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return document.RootElement.Clone();
    }

    private static string ContentOf(JsonElement completion) => completion.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    /// <summary>The reply is an error in the flat shape, and its message holds <paramref name="named"/>.</summary>
    private static async Task<string> AssertErrorAsync(HttpResponseMessage response, int status, string named)
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
            Assert.StartsWith("Body validation error! ", message);
        return message;
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static string WithSchema(string schema, string prompt = "Hello", int seed = 1) =>
        $$"""{"model":"m","messages":[{"role":"user","content":"{{prompt}}"}],"seed":{{seed}},"response_format":"""
        + $$"""{"type":"json_schema","json_schema":{"name":"Result","strict":true,"schema":{{schema}} } } }""";

    private static string Root(string property, string schema, string definitions = "{}") =>
        $$"""{"type":"object","properties":{"{{property}}":{{schema}}},"required":["{{property}}"],"additionalProperties":false"""
        + (definitions == "{}" ? "}" : $",\"$defs\":{definitions}}}");

    /// <summary>Some schema, with references to D0, D1 and D2.</summary>
    private static string AnySchema(Random random, int depth) => random.Next(depth == 0 ? 6 : 10) switch
    {
        0 => """{"type":"string"}""",
        1 => $$"""{"type":"integer","minimum":{{random.Next(-5000, 0)}},"maximum":{{random.Next(0, 5000)}}}""",
        2 => $$"""{"type":["number","null"],"minimum":{{random.Next(-50, 50)}}}""",
        3 => """{"type":["boolean","integer"]}""",
        4 => """{"type":["string","null"],"enum":["a","b",null]}""",
        5 or 6 => $$"""{"$ref":"#/$defs/D{{random.Next(3)}}"}""",
        7 => $$"""{"type":"array","items":{{AnySchema(random, depth - 1)}},"minItems":{{random.Next(3)}},"maxItems":{{random.Next(3, 5)}}}""",
        8 => $$"""{"anyOf":[{{AnySchema(random, depth - 1)}},{{AnySchema(random, depth - 1)}}]}""",
        _ => $$"""{"type":"object","properties":{"a":{{AnySchema(random, depth - 1)}},"b":{{AnySchema(random, depth - 1)}}},"required":["b","a"],"additionalProperties":false}""",
    };

    private static void AssertSatisfies(JsonElement root, string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.True(Satisfies(root, root, document.RootElement), $"{json} does not satisfy {root}");
    }

    /// <summary>The keywords as they are written down, one after the other. What holds only because it holds does not.</summary>
    private static bool Satisfies(JsonElement root, JsonElement schema, JsonElement value, int references = 0)
    {
        const int MaxReferences = 6;
        if (references > MaxReferences)
            return false;
        foreach (var keyword in schema.EnumerateObject())
        {
            var holds = keyword.Name switch
            {
                "$ref" => Satisfies(root, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, references + 1),
                "anyOf" => keyword.Value.EnumerateArray().Any(branch => Satisfies(root, branch, value, references)),
                "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
                "const" => JsonElement.DeepEquals(keyword.Value, value),
                "type" => keyword.Value.ValueKind == JsonValueKind.String ? IsOf(keyword.Value) : keyword.Value.EnumerateArray().Any(IsOf),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
                "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
                "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Satisfies(root, keyword.Value, item)),
                "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "properties" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateObject().All(property =>
                    !value.TryGetProperty(property.Name, out var member) || Satisfies(root, property.Value, member)),
                "additionalProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().All(member =>
                    schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out _)),
                "description" or "$defs" => true,
                _ => throw new InvalidOperationException(keyword.Name),
            };
            if (!holds)
                return false;
        }

        return true;

        bool IsOf(JsonElement type) => type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => value.ValueKind == JsonValueKind.Null,
        };
    }
}
