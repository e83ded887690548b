using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PromptGen.CompilerServices;

/// <summary>What emitted code writes a prompt's messages to. Not meant to be called by hand.</summary>
/// <remarks>
/// Text and arguments go into one run of UTF-8; nothing is ever looked at again for placeholders. Formatting is invariant, and a
/// surrogate without its partner becomes U+FFFD, since no server takes one.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PromptWriter
{
    private const int MaxFormatted = 128;

    [ThreadStatic]
    private static PromptWriter? _kept;

    private readonly List<Message> _messages = [];
    private PooledBuffer _text;

    /// <summary>Whether arguments are left out: what is written is the template then, a mark where an argument stands.</summary>
    private bool _isTemplate;

    private PromptWriter(PooledBuffer text) => _text = text;

    /// <summary>Begins the next message.</summary>
    /// <param name="role">Who speaks in it.</param>
    public void BeginMessage(PromptRole role)
    {
        if (_isTemplate)
            Mark(role.Value);
        _messages.Add(new() { Role = role, Start = _text.WrittenCount });
    }

    /// <summary>Puts an image or a file into the message that was begun last; null as none.</summary>
    /// <param name="attachment">The argument.</param>
    public void Attach(PromptAttachment? attachment)
    {
        if (_isTemplate)
            Mark();
        else if (attachment is not null)
            (CollectionsMarshal.AsSpan(_messages)[^1].Attachments ??= []).Add(attachment);
    }

    /// <summary>Puts images or files into the message that was begun last.</summary>
    /// <param name="attachments">The argument; null as none.</param>
    public void Attach(IEnumerable<PromptAttachment?>? attachments)
    {
        if (_isTemplate)
        {
            Mark();
            return;
        }

        foreach (var attachment in attachments ?? [])
            Attach(attachment);
    }

    /// <summary>Puts in messages that are there already.</summary>
    /// <param name="history">The argument; null as none.</param>
    public void History(IEnumerable<PromptMessage>? history)
    {
        if (_isTemplate)
        {
            Mark();
            return;
        }

        foreach (var message in history ?? [])
        {
            if (message is not null)
                _messages.Add(new() { Whole = message, Start = _text.WrittenCount });
        }
    }

    /// <summary>Puts in examples, two messages each. They are a part of what the prompt is, as its template is.</summary>
    /// <param name="examples">The examples; null as none.</param>
    /// <param name="contract">What writes their answers; null where these are text.</param>
    /// <exception cref="SchemaViolationException">The schema does not admit an answer.</exception>
    public void Examples<T>(IEnumerable<PromptExample<T>?>? examples, JsonContract<T>? contract)
    {
        foreach (var example in examples ?? [])
        {
            if (example is null)
                continue;
            BeginMessage(PromptRole.User);
            AppendText(example.User);
            BeginMessage(PromptRole.Assistant);
            if (contract is null)
                AppendText(example.Assistant as string);
            else
                AppendAnswer(example, contract);
        }
    }

    /// <summary>Appends a piece of a template.</summary>
    /// <param name="utf8Text">Valid UTF-8.</param>
    public void Append(ReadOnlySpan<byte> utf8Text)
    {
        utf8Text.CopyTo(_text.GetSpan(utf8Text.Length));
        _text.Advance(utf8Text.Length);
    }

    /// <summary>Appends a text; null as nothing.</summary>
    /// <param name="value">The argument.</param>
    public void Append(string? value) => Append(value.AsSpan());

    /// <summary>Appends a character.</summary>
    /// <param name="value">The argument.</param>
    public void Append(char value) => Append([value]);

    /// <summary>Appends <c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The argument.</param>
    public void Append(bool value) => Append(value ? "true" : "false");

    /// <summary>Appends <c>true</c> or <c>false</c>; null as nothing.</summary>
    /// <param name="value">The argument.</param>
    public void Append(bool? value) => Append(value is { } given ? given ? "true" : "false" : null);

    /// <summary>Appends a character; null as nothing.</summary>
    /// <param name="value">The argument.</param>
    public void Append(char? value)
    {
        if (value is { } given)
            Append(given);
        else
            Append(default(string));
    }

    /// <summary>Appends a number, an enum's name, or whatever else has an invariant form; null as nothing.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="format">A format that the type takes; null for its general one.</param>
    public void Append<T>(T? value, string? format = null)
        where T : struct, IFormattable
    {
        if (_isTemplate)
            Mark(format);
        else if (value is { } given)
            AppendFormatted(given, format);
    }

    /// <inheritdoc cref="Append{T}(T?, string?)"/>
    public void Append<T>(T value, string? format = null)
        where T : IFormattable?
    {
        if (_isTemplate)
            Mark(format);
        else if (value is not null)
            AppendFormatted(value, format);
    }

    /// <summary>Appends the items of a list; null as nothing.</summary>
    /// <param name="items">The argument.</param>
    /// <param name="utf8Separator">What stands between two items, in valid UTF-8.</param>
    /// <param name="append">Appends one of them.</param>
    public void AppendJoined<T>(IEnumerable<T>? items, ReadOnlySpan<byte> utf8Separator, Action<PromptWriter, T> append)
    {
        if (_isTemplate)
        {
            Mark();
            Append(utf8Separator);
            return;
        }

        var isFirst = true;
        foreach (var item in items ?? [])
        {
            if (!isFirst)
                Append(utf8Separator);
            isFirst = false;
            append(this, item);
        }
    }

    /// <summary>Appends a value as JSON.</summary>
    /// <param name="value">The argument. What its getters throw is passed on.</param>
    /// <param name="write">Writes it as its schema describes it.</param>
    /// <exception cref="SchemaViolationException">The schema does not admit the value; nothing was appended.</exception>
    public void AppendJson<T>(T value, Action<ContractWriter, T> write)
    {
        if (_isTemplate)
            Mark();
        else
            ContractWriter.Append(_text, value, write);
    }

    /// <summary>The messages that <paramref name="render"/> writes.</summary>
    internal static PromptMessage[] ToMessages(Action<PromptWriter> render)
    {
        using var text = new PooledBuffer();
        var writer = Take(text);
        render(writer);
        var messages = new PromptMessage[writer._messages.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var message = writer._messages[i];
            messages[i] = message.Whole ?? new(message.Role, Encoding.UTF8.GetString(writer.TextOf(i))) { Attachments = message.Attachments ?? [] };
        }

        writer.Keep();
        return messages;
    }

    /// <summary>Writes what of the messages is the same for every call: the roles, and the template's own text with a mark where an argument stands.</summary>
    internal static void WriteTemplate(Action<PromptWriter> render, PooledBuffer text) => render(new(text) { _isTemplate = true });

    /// <summary>Writes the messages of <paramref name="render"/> as the items of a JSON array.</summary>
    /// <param name="render">Writes the messages; the last one is the prompt.</param>
    /// <param name="instruction">What the prompt ends with; null for nothing more.</param>
    /// <param name="json">Where they go.</param>
    internal static void WriteMessages(Action<PromptWriter> render, string? instruction, Utf8JsonWriter json)
    {
        using var text = new PooledBuffer();
        var writer = Take(text);
        render(writer);
        writer.Append(instruction);
        for (var i = 0; i < writer._messages.Count; i++)
        {
            var message = writer._messages[i];
            if (message.Whole is { } whole)
                ChatRequestWriter.WriteMessage(json, whole);
            else
                ChatRequestWriter.WriteMessage(json, message.Role, writer.TextOf(i), message.Attachments ?? []);
        }

        writer.Keep();
    }

    /// <summary>A writer that nobody else has: what is rendered may render another prompt.</summary>
    private static PromptWriter Take(PooledBuffer text)
    {
        if (_kept is not { } writer)
            return new(text);
        _kept = null;
        writer._text = text;
        return writer;
    }

    /// <summary>Leaves the writer for the thread's next prompt. One that an exception has passed by is left to the collector.</summary>
    private void Keep()
    {
        _messages.Clear();
        _kept = this;
    }

    private ReadOnlySpan<byte> TextOf(int message)
    {
        var start = _messages[message].Start;
        var end = message + 1 < _messages.Count ? _messages[message + 1].Start : _text.WrittenCount;
        return _text.WrittenSpan[start..end];
    }

    private void AppendAnswer<T>(PromptExample<T> example, JsonContract<T> contract)
    {
        try
        {
            contract.Append(_text, example.Assistant);
        }
        catch (SchemaViolationException exception)
        {
            throw new SchemaViolationException(exception.Violations, $"The answer of the example \"{Excerpt.Of(example.User)}\"");
        }
    }

    /// <summary>Stands in a template for what is not of its text, with what is known of that.</summary>
    private void Mark(string? what = null)
    {
        Append("\0"u8);
        Append(Encoding.UTF8.GetBytes(what ?? ""));
        Append("\0"u8);
    }

    private void Append(ReadOnlySpan<char> value)
    {
        if (_isTemplate)
            Mark();
        else
            AppendText(value);
    }

    private void AppendText(ReadOnlySpan<char> value)
    {
        var destination = _text.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length));
        Utf8.FromUtf16(value, destination, out _, out var written, replaceInvalidSequences: true);
        _text.Advance(written);
    }

    /// <remarks>
    /// By way of characters: were bytes asked for, then an executable would hold how each type of the framework writes them, dates and addresses and all.
    /// </remarks>
    private void AppendFormatted<T>([DisallowNull] T value, string? format)
        where T : IFormattable?
    {
        Span<char> text = stackalloc char[MaxFormatted];

        // Called like this a struct is not boxed. One that says that it wrote more than there is room for is not relied on.
        if (value is ISpanFormattable
            && ((ISpanFormattable)value).TryFormat(text, out var written, format, CultureInfo.InvariantCulture)
            && (uint)written <= (uint)text.Length)
        {
            Append(text[..written]);
        }
        else
        {
            Append(value.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A message that is whole, or the role of one whose text begins at <see cref="Start"/>.</summary>
    private struct Message
    {
        public PromptMessage? Whole { get; init; }

        public PromptRole Role { get; init; }

        public int Start { get; init; }

        public List<PromptAttachment>? Attachments { get; set; }
    }
}
