namespace PromptGen.Models;

/// <summary>A word of a models' file, or the place where one should be.</summary>
internal readonly record struct Word(int Line, int Column, int Start, int Length);

/// <summary>Goes through a text line by line and word by word.</summary>
internal struct LineReader(string text)
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    private int _line;
    private int _lineStart;
    private int _end;
    private int _next;

    /// <summary>Where the next word is looked for.</summary>
    public int Position { get; private set; }

    public bool MoveNext()
    {
        if (_next > text.Length)
            return false;
        _line++;
        _lineStart = _next;
        var lineEnd = text.IndexOfAny(LineEnds, _next);
        if (lineEnd < 0)
            lineEnd = text.Length;

        // The end of the text is the end of its last line.
        _next = lineEnd + (lineEnd + 1 < text.Length && text[lineEnd] == '\r' && text[lineEnd + 1] == '\n' ? 2 : 1);
        Position = _line == 1 && lineEnd > 0 && text[0] == '\uFEFF' ? 1 : _lineStart;
        _end = Position;
        while (_end < lineEnd && !IsComment(_end))
            _end++;
        return true;
    }

    /// <summary>The line's next word; an empty one at its end.</summary>
    public Word NextWord()
    {
        while (Position < _end && text[Position] is ' ' or '\t')
            Position++;
        var start = Position;
        while (Position < _end && text[Position] is not (' ' or '\t'))
            Position++;
        return new(_line, start - _lineStart + 1, start, Position - start);
    }

    public readonly ReadOnlySpan<char> TextOf(Word word) => text.AsSpan(word.Start, word.Length);

    /// <summary>That there is something else than what was expected.</summary>
    public readonly ModelsError Error(Word found, string expected) => new(
        found.Line,
        found.Column,
        found.Start,
        found.Length,
        $"expected {expected}, found {(found.Length == 0 ? "the end of the line" : $"'{TextOf(found).ToString()}'")}.");

    /// <summary>An error where the line goes on.</summary>
    public ModelsError? End() => NextWord() is { Length: > 0 } word ? Error(word, "the end of the line") : null;

    private readonly bool IsComment(int index) => text[index] == '#' && (index == Position || text[index - 1] is ' ' or '\t');
}
