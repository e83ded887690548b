using System.Net;

namespace PromptGen.Tests.LocalServer;

/// <summary>What a request has to be, whatever the model.</summary>
public sealed class BodyTests : LocalServerTest
{
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
        await AssertErrorAsync(await Client.PostAsync(new Uri(Server.BaseAddress, "chat/completions"), content, Cancellation), 400, "Unicode");
    }

    [Theory]
    [InlineData("\"top_n\":1", "/top_n")]
    [InlineData("\"tools\":[]", "/tools")]
    [InlineData("\"Temperature\":1", "/Temperature")]
    [InlineData("\"model\":\"\"", "/model")]
    [InlineData("\"model\":1", "/model")]
    [InlineData("\"temperature\":-0.1", "/temperature: expected a number from 0 to 2, received -0.1.")]
    [InlineData("\"temperature\":2.1", "/temperature")]
    [InlineData("\"temperature\":1e999", "/temperature")]
    [InlineData("\"temperature\":\"1\"", "/temperature")]
    [InlineData("\"temperature\":null", "/temperature")]
    [InlineData("\"top_p\":-0.1", "/top_p")]
    [InlineData("\"top_p\":1.1", "/top_p")]
    [InlineData("\"top_k\":1.5", "/top_k")]
    [InlineData("\"top_k\":-2", "/top_k: expected an integer of -1 or more, received -2.")]
    [InlineData("\"min_p\":1.1", "/min_p")]
    [InlineData("\"top_a\":-0.1", "/top_a")]
    [InlineData("\"frequency_penalty\":2.1", "/frequency_penalty")]
    [InlineData("\"presence_penalty\":-2.1", "/presence_penalty")]
    [InlineData("\"repetition_penalty\":-0.1", "/repetition_penalty")]
    [InlineData("\"max_tokens\":0", "/max_tokens")]
    [InlineData("\"max_tokens\":1.5", "/max_tokens")]
    [InlineData("\"max_tokens\":\"1\"", "/max_tokens")]
    [InlineData("\"max_completion_tokens\":0", "/max_completion_tokens")]
    [InlineData("\"max_completion_tokens\":1,\"max_tokens\":1", "/max_completion_tokens: not together with max_tokens.")]
    [InlineData("\"seed\":0.5", "/seed: expected an integer, received 0.5.")]
    [InlineData("\"seed\":9223372036854775808", "/seed")]
    [InlineData("\"stop\":\"\"", "/stop")]
    [InlineData("\"stop\":1", "/stop")]
    [InlineData("\"stop\":[]", "/stop: expected a text or a list of 1 to 16 texts, none of them empty, received [].")]
    [InlineData("\"stop\":[\"a\",\"\"]", "/stop")]
    [InlineData("\"stop\":[\"a\",1]", "/stop")]
    [InlineData("\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\",\"13\",\"14\",\"15\",\"16\",\"17\"]", "/stop")]
    [InlineData("\"reasoning_effort\":\"huge\"", "/reasoning_effort: expected one of none, minimal, low, medium, high, xhigh, max, received \"huge\".")]
    [InlineData("\"reasoning_effort\":null", "/reasoning_effort")]
    [InlineData("\"stream\":null", "/stream")]
    [InlineData("\"stream\":\"true\"", "/stream")]
    [InlineData("\"stream_options\":{\"include_usage\":true}", "/stream_options")]
    [InlineData("\"stream\":true,\"stream_options\":null", "/stream_options")]
    [InlineData("\"stream\":true,\"stream_options\":{}", "/stream_options/include_usage")]
    [InlineData("\"stream\":true,\"stream_options\":{\"include_usage\":1}", "/stream_options/include_usage")]
    [InlineData("\"stream\":true,\"stream_options\":{\"include_usage\":true,\"x\":1}", "/stream_options/x")]
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
    public async Task A_bad_member_is_refused(string members, string named) => await AssertErrorAsync(await PostAsync(With(Hello, members)), 400, named);

    [Theory]
    [InlineData("\"temperature\":0")]
    [InlineData("\"temperature\":2.0")]
    [InlineData("\"top_p\":0,\"top_k\":-1,\"min_p\":1,\"top_a\":1,\"frequency_penalty\":-2,\"presence_penalty\":2,\"repetition_penalty\":1.1")]
    [InlineData("\"frequency_penalty\":null,\"presence_penalty\":null,\"repetition_penalty\":null,\"stop\":null")]
    [InlineData("\"max_tokens\":9223372036854775807")]
    [InlineData("\"max_completion_tokens\":1")]
    [InlineData("\"seed\":-9223372036854775808")]
    [InlineData("\"stop\":\"a\"")]
    [InlineData("\"stop\":[\"a\",\"b\"]")]
    [InlineData("\"reasoning_effort\":\"minimal\"")]
    [InlineData("\"stream\":false")]
    [InlineData("\"stream\":true,\"stream_options\":{\"include_usage\":false}")]
    [InlineData("\"response_format\":{\"type\":\"text\"}")]
    public async Task A_good_member_is_taken(string members)
    {
        using var response = await PostAsync(With(Hello, members));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
