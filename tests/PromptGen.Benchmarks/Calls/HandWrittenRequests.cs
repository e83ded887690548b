namespace PromptGen.Benchmarks;

/// <summary>What PromptGen sends, byte for byte, but written down: the client by hand renders nothing.</summary>
internal static class HandWrittenRequests
{
    public static ReadOnlyMemory<byte> Report { get; } =
        """{"model":"gpt-4.1-mini","messages":[{"role":"system","content":"You sum up what people say about products. You never make anything up."},{"role":"user","content":"Report on what people say about kettles, as of 2026-01-31. List at most 500 entries, the newest first."}],"temperature":0.2,"max_completion_tokens":30000,"response_format":{"type":"json_schema","json_schema":{"name":"Report","strict":true,"schema":{"type":"object","description":"What the readers read: an answer as prompts ask for it.","properties":{"title":{"type":"string"},"day":{"type":"string","format":"date"},"entries":{"type":"array","items":{"type":"object","properties":{"product":{"type":"string"},"mood":{"type":"string","enum":["Good","Mixed","Bad"]},"stars":{"type":"integer","minimum":1,"maximum":5},"price":{"type":"number"},"confidence":{"type":"number"},"isRecommended":{"type":"boolean"},"note":{"type":["string","null"]},"tags":{"type":"array","items":{"type":"string"}}},"required":["product","mood","stars","price","confidence","isRecommended","note","tags"],"additionalProperties":false}}},"required":["title","day","entries"],"additionalProperties":false}}}}"""u8.ToArray();

    /// <summary>The schema in <see cref="Report"/>, for the clients that make the rest themselves.</summary>
    public static ReadOnlyMemory<byte> ReportSchema => Report[(Report.Span.IndexOf("\"schema\":"u8) + "\"schema\":".Length)..^"}}}".Length];

    public static ReadOnlyMemory<byte> List { get; } =
        """{"model":"gpt-4.1-mini","messages":[{"role":"system","content":"You sum up what people say about products. You never make anything up."},{"role":"user","content":"List 500 entries of what people say about kettles, the newest first."}],"stream":true,"stream_options":{"include_usage":true},"temperature":0.2,"max_completion_tokens":30000,"response_format":{"type":"json_schema","json_schema":{"name":"IReadOnlyListOfEntry","strict":true,"schema":{"type":"object","properties":{"value":{"type":"array","items":{"type":"object","properties":{"product":{"type":"string"},"mood":{"type":"string","enum":["Good","Mixed","Bad"]},"stars":{"type":"integer","minimum":1,"maximum":5},"price":{"type":"number"},"confidence":{"type":"number"},"isRecommended":{"type":"boolean"},"note":{"type":["string","null"]},"tags":{"type":"array","items":{"type":"string"}}},"required":["product","mood","stars","price","confidence","isRecommended","note","tags"],"additionalProperties":false}}},"required":["value"],"additionalProperties":false}}}}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Story { get; } =
        """{"model":"gpt-4.1-mini","messages":[{"role":"system","content":"You sum up what people say about products. You never make anything up."},{"role":"user","content":"Tell a story about a kettle that sang in 200 words."}],"stream":true,"stream_options":{"include_usage":true},"temperature":0.2,"max_completion_tokens":30000}"""u8.ToArray();
}
