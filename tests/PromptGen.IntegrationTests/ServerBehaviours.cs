using static PromptGen.IntegrationTests.ServerBehaviour;

namespace PromptGen.IntegrationTests;

/// <summary>What real servers were seen to do, as bytes.</summary>
internal static class ServerBehaviours
{
    private const string Five = """{"number":5,"note":null}""";
    private const string Legs = """{"value":[{"title":"a","from":1,"to":2},{"title":"b","from":2,"to":3}]}""";
    private const string Done = "data: [DONE]\n\n";

    public static IReadOnlyList<ServerBehaviour> All { get; } = [.. Whole(), .. Errors(), .. Streams()];

    private static IEnumerable<ServerBehaviour> Whole()
    {
        const string Cut = "Answers that are no answers";
        yield return new(Cut, "the token limit cuts the JSON", [Content("""{"number":5,"no""", "length")], "Truncated");
        yield return new(Cut, "the same, in Mistral's words (`model_length`)", [Content("""{"number":5""", "model_length")], "Truncated");
        yield return new(Cut, "white space without end, up to the token limit", [Content("{\"number\":5," + new string('\n', 3000), "length")], "Truncated");
        yield return new(Cut, "digits without end, up to the token limit", [Content("{\"number\":0." + new string('3', 3000), "length")], "Truncated");
        yield return new(Cut, "a whole answer, and `length` for the reason", [Content(Five, "length")], "Truncated");
        yield return new(Cut, "a refusal, no content", [Message("\"content\":null,\"refusal\":\"I can't help with that.\"")], "Refused");
        yield return new(Cut, "a refusal, told by the finish reason alone", [Content("I can't help with that.", "refusal")], "Refused");
        yield return new(Cut, "a content filter cuts the JSON", [Content("""{"number":5,"no""", "content_filter")], "Filtered");
        yield return new(Cut, "no content, or nothing but white space", [Content(" \n")], "Invalid");
        yield return new(Cut, "the answer in `reasoning_content`, the content empty", [Message($"\"content\":\"\",\"reasoning_content\":{System.Text.Json.JsonSerializer.Serialize(Five)}")], "Invalid");
        yield return new(Cut, "a tool call in place of content", [Message("\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]", "tool_calls")], "Invalid");
        yield return new(Cut, "an unknown finish reason, and an answer", [Content(Five, "eos_token")], "Completed");

        const string Around = "Answers with something around them";
        yield return new(Around, "a Markdown fence, despite the schema", [Content($"```json\n{Five}\n```")], "Completed");
        yield return new(Around, "words before and after", [Content($"Here you are:\n{Five}\nAnything else?")], "Completed");
        yield return new(Around, "a block of reasoning before it", [Content($"<think>Is it {{\"number\":4}}?</think>\n{Five}")], "Completed");
        yield return new(Around, "several objects: the last that fits counts", [Content($$"""First {"number":4,"note":null}, or rather {{Five}}""")], "Completed");
        yield return new(Around, "content as a list of parts, a thinking part among them", [Message("\"content\":[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\",\"text\":\"{\\\"number\\\":5,\"},{\"type\":\"text\",\"text\":\"\\\"note\\\":null}\"}]")], "Completed");
        yield return new(Around, "several choices, out of order: the one with index 0 counts", [Json($$$"""{"choices":[{"index":1,"message":{"content":"x"},"finish_reason":"stop"},{"index":0,"message":{"content":{{{System.Text.Json.JsonSerializer.Serialize(Five)}}}},"finish_reason":"stop"}]}""")], "Completed");
        yield return new(Around, "members that nobody knows, null for most", [Json($$$"""{"id":"gen-1","provider":"X","obfuscation":"aaa","model":"google/gemma-3-27b-it:free","usage":null,"choices":[{"index":0,"logprobs":null,"native_finish_reason":"STOP","message":{"role":"assistant","content":{{{System.Text.Json.JsonSerializer.Serialize(Five)}}},"refusal":null,"tool_calls":null,"annotations":[]},"finish_reason":"stop"}]}""")], "Completed");
        yield return new(Around, "status 201 in place of 200", [Content(Five).Replace("200 OK", "201 Created", StringComparison.Ordinal)], "Completed");

        const string Wrong = "Answers that break the schema";
        yield return new(Wrong, "prose: the schema was ignored", [Content("The number is five.")], "Invalid");
        yield return new(Wrong, "prose first, a valid answer once it is sent back", [Content("The number is five."), Content(Five)], "Completed");
        yield return new(Wrong, "a number as a string", [Content("""{"number":"5","note":null}""")], "Invalid");
        yield return new(Wrong, "a number out of its range", [Content("""{"number":12,"note":null}""")], "Invalid");
        yield return new(Wrong, "a number that no type holds", [Content("""{"number":1e999,"note":null}""")], "Invalid");
        yield return new(Wrong, "null where there has to be a value", [Content("""{"number":null,"note":null}""")], "Invalid");
        yield return new(Wrong, "a missing member and one too many", [Content("""{"number":5,"remark":null}""")], "Invalid");
        yield return new(Wrong, "a member twice", [Content("""{"number":5,"number":6,"note":null}""")], "Invalid");
        yield return new(Wrong, "`NaN`", [Content("""{"number":NaN,"note":null}""")], "Invalid");
        yield return new(Wrong, "a control character in a text, not escaped", [Content("{\"number\":5,\"note\":\"a\nb\"}")], "Invalid");
        yield return new(Wrong, "half a surrogate pair in a text", [Content("""{"number":5,"note":"\ud83d"}""")], "Invalid");
        yield return new(Wrong, "digits without end, and `stop`", [Content("{\"number\":" + new string('3', 3000))], "Invalid");
    }

