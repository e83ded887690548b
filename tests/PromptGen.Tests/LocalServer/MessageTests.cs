using System.Net;

namespace PromptGen.Tests.LocalServer;

/// <summary>Which messages are taken, and what they may hold.</summary>
public sealed class MessageTests : LocalServerTest
{
    private const string AnyUser = """{"role":"user","content":"Hi"}""";

    [Theory]
    [InlineData("""{"role":"system","content":"Be brief."}""")]
    [InlineData("""{"role":"developer","content":[{"type":"text","text":"Be brief."}]}""")]
    [InlineData("""{"role":"assistant"}""")]
    [InlineData("""{"role":"assistant","content":null}""")]
    [InlineData("""{"role":"assistant","content":[{"type":"text","text":"Hi"}],"name":"helper"}""")]
    [InlineData("""{"role":"user","content":"","name":"Ada"}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"What"},{"type":"text","text":" is it?"}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://example.com/a.png?b#c","detail":"low"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo=","detail":"auto"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/svg+xml,%3Csvg%3E","detail":"high"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_data":"JVBERi0=","filename":"a.pdf"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERi0="}}]}""")]
    public async Task A_good_message_is_taken(string message)
    {
        using var response = await PostAsync(Body(message));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_large_data_URL_is_taken()
    {
        var data = Convert.ToBase64String(new byte[1_000_000]);
        using var response = await PostAsync(Body($$$"""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{data}}}"}}]}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"role":"user","content":"Hi","name":""}""", "/name")]
    [InlineData("""{"role":"user","content":"Hi","name":null}""", "/name")]
    [InlineData("""{"role":"system","content":null}""", "/content")]
    [InlineData("""{"role":"user","content":[]}""", "/content")]
    [InlineData("""{"role":"user","content":{}}""", "/content")]
    [InlineData("""{"role":"user","content":["Hi"]}""", "/content/0")]
    [InlineData("""{"role":"user","content":[{}]}""", "/content/0/type")]
    [InlineData("""{"role":"user","content":[{"type":"text"}]}""", "/content/0/text")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Hi","x":1}]}""", "/content/0/x")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"input_audio"}]}""", "/content/1/type")]
    [InlineData("""{"role":"system","content":[{"type":"image_url","image_url":{"url":"https://example.com"}}]}""", "/content/0/type")]
    [InlineData("""{"role":"assistant","content":[{"type":"file","file":{"file_data":"JVBERi0="}}]}""", "/content/0/type")]
    [InlineData("""{"role":"user","content":[{"type":"image_url"}]}""", "/content/0/image_url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":"https://example.com"}]}""", "/content/0/image_url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{}}]}""", "/content/0/image_url/url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"a.png"}}]}""", "/content/0/image_url/url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///a.png"}}]}""", "/content/0/image_url/url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64"}}]}""", "/content/0/image_url/url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,?"}}]}""", "/content/0/image_url/url")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com","detail":"full"}}]}""", "/content/0/image_url/detail")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com","x":1}}]}""", "/content/0/image_url/x")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{}}]}""", "/content/0/file/file_data")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_data":""}}]}""", "/content/0/file/file_data")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_data":"?"}}]}""", "/content/0/file/file_data")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_data":"JVBERi0=","filename":""}}]}""", "/content/0/file/filename")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_id":"1"}}]}""", "/content/0/file/file_id")]
    public async Task A_bad_message_is_refused(string message, string named) => await AssertErrorAsync(await PostAsync(Body(message)), 400, "/messages/1" + named);

    [Fact]
    public async Task The_texts_of_all_parts_are_the_question()
    {
        var body = await ReadAsync(await PostAsync(Body("""{"role":"user","content":[{"type":"text","text":"What is"},{"type":"file","file":{"file_data":"JVBERi0="}},{"type":"text","text":" it?"}]}""")));
        Assert.EndsWith("\"What is it?\"", ContentOf(body));
        Assert.Equal(4, body.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    private static string Body(string message) => $$"""{"model":"m","messages":[{{AnyUser}},{{message}}]}""";
}
