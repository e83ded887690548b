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
    public ChatRequest(IReadOnlyList<PromptMessage> messages, ChatParameters? parameters = null, JsonContract? contract = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        _messages = messages;
        Parameters = parameters ?? ChatParameters.None;
        Contract = contract;
    }

    internal ChatRequest(Action<PromptWriter> render, ChatParameters parameters, JsonContract? contract)
    {
        _render = render;
        Parameters = parameters;
        Contract = contract;
    }

    /// <summary>The conversation so far, the message to answer last.</summary>
    public IReadOnlyList<PromptMessage> Messages => _messages ??= PromptWriter.ToMessages(_render!);

    /// <summary>What is sent beside the messages.</summary>
    public ChatParameters Parameters { get; }

    /// <summary>What the answer must be: its schema is sent as <c>response_format</c>. Null for plain text.</summary>
    public JsonContract? Contract { get; }

    /// <summary>Writes the request as it goes over the wire: one JSON object in UTF-8.</summary>
    /// <param name="destination">Where the bytes go.</param>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ChatRequestWriter.Write(this, _render, destination);
    }

    /// <summary>The request as it goes over the wire.</summary>
    public string ToJson()
    {
        using var buffer = new PooledBuffer();
        WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