    private static IEnumerable<ServerBehaviour> Errors()
    {
        const string Asked = "Requests that are refused";
        yield return new(Asked, "400: `response_format` is not taken; the prompt is sent again in the next weaker form", [Json("""{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error"}}""", "400 Bad Request"), Content(Five)], "Completed");
        yield return new(Asked, "400: the system role is not taken", [Json("""{"error":{"code":400,"message":"Developer instruction is not enabled for models/gemma-3-27b-it","status":"INVALID_ARGUMENT"}}""", "400 Bad Request")], "Transport");
        yield return new(Asked, "400: roles have to alternate", [Json("""{"object":"error","message":"Conversation roles must alternate user/assistant/user/assistant/...","type":"BadRequestError","param":null,"code":400}""", "400 Bad Request")], "Transport");
        yield return new(Asked, "401: the key, in the AI/ML API's flat shape", [Json("""{"message":"Invalid API key","path":"/v1/chat/completions","requestId":"r-7","statusCode":"401","timestamp":"2026-01-31T09:30:00Z"}""", "401 Unauthorized")], "Transport");
        yield return new(Asked, "403: no credit is left", [Json("""{"error":{"message":"You've run out of credits","code":"insufficient_quota"}}""", "403 Forbidden")], "Transport");
        yield return new(Asked, "404: there is no such model, as a list of errors", [Json("""[{"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}}]""", "404 Not Found")], "Transport");
        yield return new(Asked, "422: as FastAPI says it", [Json("""{"detail":[{"type":"extra_forbidden","loc":["body","top_k"],"msg":"Extra inputs are not permitted","input":5}]}""", "422 Unprocessable Entity")], "Transport");
        yield return new(Asked, "429 with `Retry-After`", [Json("""{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}""", "429 Too Many Requests", "Retry-After: 7\r\n")], "Transport");
        yield return new(Asked, "502 with a page", ["HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 35\r\nConnection: close\r\n\r\n<html><h1>502 Bad Gateway</h1></html>"[..^2]], "Transport");

        const string Failed = "Replies with status 200 that are errors";
        yield return new(Failed, "an error in place of choices", [Json("""{"error":{"message":"Provider returned error","code":502}}""")], "Transport");
        yield return new(Failed, "an error beside choices", [Json("""{"choices":[{"index":0,"message":{"content":""},"finish_reason":null}],"error":{"message":"Overloaded"}}""")], "Transport");
        yield return new(Failed, "`finish_reason` is `error`", [Json("""{"choices":[{"index":0,"message":{"content":"{"},"finish_reason":"error","error":{"message":"Upstream idle timeout","code":504}}]}""")], "Transport");
        yield return new(Failed, "no choices", [Json("""{"id":"x","choices":[]}""")], "Transport");
        yield return new(Failed, "a page", [Json("<!doctype html><p>Welcome</p>")], "Transport");
        yield return new(Failed, "nothing", [Json("")], "Transport");
        yield return new(Failed, "JSON that is cut, though it was said to be whole", [Json("""{"choices":[{"message":{"content":"{""")], "Transport");
        yield return new(Failed, "a connection that breaks within the reply", [Json(new string(' ', 100))[..^50]], "Transport");
    }

