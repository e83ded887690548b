using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PromptGen.CompilerServices;

/// <summary>What emitted writers are written in. Not meant to be called by hand.</summary>
/// <remarks>
/// A value that the schema does not admit is noted, and something is written in its place: one pass finds everything that is wrong,
/// and what was written so far tells where, by the same means as for a document that is read.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ContractWriter
{
    private const int ScratchCapacity = 256;

    // The encoder is for names alone, which are made of letters: it leaves those as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PooledBuffer _destination;
    private readonly int _start;
    private readonly Utf8JsonWriter _json;
    private readonly PooledBuffer _text;
    private ViolationLog? _log;

    private ContractWriter(PooledBuffer destination, Utf8JsonWriter json, PooledBuffer text)
    {
        _destination = destination;
        _start = destination.WrittenCount;
        _json = json;
        _text = text;
    }

    /// <summary>Begins an object; false where there is none, though there must be.</summary>
    /// <param name="value">What the object is made from.</param>
    /// <exception cref="SchemaViolationException">It lies too deep for any reader: it may contain itself.</exception>
    public bool BeginObject<T>([NotNullWhen(true)] T value)
    {
        if (value is null)
        {
            Refuse("type", ExpectedWords.Object);
            return false;
        }

        Descend();
        _json.WriteStartObject();
        return true;
    }

    /// <summary>Begins an object that there always is.</summary>
    /// <exception cref="SchemaViolationException">It lies too deep for any reader.</exception>
    public void BeginObject()
    {
        Descend();
        _json.WriteStartObject();
    }

    /// <summary>Begins a list.</summary>
    /// <exception cref="SchemaViolationException">It lies too deep for any reader.</exception>
    public void BeginArray()
    {
        Descend();
        _json.WriteStartArray();
    }

    /// <summary>Ends the list.</summary>
    public void EndArray() => _json.WriteEndArray();

    /// <summary>Writes a member's name; its value follows.</summary>
    /// <param name="utf8Name">The name in UTF-8.</param>
    /// <returns>This writer.</returns>
    public ContractWriter Name(ReadOnlySpan<byte> utf8Name)
    {
        _json.WritePropertyName(utf8Name);
        return this;
    }

    /// <summary>Ends the object.</summary>
    public void EndObject() => _json.WriteEndObject();

    /// <summary>Writes a list.</summary>
    /// <param name="items">The items; null is not admitted.</param>
    /// <param name="writeItem">Writes one.</param>
    /// <param name="minimum">How many there are at least.</param>
    /// <param name="maximum">How many there are at most.</param>
    /// <exception cref="SchemaViolationException">It lies too deep for any reader.</exception>
    public void WriteList<T>(IEnumerable<T>? items, Action<ContractWriter, T> writeItem, int minimum = 0, int maximum = int.MaxValue)
    {
        if (items is null)
        {
            Refuse("type", ExpectedWords.List);
            return;
        }

        if (minimum > 0 || maximum < int.MaxValue)
            CheckCount(items.Count(), minimum, maximum);
        BeginArray();
        switch (items)
        {
            // The usual ones, without an enumerator on the heap.
            case T[] array:
                foreach (var item in array)
                    writeItem(this, item);
                break;
            case List<T> list:
                foreach (var item in list)
                    writeItem(this, item);
                break;
            default:
                foreach (var item in items)
                    writeItem(this, item);
                break;
        }

        _json.WriteEndArray();
    }

    /// <inheritdoc cref="WriteList"/>
    public void WriteImmutableArray<T>(ImmutableArray<T> items, Action<ContractWriter, T> writeItem, int minimum = 0, int maximum = int.MaxValue) =>
        WriteList(ImmutableCollectionsMarshal.AsArray(items), writeItem, minimum, maximum);

    /// <summary>Writes a dictionary: a list of its entries.</summary>
    /// <param name="entries">The entries; null is not admitted.</param>
    /// <param name="writeKey">Writes a key.</param>
    /// <param name="writeValue">Writes a value.</param>
    /// <param name="minimum">How many there are at least.</param>
    /// <param name="maximum">How many there are at most.</param>
    /// <exception cref="SchemaViolationException">It lies too deep for any reader.</exception>
    public void WriteDictionary<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>>? entries, Action<ContractWriter, TKey> writeKey, Action<ContractWriter, TValue> writeValue, int minimum = 0, int maximum = int.MaxValue)
    {
        WriteList(entries, (writer, entry) =>
        {
            writer.BeginObject();
            writeKey(writer.Name("key"u8), entry.Key);
            writeValue(writer.Name("value"u8), entry.Value);
            writer.EndObject();
        }, minimum, maximum);
    }

    /// <summary>Writes a value, or null where there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    public void WriteNullable<T>(T? value, Action<ContractWriter, T> write)
        where T : struct
    {
        if (value is { } given)
            write(this, given);
        else
            _json.WriteNullValue();
    }

    /// <inheritdoc cref="WriteNullable{T}(T?, Action{ContractWriter, T})"/>
    public void WriteNullable<T>(T? value, Action<ContractWriter, T> write)
        where T : class
    {
        if (value is not null)
            write(this, value);
        else
            _json.WriteNullValue();
    }

    /// <summary>Writes the name of an enum's member.</summary>
    /// <param name="utf8Name">The name in UTF-8.</param>
    public void WriteEnum(ReadOnlySpan<byte> utf8Name) => _json.WriteStringValue(utf8Name);

    /// <summary>Notes a value that is none of its enum's members.</summary>
    /// <param name="value">The value.</param>
    /// <param name="names">The names that are allowed.</param>
    public void NotInEnum<T>(T value, string[] names)
        where T : struct, Enum
    {
        Note("enum", ExpectedWords.OneOf(names));
        _json.WriteRawValue(value.ToString("D"), skipInputValidation: true);
    }

    /// <summary>Notes a value of none of the types that there are.</summary>
    /// <param name="value">The value.</param>
    /// <param name="names">What tells the types.</param>
    public void NotInUnion<T>(T value, string[] names)
    {
        if (value is null)
            Refuse("type", ExpectedWords.Object);
        else
            Refuse("enum", ExpectedWords.OneOf(names), $"a value of '{value.GetType()}'");
    }

    /// <summary>Writes a whole document as System.Text.Json does. The reader has to take it: what it finds wrong, the value is told.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">How. Its options are strict.</param>
    /// <param name="contract">What reads the document.</param>
    /// <exception cref="SchemaViolationException">The serializer does not write the value, or does not read what it wrote.</exception>
    internal void Serialize<T>(T value, JsonTypeInfo<T> type, JsonContract<T> contract)
    {
        try
        {
            JsonSerializer.Serialize(_json, value, type);
        }
        catch (Exception exception) when (SerializerFailure.Is(exception))
        {
            throw new SchemaViolationException(
                [new(SerializerFailure.PointerOf(exception), SerializerFailure.Keyword, SerializerFailure.Expected, SerializerFailure.FoundIn(exception))]);
        }

        _json.Flush();
        if (!contract.TryRead(_destination.WrittenSpan[_start..], out _, out var violations))
            throw new SchemaViolationException(violations);
    }

    /// <summary>Appends the JSON of a value, or nothing at all.</summary>
    /// <exception cref="SchemaViolationException">The schema does not admit the value.</exception>
    internal static void Append<T>(PooledBuffer destination, T value, Action<ContractWriter, T> write)
    {
        var start = destination.WrittenCount;
        try
        {
            using var text = new PooledBuffer(ScratchCapacity);
            using var json = new Utf8JsonWriter(destination, Options);
            var writer = new ContractWriter(destination, json, text);
            write(writer, value);
            if (writer._log is not null)
                throw writer.Failure(writer._log);
        }
        catch
        {
            // Whatever it was, a getter of the user's included: half a document is none.
            destination.Rewind(start);
            throw;
        }
    }

    private void CheckCount(int count, int minimum, int maximum)
    {
        if (count < minimum)
            Note("minItems", ExpectedWords.AtLeast(minimum, ExpectedWords.Item), ExpectedWords.Digits(count));
        else if (count > maximum)
            Note("maxItems", ExpectedWords.AtMost(maximum, ExpectedWords.Item), ExpectedWords.Digits(count));
    }

    /// <summary>Steps into an object or a list: no deeper than the reader does, or a value that contains itself has no end.</summary>
    private void Descend()
    {
        if (_json.CurrentDepth < ContractReader.MaxDepth)
            return;
        Refuse("json", $"at most {ContractReader.MaxDepth} objects and lists inside one another", "one more");
        throw Failure(_log!);
    }

    /// <summary>Notes a violation, and writes null where the value would stand.</summary>
    private void Refuse(string keyword, string expected, string? found = null)
    {
        Note(keyword, expected, found);
        _json.WriteNullValue();
    }

    /// <summary>Notes a violation of what is written next. Where enough are known, writing ends.</summary>
    private void Note(string keyword, string expected, string? found = null)
    {
        _log ??= new();
        if (_log.IsFull)
            throw Failure(_log);
        _log.Add(checked((int)(_json.BytesCommitted + _json.BytesPending)), keyword, expected, found);
    }

    private SchemaViolationException Failure(ViolationLog log)
    {
        _json.Flush();
        return new(log.Resolve(_destination.WrittenSpan[_start..], ContractReader.Options));
    }
}
