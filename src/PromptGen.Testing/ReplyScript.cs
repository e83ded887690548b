namespace PromptGen.Testing;

/// <summary>Where replies are scripted for some of the requests to a <see cref="ScriptedChatTransport"/>: one after the other, each given once unless said otherwise.</summary>
public sealed class ReplyScript
{
    private const int MaxDescriptionLength = 60;

    private readonly ScriptedChatTransport _transport;
    private readonly string _requests;
    private readonly Func<ChatRequest, bool> _when;

    internal ReplyScript(ScriptedChatTransport transport, string requests, Func<ChatRequest, bool> when)
    {
        _transport = transport;
        _requests = requests;
        _when = when;
    }

    /// <summary>Adds a reply.</summary>
    /// <param name="reply">
    /// A <see cref="ScriptedReply"/> is given as it is, be it an error, a refusal, or a stream that breaks. A string is the answer's text, whatever the schema says.
    /// Any other value, of the prompt's type, is written as the request's schema says when the request comes; for a prompt whose items are streamed it is the list of
    /// them. To a request that is streamed, texts and values come in small pieces.
    /// </param>
    /// <param name="times">How many requests get it; <see cref="int.MaxValue"/> for all that come.</param>
    /// <exception cref="ArgumentException">HTTP cannot send the <see cref="ScriptedReply"/>: the message says what of it.</exception>
    public ReplyScript Reply(object? reply, int times = 1)
    {
        if (reply is ScriptedReply whole)
            ReplyValidator.Check(whole);
        _transport.Add($"{_requests}: {Describe(reply)}", _when, (request, isStreamed) => Make(reply, request, isStreamed), times);
        return this;
    }

    private static string Describe(object? reply) => reply switch
    {
        null => "null",
        string text => $"\"{Shortened.Marked(text, MaxDescriptionLength)}\"",
        ScriptedReply whole => whole.Description,
        _ => reply.GetType().Name,
    };

    private static ScriptedReply Make(object? reply, ChatRequest request, bool isStreamed) =>
        reply as ScriptedReply ?? AnswerMaker.Reply(reply as string ?? ToText(request, reply), isStreamed);

    private static string ToText(ChatRequest request, object? value)
    {
        var prompt = request.PromptName ?? "A request";
        if (request.Contract is null)
            throw new ScriptException($"{prompt}: the prompt is answered by plain text, and the reply that is scripted is {value?.GetType().Name ?? "null"}. Script a string.");
        try
        {
            return request.Contract.ToJson(value);
        }
        catch (Exception exception) when (exception is SchemaViolationException or ArgumentException)
        {
            throw new ScriptException(
                $"{prompt}: the value that is scripted is no answer to the prompt. {exception.Message} Script the answer's text where it is to be invalid.", exception);
        }
    }
}
