using System.Buffers;
using System.Text;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>One request to a chat-completions endpoint.</summary>
public sealed class ChatRequest
{
    private readonly Action<PromptWriter>? _render;
    private IReadOnlyList<PromptMessage>? _messages;

    /// <summary>Makes a request of messages that are there already.</summary>
    /// <param name="messages">The conversation so far, the message to answer last.</param>
    /// <param name="parameters">What is sent beside the messages; null for nothing.</param>
    /// <param name="contract">What the answer must be; null for plain text.</param>
    /// <exception cref="ArgumentException">
    /// A message is null; or the parameters ask for a schema, and there is no contract to have one; or they have both token limits.
    /// </exception>
    public ChatRequest(IReadOnlyList<PromptMessage> messages, ChatParameters? parameters = null, JsonContract? contract = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _messages = Array.AsReadOnly(messages.ToArray());
        if (_messages.Contains(null!))
            throw new ArgumentException("A message is null.", nameof(messages));
        Parameters = parameters ?? ChatParameters.None;
        Contract = contract;
        CheckParameters();
    }

    internal ChatRequest(Action<PromptWriter> render, ChatParameters parameters, JsonContract? contract)
    {
        _render = render;
        Parameters = parameters;
        Contract = contract;
        CheckParameters();
    }

    /// <summary>The conversation so far, the message to answer last.</summary>
    public IReadOnlyList<PromptMessage> Messages => _messages ??= Array.AsReadOnly(PromptWriter.ToMessages(_render!));

    /// <summary>What is sent beside the messages.</summary>
    public ChatParameters Parameters { get; }

    /// <summary>What the answer must be: its schema is sent as <c>response_format</c>. Null for plain text.</summary>
    public JsonContract? Contract { get; }

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

    private void CheckParameters()
    {
        if (Parameters is { MaxTokens: not null, MaxCompletionTokens: not null })
            throw new ArgumentException("MaxTokens and MaxCompletionTokens are one limit under two names, and a server refuses both: set one.", "parameters");
        if (Parameters.ResponseFormat == ResponseFormat.JsonSchema && Contract is null)
            throw new ArgumentException("ResponseFormat.JsonSchema needs a contract to take the schema from, and a prompt for text has none.", "parameters");
    }
}
