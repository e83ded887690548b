using System.Diagnostics.CodeAnalysis;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>
/// What an answer must be: the JSON schema that is sent, the reader that holds the answer to it, and the writer of its values. All
/// are made by the compiler from one type, or from the JSON context that it names for the types that it cannot describe.
/// </summary>
/// <remarks>What derives from this directly is no more than a schema that is sent: nothing reads an answer by it.</remarks>
public abstract class JsonContract
{
    /// <summary>Makes a contract.</summary>
    /// <param name="name">The schema's name on the wire: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</param>
    protected JsonContract(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The schema's name on the wire: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public string Name { get; }

    /// <summary>The JSON schema that is sent: minified, in UTF-8. A constant of the assembly, unless a JSON context has it.</summary>
    public abstract ReadOnlySpan<byte> Schema { get; }

    /// <summary>The JSON document of a value whose type is known at run time alone, without line breaks.</summary>
    /// <param name="value">The value, of the type that the contract is of. What its getters throw is passed on.</param>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    /// <exception cref="SchemaViolationException">The schema does not admit the value.</exception>
    /// <exception cref="NotSupportedException">There is a schema and no type: the contract writes no value.</exception>
    public virtual string ToJson(object? value) => throw new NotSupportedException($"The contract {Name} has a schema and no type: it writes no value.");

    /// <summary>Whether a server can hold an answer to the schema: all of it is closed. It is sent as <c>strict</c>.</summary>
    public virtual bool IsStrict => true;

    /// <summary>What the answer is for, sent beside the schema as <c>description</c>; null for nothing: most schemas say it within.</summary>
    public virtual string? Description => null;

    /// <summary>Reads the value that a reader stands on.</summary>
    private protected delegate TValue ValueReader<TValue>(ref ContractReader reader);

    /// <summary>Reads a whole text: a value, and nothing behind it.</summary>
    private protected static bool TryRead<TValue>(
        ContractReader reader, ValueReader<TValue> read, [MaybeNull] out TValue value, out IReadOnlyList<SchemaViolation> violations)
    {
        value = default;
        if (reader.TryStart())
        {
            try
            {
                value = read(ref reader);
                reader.Finish();
            }
            catch (Exception exception) when (reader.IsConstructing)
            {
                reader.Refused(exception);
            }
            catch (Exception exception) when (reader.IsAboutTheText(exception))
            {
                reader.Malformed(exception);
            }
        }

        violations = reader.Violations();
        if (violations.Count > 0)
            value = default;
        return violations.Count == 0;
    }
}
