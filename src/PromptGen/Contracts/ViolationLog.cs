using System.Text;
using System.Text.Json;

namespace PromptGen;

/// <summary>
/// What is wrong with a document, by the offset of the token that shows it. Reading pays nothing for knowing where it is: the
/// document is scanned once more, and only when something is wrong with it, to turn offsets into JSON pointers.
/// </summary>
internal sealed class ViolationLog
{
    public const int MaxViolations = 32;

    private const int MaxFoundLength = 80;

    private readonly List<Entry> _entries = [];

    /// <summary>Whether there are enough violations: no more need to be put into words.</summary>
    public bool IsFull => _entries.Count >= MaxViolations;

    /// <summary>Notes a violation, unless there are enough already.</summary>
    /// <param name="offset">Where the offending token begins: a value, a member's name, or the brace that closes an object.</param>
    /// <param name="keyword">The schema's keyword.</param>
    /// <param name="expected">What the schema asks for.</param>
    /// <param name="found">What stands there; null for an excerpt of the token itself.</param>
    /// <param name="pointer">The pointer, where it is known already.</param>
    /// <param name="member">The member of the object at that place that it is about; null for the value at that place itself.</param>
    public void Add(int offset, string keyword, string expected, string? found = null, string? pointer = null, string? member = null)
    {
        if (!IsFull)
            _entries.Add(new(offset, keyword, expected, found, pointer, member));
    }

    /// <summary>Notes what is wrong with the document as a whole; nothing is noted after it.</summary>
    public void AddAboutAll(string keyword, string expected, string found)
    {
        if (IsFull)
            _entries.RemoveAt(MaxViolations - 1);
        Add(int.MaxValue, keyword, expected, found);
    }

    /// <summary>The violations with their pointers, in the document's order.</summary>
    public IReadOnlyList<SchemaViolation> Resolve(ReadOnlySpan<byte> document, JsonReaderOptions options)
    {
        var violations = new SchemaViolation[_entries.Count];
        var next = 0;
        var path = new Path();
        var reader = new Utf8JsonReader(document, options);
        try
        {
            while (next < _entries.Count && reader.Read())
            {
                path.Enter(ref reader);
                for (; next < _entries.Count && _entries[next].Offset <= reader.TokenStartIndex; next++)
                    violations[next] = ToViolation(_entries[next], path.ToPointer(), Excerpt(ref reader));
                path.Leave(ref reader);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The document ends here as far as anyone can tell; what is left is about the whole of it.
        }

        for (; next < violations.Length; next++)
            violations[next] = ToViolation(_entries[next], "", Shorten(document));
        return violations;
    }

    private static SchemaViolation ToViolation(Entry entry, string pointer, string excerpt) =>
        new((entry.Pointer ?? pointer) + (entry.Member is null ? "" : JsonPointer.ToMember(entry.Member)), entry.Keyword, entry.Expected, entry.Found ?? excerpt);

    private static string Excerpt(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String or JsonTokenType.PropertyName => "\"" + Shorten(reader.ValueSpan) + "\"",
        _ => Shorten(reader.ValueSpan),
    };

    private static string Shorten(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= MaxFoundLength)
            return Encoding.UTF8.GetString(utf8);

        // Cut between characters: a continuation byte never begins the part that is left out.
        var end = MaxFoundLength;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
            end--;
        return Encoding.UTF8.GetString(utf8[..end]) + "…";
    }

    private readonly record struct Entry(int Offset, string Keyword, string Expected, string? Found, string? Pointer, string? Member);

    /// <summary>The way from the root to the current token.</summary>
    private sealed class Path
    {
        // An index for a list, a name for an object (null before its first member).
        private readonly List<(bool IsList, int Index, string? Name)> _steps = [];

        public void Enter(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _steps.RemoveAt(_steps.Count - 1);
                return;
            }

            if (_steps.Count == 0)
                return;
            var top = _steps[^1];
            if (top.IsList)
                _steps[^1] = top with { Index = top.Index + 1 };
            else if (reader.TokenType == JsonTokenType.PropertyName)
                _steps[^1] = top with { Name = NameOf(ref reader) };
        }

        public void Leave(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                _steps.Add((reader.TokenType == JsonTokenType.StartArray, -1, null));
        }

        public string ToPointer()
        {
            var pointer = new StringBuilder();
            foreach (var (isList, index, name) in _steps)
            {
                if (isList)
                    JsonPointer.Append(pointer, index);
                else if (name is not null)
                    JsonPointer.Append(pointer, name);
            }

            return pointer.ToString();
        }

        /// <summary>The member's name, whatever it is made of.</summary>
        private static string NameOf(ref Utf8JsonReader reader) =>
            reader.ValueIsEscaped ? HalfCharacters.Repair(HalfCharacters.Unescape(reader.ValueSpan)) : Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
