namespace PromptGen;

/// <summary>One way in which a document is not what its schema says.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901), empty for the whole document.</param>
/// <param name="Keyword">
/// Which keyword of the schema is violated, for example <c>type</c>, <c>required</c>, <c>additionalProperties</c>, <c>enum</c>,
/// <c>minimum</c> or <c>maximum</c>; <c>json</c> where the text is no proper JSON document; <c>validation</c> for a check of your own.
/// </param>
/// <param name="Expected">What the schema asks for, in words that follow "expected"; for a check of your own, a sentence.</param>
/// <param name="Found">What stands there instead, shortened; empty for a check of your own.</param>
public sealed record SchemaViolation(string Pointer, string Keyword, string Expected, string Found)
{
    private const int MaxSentences = 5;

    /// <summary>A document that is no text at all: bytes that are no UTF-8, or half of a surrogate pair.</summary>
    internal static SchemaViolation NotUnicode { get; } = new("", "json", "one JSON document in UTF-8", "a text that is not valid Unicode");

    /// <summary>What a check of your own finds wrong with a value.</summary>
    /// <param name="pointer">Where: a JSON pointer with the names of the document, such as <c>/items/0/price</c>; empty for the whole value.</param>
    /// <param name="message">What is wrong, as a sentence that the model will understand: "The end is before the start."</param>
    public static SchemaViolation Finding(string pointer, string message)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return pointer.Length == 0 || pointer[0] == '/'
            ? new(pointer, Validation.Keyword, message, "")
            : throw new ArgumentException("A JSON pointer is empty, or begins with a slash.", nameof(pointer));
    }

    /// <summary>The violation as a sentence that a model and a person understand.</summary>
    public override string ToString()
    {
        var place = Pointer.Length == 0 ? "The document" : Pointer;
        return Keyword == Validation.Keyword ? $"{place}: {Expected}" : $"{place}: expected {Expected}, found {Found}.";
    }

    /// <summary>The violations as a message says them: the first few.</summary>
    internal static string Sentences(IReadOnlyList<SchemaViolation> violations)
    {
        var sentences = string.Join(' ', violations.Take(MaxSentences));
        return violations.Count > MaxSentences ? $"{sentences} And {violations.Count - MaxSentences} more." : sentences;
    }
}