    private static IEnumerable<ServerBehaviour> Streams()
    {
        const string Framing = "Streams";
        var text = Delta("Hel") + Delta("lo") + Stop();
        yield return Text(Framing, "comments, the server's and a proxy's", ": PROCESSING\n\n" + Delta("Hel") + ": ping\n\ndata: : PROCESSING\n\n" + Delta("lo") + Stop() + Done, "Completed");
        yield return Text(Framing, "no space after `data:`, an event without data", (Delta("Hel") + "data:\n\n" + Delta("lo") + Stop() + Done).Replace("data: ", "data:", StringComparison.Ordinal), "Completed");
        yield return Text(Framing, "a byte order mark, and lines that end in CR LF", "\uFEFF" + (text + Done).Replace("\n", "\r\n", StringComparison.Ordinal), "Completed");
        yield return Text(Framing, "a role without text, a null for a delta, a finish reason that is empty", "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"\"}]}\n\ndata: {\"choices\":[{\"index\":0,\"delta\":null}]}\n\n" + text + Done, "Completed");
        yield return Text(Framing, "an event with no choices before the first, as Azure sends it", "data: {\"choices\":[],\"prompt_filter_results\":[{}]}\n\n" + text + Done, "Completed");
        yield return Text(Framing, "tokens in an event without choices, after the finish reason", text + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}\n\n" + Done, "Completed");
        yield return Text(Framing, "another choice between the pieces", Delta("Hel") + "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"no\"}}]}\n\n" + Delta("lo") + Stop() + Done, "Completed");
        yield return Text(Framing, "a character in two halves", Delta("x").Replace("\"x\"", "\"Hello \\ud83d\"", StringComparison.Ordinal) + Delta("x").Replace("\"x\"", "\"\\ude00\"", StringComparison.Ordinal) + Stop() + Done, "Completed");
        yield return Text(Framing, "a block of reasoning before the answer", Delta("<thi") + Delta("nk>Hm.</think>\n") + text + Done, "Completed");
        yield return Text(Framing, "a finish reason, and no `[DONE]`", text, "Completed");
        yield return Text(Framing, "`[DONE]`, and no finish reason", Delta("Hel") + Delta("lo") + Done, "Completed");
        yield return Text(Framing, "no blank line at the end", (text + Done).TrimEnd(), "Completed");
        yield return Text(Framing, "the whole answer at once, as JSON", "", "Completed") with { Reply = [Content("Hello")] };
        yield return Text(Framing, "neither a finish reason nor `[DONE]`", Delta("Hel") + Delta("lo"), "Transport");
        yield return Text(Framing, "a connection that breaks", "", "Transport") with { Reply = ["HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" + Delta("Hel")] };
        yield return Text(Framing, "an error within the stream", Delta("Hel") + "data: {\"error\":{\"message\":\"Provider disconnected\",\"code\":\"server_error\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n", "Transport");
        yield return Text(Framing, "an `event: error`", Delta("Hel") + "event: error\ndata: {\"message\":\"Overloaded\"}\n\n", "Transport");
        yield return Text(Framing, "an event that is no JSON", Delta("Hel") + "data: oops\n\n" + Done, "Transport");
        yield return Text(Framing, "an error status before the stream, as JSON", "", "Transport") with { Reply = [Json("""{"error":{"message":"Overloaded"}}""", "503 Service Unavailable")] };
        yield return Text(Framing, "an error with status 200 before the stream, as JSON", "", "Transport") with { Reply = [Json("""{"error":{"message":"Overloaded","code":529}}""")] };
        yield return Text(Framing, "the token limit cuts the text", Delta("Hel") + Stop("length") + Done, "Truncated");
        yield return Text(Framing, "a content filter cuts the text", Delta("Hel") + Stop("content_filter") + Done, "Filtered");
        yield return Text(Framing, "a refusal, piece by piece", "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I can't \"}}]}\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"help.\"},\"finish_reason\":\"stop\"}]}\n\n" + Done, "Refused");
        yield return Text(Framing, "no text at all", Stop() + Done, "Invalid");
        yield return Text(Framing, "a tool call in place of text", "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}}]}\n\n" + Stop("tool_calls") + Done, "Invalid");

        const string Items = "Streams of items";
        yield return List(Items, "the list in pieces", Delta(Legs[..20]) + Delta(Legs[20..50]) + Delta(Legs[50..]) + Stop() + Done, "Completed");
        yield return List(Items, "the list in a fence", Delta("```json\n") + Delta(Legs) + Delta("\n```") + Stop() + Done, "Completed");
        yield return List(Items, "an item that breaks the schema", Delta(Legs.Replace("\"to\":3", "\"to\":\"three\"", StringComparison.Ordinal)) + Stop() + Done, "Invalid");
        yield return List(Items, "the token limit cuts the list within an item", Delta(Legs[..60]) + Stop("length") + Done, "Truncated");
        yield return List(Items, "a list that does not end, and `stop`", Delta(Legs[..^2]) + Stop() + Done, "Invalid");
        yield return List(Items, "a list without the object around it", Delta(Legs["{\"value\":".Length..^1]) + Stop() + Done, "Invalid");
        yield return List(Items, "a connection that breaks within an item", Delta(Legs[..60]), "Transport");
    }

    private static ServerBehaviour Text(string group, string what, string events, string outcome) =>
        new(group, what, [Events(events)], outcome) { Asked = AskedFor.TextStream };

    private static ServerBehaviour List(string group, string what, string events, string outcome) =>
        new(group, what, [Events(events)], outcome) { Asked = AskedFor.ItemStream };
}
