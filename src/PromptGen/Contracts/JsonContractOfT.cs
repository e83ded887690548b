using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using PromptGen.CompilerServices;

namespace PromptGen;

/// <summary>The contract of answers of one type.</summary>
/// <typeparam name="T">The type of the answers.</typeparam>
/// <param name="name">The schema's name on the wire.</param>
public abstract class JsonContract<T>(string name) : JsonContract(name)
{
    /// <summary>Reads a JSON document that must be what the schema says: nothing missing, nothing more, nothing coerced.</summary>
    /// <param name="utf8Json">The document, in UTF-8.</param>
    /// <param name="value">The value, where the document is valid.</param>
    /// <param name="violations">
    /// What is wrong with the document, in its order, 32 at most; empty where it is valid. Reading ends at text that is no JSON, and at
    /// a value that its type's own constructor throws for.
    /// </param>
    /// <returns>Whether the document is valid.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T value, out IReadOnlyList<SchemaViolation> violations)
    {
        var reader = new ContractReader(utf8Json);
        if (reader.TryStart())
        {
            try
            {
                value = ReadValue(ref reader);
                reader.Finish();
            }
            catch (Exception exception) when (reader.IsConstructing)
            {
                value = default;
                reader.Refused(exception);
            }
            catch (Exception exception) when (reader.IsAboutTheText(exception))
            {
                value = default;
                reader.Malformed(exception);
            }
        }
        else
        {
            value = default;
        }

        violations = reader.Violations();
        return violations.Count == 0;
    }

    /// <summary>Reads the value that the reader stands on. Emitted code implements this.</summary>
    /// <param name="reader">The reader, on the value's first token; afterwards on its last.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract T ReadValue(ref ContractReader reader);
}
