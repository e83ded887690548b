using System.Text;

namespace PromptGen.Testing;

/// <summary>Makes up the answer to a request: always the same for the same request and seed.</summary>
internal static class AnswerMaker
{
    private const int MaxQuestionLength = 60;

    /// <exception cref="RejectedRequestException">The body is not one that the server takes.</exception>
    public static ScriptedReply Answer(ReadOnlyMemory<byte> body, int seed)
    {
        using var document = JsonBody.Parse(body);
        var request = ChatRequestValidator.Read(document.RootElement);
        var hash = RequestHash.Of(document.RootElement);
        var completion = Complete(request, hash, new(hash, seed));
        return request.IsStreamed
            ? EventStream.Of(completion, EventStream.Pieces(completion.Content!, new(hash, seed)), request.IncludesUsage)
            : new() { BodyUtf8 = ReplyWriter.Completion(completion) };
    }

    private static Completion Complete(AcceptedRequest request, ulong hash, SampleRandom random)
    {
        var completion = new Completion
        {
            Id = $"chatcmpl-{hash:x16}",
            Model = request.Model,
            PromptTokens = Completion.TokensOf(request.PromptCharacters),
            Content = request.Format switch
            {
                AnswerFormat.JsonSchema => SchemaSampler.Sample(request.Schema, random),
                AnswerFormat.JsonObject => JsonObject(random),
                _ => $"This is a synthetic answer from LocalChatServer to: \"{Shortened.Marked(request.Question, MaxQuestionLength)}\"",
            },
        };
        completion = completion.StoppedAt(request.Stops);
        return request.MaxTokens is { } maxTokens ? completion.CutTo(maxTokens) : completion;
    }

    private static string JsonObject(SampleRandom random) => Encoding.UTF8.GetString(ReplyWriter.Json(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("synthetic"u8, true);
        json.WriteString("text"u8, SampleText.For("text", random));
        json.WriteEndObject();
    }).Span);
}
