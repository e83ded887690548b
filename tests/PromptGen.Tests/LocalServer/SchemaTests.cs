using System.Net;

namespace PromptGen.Tests.LocalServer;

/// <summary>Which schemas are taken.</summary>
public sealed class SchemaTests : LocalServerTest
{
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
    [InlineData("""{"type":"object","additionalProperties":false,"definitions":[]}""", "/definitions")]
    [InlineData("""{"type":"object","additionalProperties":false,"definitions":{"A":{"type":"A"}}}""", "/definitions/A/type")]
    [InlineData("""{"type":"object","additionalProperties":false,"definitions":{"A":{"$ref":"#/definitions/A"}}}""", "/definitions/A")]
    [InlineData("""{"type":"object","additionalProperties":false,"definitions":{"A":{"$ref":"#/$defs/A"}}}""", "/definitions/A/$ref")]
    [InlineData("""{"type":"object","additionalProperties":false,"$defs":{"A/B":{"$ref":"#/$defs/A~1B"}}}""", "/$defs/A~1B")]
    [InlineData("""{"$schema":7,"type":"object","additionalProperties":false}""", "/$schema")]
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
    [InlineData("""{"type":"string","pattern":"^(a$"}""", "/pattern")]
    [InlineData("""{"type":"string","pattern":"^[b-$"}""", "/pattern")]
    [InlineData("""{"type":"string","pattern":"^a{3,1}$"}""", "/pattern")]
    [InlineData("""{"type":"string","pattern":"^\\d$"}""", "/pattern")]
    [InlineData("""{"type":"string","pattern":"^a)$"}""", "/pattern")]
    [InlineData("""{"type":"string","format":"uri"}""", "/format")]
    [InlineData("""{"type":"integer","format":"date"}""", "/format")]
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
    [InlineData("""{"type":"string","definitions":{}}""", "/definitions")]
    [InlineData("""{"type":"string","$schema":"https://json-schema.org/draft/2020-12/schema"}""", "/$schema")]
    public async Task A_property_that_strict_mode_refuses_is_refused(string schema, string pointer) =>
        await AssertErrorAsync(await PostAsync(WithSchema(Root("p", schema))), 400, "/response_format/json_schema/schema/properties/p" + pointer + ":");

    [Fact]
    public async Task A_schema_that_is_not_strict_may_leave_objects_open()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"object","properties":{"c":{"type":"integer"}}}},"required":["a"]}""";
        var request = WithSchema(Schema);
        await AssertErrorAsync(await PostAsync(request), 400, "/additionalProperties");
        using var reply = await PostAsync(request.Replace("\"strict\":true", "\"strict\":false", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

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
}
