namespace PromptGen.Models;

/// <summary>The words of the models' file, which are those of the wire.</summary>
internal static class ModelVocabulary
{
    public const string ReasoningEffort = "reasoning_effort";
    public const string JsonSchema = "json_schema";

    /// <summary>What stands for a <c>response_format</c> that is not to be sent, after those that are.</summary>
    public const string NoFormat = "";

    public static string[] Parameters { get; } =
    [
        "max_tokens", "max_completion_tokens", "temperature", "top_p", "top_k", "min_p", "top_a", "frequency_penalty",
        "presence_penalty", "repetition_penalty", "seed", "stop", "stream_options", ReasoningEffort,
    ];

    public static string[] Efforts { get; } = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    public static string[] Roles { get; } = ["system", "developer", "user", "assistant"];

    public static string[] Formats { get; } = ["text", "json_object", JsonSchema];

    public static string[] ContentParts { get; } = ["text", "image_url", "file"];

    public static ParameterKind KindOf(string parameter) => parameter switch
    {
        "max_tokens" or "max_completion_tokens" or "top_k" or "seed" => ParameterKind.Integer,
        "stop" => ParameterKind.Texts,
        "stream_options" => ParameterKind.Object,
        ReasoningEffort => ParameterKind.Word,
        _ => ParameterKind.Number,
    };

    /// <summary>The index of a word; -1 where the vocabulary does not have it.</summary>
    public static int IndexOf(string[] vocabulary, ReadOnlySpan<char> word)
    {
        for (var i = 0; i < vocabulary.Length; i++)
        {
            if (word.SequenceEqual(vocabulary[i].AsSpan()))
                return i;
        }

        return -1;
    }
}
