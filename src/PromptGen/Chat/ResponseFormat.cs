namespace PromptGen;

/// <summary>
/// What form the answer is asked for in. Whatever it is, an answer that is no text is held to its schema when it is there; where the
/// server is not sent the schema, the prompt ends with it.
/// </summary>
/// <remarks>
/// A typed prompt that sets none asks in the strongest form that its model is known to have: <see cref="JsonSchema"/> where nothing
/// is known of it. Where the server refuses that form with a status of 400 or 422, the prompt is sent once more in the
/// next weaker one, and so are those that follow over the same transport to the same model.
/// </remarks>
public enum ResponseFormat
{
    /// <summary>Text, said in so many words: <c>text</c>. A text prompt asks for it by asking for nothing.</summary>
    Text,

    /// <summary>Any JSON object: <c>json_object</c>. The schema stands in the prompt.</summary>
    JsonObject,

    /// <summary>A document of the prompt's schema: <c>json_schema</c>.</summary>
    JsonSchema,

    /// <summary>No form is sent: the schema stands in the prompt alone. For servers that do not know <c>response_format</c>.</summary>
    PromptOnly,
}
