using System.Buffers;
using System.Text;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>One request to a chat-completions endpoint.</summary>
public sealed class ChatRequest
{
    private readonly Action<PromptWriter>? _render;
    private readonly PromptMessage[] _given = [];
    private readonly bool _hasInstruction = true;
    private IReadOnlyList<PromptMessage>? _messages;

    /// <summary>Makes a request of messages that are there already.</summary>
    /// <param name="messages">The conversation so far, the message to answer last.</param>
    /// <param name="parameters">What is sent beside the messages; null for nothing.</param>
    /// <param name="contract">What the answer must be; null for plain text.</param>
    /// <exception cref="ArgumentException">
    /// A message is null; or the parameters ask for a schema, and there is no contract to have one; or they have both token limits.
    /// </exception>
    public ChatRequest(IReadOnlyList<PromptMessage> messages, ChatParameters? parameters = null, JsonContract? contract = null)
        : this(parameters ?? ChatParameters.None, contract)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _given = [.. messages];
        if (_given.Contains(null!))
            throw new ArgumentException("A message is null.", nameof(messages));
    }

    internal ChatRequest(Action<PromptWriter> render, ChatParameters parameters, JsonContract? contract)
        : this(parameters, contract) => _render = render;

    private ChatRequest(ChatParameters parameters, JsonContract? contract)
    {
        Parameters = parameters;
        Contract = contract;
        CheckParameters();
    }

    private ChatRequest(ChatRequest other, PromptMessage[]? messages, ChatParameters parameters)
        : this(parameters, other.Contract)
    {
        _render = messages is null ? other._render : null;
        _given = messages ?? other._given;
        _hasInstruction = messages is null && other._hasInstruction;
        PromptName = other.PromptName;
    }

    /// <summary>The prompt that it is a request of, as <see cref="Prompt{T}.Name"/> has it; null where it is of none. It is not sent.</summary>
    public string? PromptName { get; init; }

    /// <summary>The conversation so far, the message to answer last, as they are sent: where the schema stands in the prompt, with it.</summary>
    public IReadOnlyList<PromptMessage> Messages => _messages ??= Array.AsReadOnly(WithInstruction(_render is null ? _given : PromptWriter.ToMessages(_render)));

    /// <summary>What is sent beside the messages.</summary>
    public ChatParameters Parameters { get; }

    /// <summary>What the answer must be: its schema is sent as <c>response_format</c>, or stands in the prompt. Null for plain text.</summary>
    public JsonContract? Contract { get; }

    /// <summary>The form that the answer is asked for in; null for a text that is asked for by asking for nothing.</summary>
    public ResponseFormat? Format => Parameters.ResponseFormat ?? (Contract is null ? null : ResponseFormat.JsonSchema);

    /// <summary>What the last message ends with where the server is not sent the schema; null where it is.</summary>
    internal string? Instruction => _hasInstruction && Contract is not null && Format != ResponseFormat.JsonSchema ? SchemaInstruction.AfterPrompt(Contract) : null;

    /// <summary>Writes the request as it goes over the wire: one JSON object in UTF-8.</summary>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="stream">Whether the answer is asked for piece by piece.</param>
    public void WriteTo(IBufferWriter<byte> destination, bool stream = false)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ChatRequestWriter.Write(this, _render, destination, stream);
    }

    /// <summary>The request as it goes over the wire.</summary>
    /// <param name="stream">Whether the answer is asked for piece by piece.</param>
    public string ToJson(bool stream = false)
    {
        using var buffer = new PooledBuffer();
        WriteTo(buffer, stream);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>This request with other parameters, for what sends it to another model or in another way.</summary>
    /// <param name="parameters">What is sent beside the messages, in place of <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentException">They ask for a schema, and there is no <see cref="Contract"/> to have one; or they have both token limits.</exception>
    public ChatRequest With(ChatParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new(this, null, parameters);
    }

    /// <summary>This request in another form.</summary>
    internal ChatRequest In(ResponseFormat format) => Format == format ? this : With(Parameters with { ResponseFormat = format });

    /// <summary>This request with other messages, sent as they are.</summary>
    internal ChatRequest With(PromptMessage[] messages) => new(this, messages, Parameters);

    private PromptMessage[] WithInstruction(PromptMessage[] messages) => Instruction is { } instruction && messages is [.. var before, var last]
        ? [.. before, last with { Content = last.Content + instruction }]
        : messages;

    private void CheckParameters()
    {
        if (Parameters is { MaxTokens: not null, MaxCompletionTokens: not null })
            throw new ArgumentException("MaxTokens and MaxCompletionTokens are one limit under two names, and a server refuses both: set one.", "parameters");
        if (Parameters.ResponseFormat == ResponseFormat.JsonSchema && Contract is null)
            throw new ArgumentException("ResponseFormat.JsonSchema needs a contract to take the schema from, and a prompt for text has none.", "parameters");
    }
}
