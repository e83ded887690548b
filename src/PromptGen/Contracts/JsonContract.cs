namespace PromptGen;

/// <summary>
/// What an answer must be: the JSON schema that is sent, the reader that holds the answer to it, and the writer of its values. All
/// are made by the compiler from one type, or from the JSON context that it names for the types that it cannot describe.
/// </summary>
public abstract class JsonContract
{
    private protected JsonContract(string name) => Name = name;

    /// <summary>The schema's name on the wire: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public string Name { get; }

    /// <summary>The JSON schema that is sent: minified, in UTF-8. A constant of the assembly, unless a JSON context has it.</summary>
    public abstract ReadOnlySpan<byte> Schema { get; }

    /// <summary>Whether a server can hold an answer to the schema: all of it is closed. It is sent as <c>strict</c>.</summary>
    internal virtual bool IsStrict => true;
}
