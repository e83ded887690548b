using System.Text.Json;

namespace PromptGen.Testing;

/// <summary>Makes up the answer to a request: always the same for the same request and seed.</summary>
internal static class AnswerMaker
{
    private const int MaxQuestionLength = 60;

    /// <param name="body">The request.</param>
    /// <param name="seed">What is made up is drawn from it.</param>
    /// <param name="given">The answer that was given beforehand for a schema; null where none was.</param>
    /// <exception cref="RejectedRequestException">The body is not one that the server takes.</exception>
    public static ScriptedReply Answer(ReadOnlyMemory<byte> body, int seed, Func<JsonElement, string?> given)
    {
        using var document = JsonBody.Parse(body);
        var request = ChatRequestValidator.Read(document.RootElement);
        var hash = RequestHash.Of(document.RootElement);
        var completion = Complete(request, hash, new(hash, seed), given);
        return Reply(completion, request.IsStreamed, request.IncludesUsage, new(hash, seed));
    }

    /// <summary>A text as the whole answer to a request.</summary>
    public static ScriptedReply Reply(string content, bool isStreamed) => Reply(new() { Content = content }, isStreamed, isStreamed, new(hash: 0, seed: 0));

    private static ScriptedReply Reply(Completion completion, bool isStreamed, bool includesUsage, SampleRandom random) => isStreamed
        ? EventStream.Of(completion, EventStream.Pieces(completion.Content!, random), includesUsage)
        : new() { BodyUtf8 = ReplyWriter.Completion(completion) };

    private static Completion Complete(AcceptedRequest request, ulong hash, SampleRandom random, Func<JsonElement, string?> given)
    {
        var completion = new Completion
        {
            Id = $"chatcmpl-{hash:x16}",
            Model = request.Model,
            PromptTokens = Completion.TokensOf(request.PromptCharacters),
            Content = request.Format switch
            {
                AnswerFormat.JsonSchema => given(request.Schema) ?? SchemaSampler.Sample(request.Schema, random),
                AnswerFormat.JsonObject => JsonObject(random),
                _ => $"This is a synthetic answer from LocalChatServer to: \"{Shortened.Marked(request.Question, MaxQuestionLength)}\"",
            },
        };
        completion = completion.StoppedAt(request.Stops);
        return request.MaxTokens is { } maxTokens ? completion.CutTo(maxTokens) : completion;
    }

    private static string JsonObject(SampleRandom random) => ReplyWriter.Text(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("synthetic"u8, true);
        json.WriteString("text"u8, SampleText.For("text", random));
        json.WriteEndObject();
    });
}
