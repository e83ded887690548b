using System.Net;
using System.Text.Json;
using PromptGen.Testing;

namespace PromptGen.Tests.LocalServer;

/// <summary>What is made up as an answer.</summary>
public sealed class AnswerTests : LocalServerTest
{
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
        """{"$schema":"http://json-schema.org/draft-07/schema#",""" + Root("old", """{"$ref":"#/definitions/Old"}""", $$"""{"Old":{{Root("next", """{"anyOf":[{"$ref":"#/definitions/Old"},{"type":"null"}]}""")}}}""").Replace("$defs", "definitions", StringComparison.Ordinal)[1..],
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

    [Theory]
    [InlineData("^$")]
    [InlineData("^a-b c$")]
    [InlineData("^([01][0-9]|2[0-3]):[0-5][0-9](\\\\.[0-9]{1,7})?$")]
    [InlineData("^(0|-?[1-9][0-9]{0,999})$")]
    [InlineData("^(ab|c(d|e)+|[x-z-]*)[A-F]{2,}$")]
    [InlineData("^(?:ab|c)[^a-y \\\\t\\\\]]+[\\\\-\\\\^]\\\\.$")]
    public async Task A_text_matches_its_pattern(string pattern)
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            using var answer = JsonDocument.Parse(await ContentAsync(WithSchema(Root("p", $$"""{"type":"string","pattern":"{{pattern}}"}"""), seed: seed)));
            Assert.Matches(pattern.Replace("\\\\", "\\", StringComparison.Ordinal), answer.RootElement.GetProperty("p").GetString());
        }
    }

    [Theory]
    [InlineData("date-time")]
    [InlineData("date")]
    [InlineData("time")]
    [InlineData("duration")]
    [InlineData("email")]
    [InlineData("hostname")]
    [InlineData("ipv4")]
    [InlineData("ipv6")]
    [InlineData("uuid")]
    public async Task A_text_has_its_format(string format)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            using var answer = JsonDocument.Parse(await ContentAsync(WithSchema(Root("p", $$"""{"type":"string","format":"{{format}}"}"""), seed: seed)));
            var text = answer.RootElement.GetProperty("p").GetString()!;
            Assert.True(
                format switch
                {
                    "date-time" => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
                    "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
                    "time" => TimeOnly.TryParseExact(text, "HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
                    "duration" => System.Xml.XmlConvert.ToTimeSpan(text) > TimeSpan.Zero,
                    "email" => System.Net.Mail.MailAddress.TryCreate(text, out _),
                    "hostname" => Uri.CheckHostName(text) == UriHostNameType.Dns,
                    "ipv4" => Uri.CheckHostName(text) == UriHostNameType.IPv4,
                    "ipv6" => Uri.CheckHostName(text) == UriHostNameType.IPv6,
                    _ => Guid.TryParseExact(text, "D", out _),
                },
                text);
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
    public async Task A_text_answer_quotes_the_last_user_message_shortened()
    {
        var long61 = new string('x', 59) + "😀";
        var messages = $$"""[{"role":"user","content":"first"},{"role":"user","content":"{{long61}}"},{"role":"assistant","content":"no"}]""";
        Assert.EndsWith($"\"{new string('x', 59)}…\"", await ContentAsync(With(Hello, "\"messages\":" + messages)));
    }

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
    public async Task Either_limit_of_tokens_cuts_the_answer() =>
        Assert.Equal(await ContentAsync(With(Hello, "\"max_tokens\":3")), await ContentAsync(With(Hello, "\"max_completion_tokens\":3")));

    [Theory]
    [InlineData("\" is\"", "This")]
    [InlineData("[\"answer\",\" syn\"]", "This is a")]
    [InlineData("\"nowhere\"", "This is a synthetic answer from LocalChatServer to: \"Hello\"")]
    public async Task A_stop_sequence_ends_the_answer_before_it(string stop, string expected) =>
        Assert.Equal(expected, await ContentAsync(With(Hello, "\"stop\":" + stop)));

    [Fact]
    public async Task The_token_limit_cuts_JSON_too()
    {
        var schema = Root("c", """{"const":"a text of some length"}""");
        Assert.Equal("{\"c\":\"a ", await ContentAsync(WithSchema(schema)[..^1] + ",\"max_tokens\":2}"));
    }

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
                "$ref" => Satisfies(root, keyword.Value.GetString()!.Split('/')[1..].Aggregate(root, static (parent, name) => parent.GetProperty(name)), value, references + 1),
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
                "description" or "$defs" or "definitions" or "$schema" => true,
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
