using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>The contract of answers of one type.</summary>
/// <typeparam name="T">The type of the answers.</typeparam>
/// <param name="name">The schema's name on the wire.</param>
public abstract class JsonContract<T>(string name) : JsonContract(name)
{
    private ValueReader<T>? _readValue;

    /// <summary>Reads a JSON document that must be what the schema says: nothing missing, nothing more, nothing coerced.</summary>
    /// <param name="utf8Json">The document, in UTF-8.</param>
    /// <param name="value">The value, where the document is valid.</param>
    /// <param name="violations">
    /// What is wrong with the document, in its order, 32 at most; empty where it is valid. Reading ends at text that is no JSON, and at
    /// a value that its type's own constructor throws for.
    /// </param>
    /// <returns>Whether the document is valid.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T value, out IReadOnlyList<SchemaViolation> violations) =>
        TryRead(new ContractReader(utf8Json), _readValue ??= ReadValue, out value, out violations);

    /// <summary>Writes a value as the JSON document that the schema describes, in UTF-8, without line breaks.</summary>
    /// <param name="destination">What the document is written to, once it is whole.</param>
    /// <param name="value">The value. What its getters throw is passed on.</param>
    /// <exception cref="SchemaViolationException">The schema does not admit the value; nothing was written.</exception>
    public void Write(IBufferWriter<byte> destination, T value)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var document = ToUtf8(value);
        destination.Write(document.WrittenSpan);
    }

    /// <summary>The JSON document of a value, as the schema describes it, without line breaks.</summary>
    /// <param name="value">The value. What its getters throw is passed on.</param>
    /// <exception cref="SchemaViolationException">The schema does not admit the value.</exception>
    public string ToJson(T value)
    {
        using var document = ToUtf8(value);
        return Encoding.UTF8.GetString(document.WrittenSpan);
    }

    /// <inheritdoc/>
    public sealed override string ToJson(object? value) => value switch
    {
        T it => ToJson(it),
        null when default(T) is null => ToJson(default(T)!),
        _ => throw new ArgumentException($"The contract {Name} is of {typeof(T)}, and the value is {(value is null ? "null" : "of " + value.GetType())}.", nameof(value)),
    };

    /// <summary>Reads the value that the reader stands on. Emitted code implements this.</summary>
    /// <param name="reader">The reader, on the value's first token; afterwards on its last.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract T ReadValue(ref ContractReader reader);

    /// <summary>Writes a value. Emitted code implements this.</summary>
    /// <param name="writer">The writer, where the value is to stand.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="SchemaViolationException">The value is too wrong for all of it to be told.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void WriteValue(ContractWriter writer, T value);

    /// <summary>Writes a value behind what is there.</summary>
    /// <exception cref="SchemaViolationException">The schema does not admit the value; nothing was written.</exception>
    internal void Append(PooledBuffer destination, T value) =>
        ContractWriter.Append(destination, (Contract: this, Value: value), static (writer, it) => it.Contract.WriteValue(writer, it.Value));

    private PooledBuffer ToUtf8(T value)
    {
        var document = new PooledBuffer();
        try
        {
            Append(document, value);
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }
}
