namespace PromptGen;

/// <summary>What form the answer is asked for in, as <c>response_format</c>.</summary>
public enum ResponseFormat
{
    /// <summary>Text, said in so many words: <c>text</c>. A text prompt asks for it by asking for nothing.</summary>
    Text,

    /// <summary>Any JSON object: <c>json_object</c>. Servers want the word "JSON" in a message then.</summary>
    JsonObject,

    /// <summary>A document of the prompt's schema: <c>json_schema</c>. A typed prompt asks for it unless it is told otherwise.</summary>
    JsonSchema,
}
