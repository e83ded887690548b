using System.Net;

namespace PromptGen.Tests.LocalServer;

/// <summary>What a model is documented not to take, it does not get.</summary>
public sealed class ModelRuleTests : LocalServerTest
{
    private const string Schema = """{"type":"json_schema","json_schema":{"name":"R","schema":{"type":"object","additionalProperties":false}}}""";
    private const string Everything =
        """
        "max_completion_tokens":9,"temperature":2,"top_p":0.01,"top_k":40,"min_p":0.001,"top_a":1,"frequency_penalty":2,"presence_penalty":-2,
        "repetition_penalty":9,"seed":1,"stop":["a","b","c","d"],"stream":true,"stream_options":{"include_usage":true},
        "messages":[{"role":"system","content":"S"},{"role":"developer","content":"D"},{"role":"user","content":[{"type":"text","text":"U"}]}]
        """;

    [Theory]
    [InlineData("google/gemma-3-27b-it", Everything + ",\"response_format\":" + Schema)]
    [InlineData("google/gemma-3-4b-it", "\"temperature\":2")]
    [InlineData("claude-sonnet-4-5-20250929", "\"temperature\":1")]
    [InlineData("openai/gpt-5-2025-08-07", "\"reasoning_effort\":\"low\",\"response_format\":" + Schema)]
    [InlineData("claude-opus-4-8", "\"max_tokens\":0")]
    [InlineData("claude-opus-4-8", "\"max_tokens\":-9223372036854775808")]
    [InlineData("an/unknown-model", Everything + ",\"reasoning_effort\":\"max\",\"response_format\":" + Schema)]
    public async Task What_a_model_takes_is_taken(string model, string members)
    {
        using var response = await PostAsync(Body(model, members));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("google/gemma-3-27b-it", "\"top_p\":0", "Body validation error! /top_p: expected a number from 0.01 to 1, received 0.")]
    [InlineData("google/gemma-3-27b-it", "\"seed\":0", "Body validation error! /seed: expected an integer of 1 or more, received 0.")]
    [InlineData("google/gemma-3-27b-it", "\"min_p\":1", "Body validation error! /min_p: expected a number from 0.001 to 0.999, received 1.")]
    [InlineData("google/gemma-3-27b-it", "\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\"]", "Body validation error! /stop: expected a text or a list of 1 to 4 texts, none of them empty, received [\"1\",\"2\",\"3\",\"4\",\"5\"].")]
    [InlineData("google/gemma-3-27b-it", "\"reasoning_effort\":\"low\"", "Unsupported parameter: 'reasoning_effort' is not supported with this model.")]
    [InlineData("claude-sonnet-4-5-20250929", "\"temperature\":1.5", "Body validation error! /temperature: expected a number from 0 to 1, received 1.5.")]
    [InlineData("openai/gpt-5-2025-08-07", "\"temperature\":1", "Unsupported parameter: 'temperature' is not supported with this model.")]
    [InlineData("openai/gpt-5-2025-08-07", "\"reasoning_effort\":\"minimal\"", "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model.")]
    [InlineData("google/gemma-4-31b-it", "\"max_completion_tokens\":1", "Unsupported parameter: 'max_completion_tokens' is not supported with this model.")]
    [InlineData("google/gemma-3-4b-it", "\"response_format\":" + Schema, "Unsupported parameter: 'response_format' is not supported with this model.")]
    [InlineData("deepseek/deepseek-v4-pro-0813", "\"response_format\":" + Schema, "Unsupported value: 'response_format.type' does not support 'json_schema' with this model.")]
    [InlineData("google/gemma-3-4b-it", "\"messages\":[{\"role\":\"system\",\"content\":\"S\"}]", "Unsupported value: 'messages[0].role' does not support 'system' with this model.")]
    [InlineData("google/gemma-3-4b-it", "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},{\"role\":\"developer\",\"content\":\"D\"}]", "Unsupported value: 'messages[1].role' does not support 'developer' with this model.")]
    [InlineData(
        "google/gemma-3n-e4b-it",
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"U\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com\"}}]}]",
        "Unsupported value: 'messages[0].content[1].type' does not support 'image_url' with this model.")]
    public async Task What_a_model_does_not_take_is_refused(string model, string members, string message) =>
        Assert.Equal(message, await AssertErrorAsync(await PostAsync(Body(model, members)), 400, ""));

    private static string Body(string model, string members) => With(Hello.Replace("\"m\"", $"\"{model}\"", StringComparison.Ordinal), members);
}
