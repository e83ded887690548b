namespace PromptGen.Models;

/// <summary>Reads the facts of one block after the other.</summary>
internal sealed class FactsReader
{
    private const string ExpectedFact = "a parameter, 'roles', 'formats' or 'content'";

    private ParameterBounds?[] _parameters = new ParameterBounds?[ModelVocabulary.Parameters.Length];
    private WordSet _efforts;
    private WordSet? _roles;
    private WordSet? _formats;
    private WordSet? _content;

    /// <summary>Whether the block has a line that was meant as a fact.</summary>
    public bool Any { get; private set; }

    /// <summary>A fact that no block may go without; null where they are all there.</summary>
    public string? Missing() => _roles is null ? "roles" : _formats is null ? "formats" : _content is null ? "content" : null;

    /// <summary>What was read since the last time.</summary>
    public ModelFacts Take()
    {
        var facts = new ModelFacts(_parameters, _efforts, _roles ?? default, _formats ?? default, _content ?? default);
        _parameters = new ParameterBounds?[ModelVocabulary.Parameters.Length];
        (_efforts, _roles, _formats, _content, Any) = (default, null, null, null, false);
        return facts;
    }

    public ModelsError? Read(ref LineReader line, Word word)
    {
        Any = true;
        var name = line.TextOf(word);
        if (name.SequenceEqual("roles".AsSpan()))
            return ReadWords(ref line, word, ModelVocabulary.Roles, ref _roles);
        if (name.SequenceEqual("formats".AsSpan()))
            return ReadWords(ref line, word, ModelVocabulary.Formats, ref _formats);
        if (name.SequenceEqual("content".AsSpan()))
            return ReadWords(ref line, word, ModelVocabulary.ContentParts, ref _content);
        var index = ModelVocabulary.IndexOf(ModelVocabulary.Parameters, name);
        if (index < 0)
            return line.Error(word, ExpectedFact);
        return _parameters[index] is null ? ReadParameter(ref line, index) : Twice(ref line, word);
    }

    private ModelsError? ReadParameter(ref LineReader line, int index)
    {
        // A parameter whose bounds cannot be read is there all the same, without any.
        _parameters[index] = default(ParameterBounds);
        var kind = ModelVocabulary.KindOf(ModelVocabulary.Parameters[index]);
        if (kind == ParameterKind.Object)
            return line.End();
        if (kind == ParameterKind.Word)
        {
            var error = ReadList(ref line, ModelVocabulary.Efforts, mayBeEmpty: false, out _efforts);
            if (_efforts.IsEmpty)
                _parameters[index] = null;
            return error;
        }

        var range = line.NextWord();
        if (range.Length == 0)
            return null;
        var ofIntegers = kind != ParameterKind.Number;
        if (!RangeReader.TryRead(line.TextOf(range), ofIntegers, out var bounds))
            return line.Error(range, ofIntegers ? "a range of integers such as 1.., ..4 or 1..4" : "a range such as 0..2, >0..2 or ..1");
        if (bounds.IsEmpty(ofIntegers))
            return line.Error(range, "a range with something in it");
        _parameters[index] = bounds;
        return line.End();
    }

    private static ModelsError? ReadWords(ref LineReader line, Word word, string[] vocabulary, ref WordSet? words)
    {
        if (words is not null)
            return Twice(ref line, word);
        var error = ReadList(ref line, vocabulary, mayBeEmpty: true, out var read);
        words = read;
        return error;
    }

    private static ModelsError? ReadList(ref LineReader line, string[] vocabulary, bool mayBeEmpty, out WordSet words)
    {
        words = WordSet.Empty(vocabulary);
        var word = line.NextWord();
        if (mayBeEmpty && line.TextOf(word).SequenceEqual("none".AsSpan()))
            return line.End();
        do
        {
            var index = ModelVocabulary.IndexOf(vocabulary, line.TextOf(word));
            if (index < 0)
                return line.Error(word, (mayBeEmpty ? "'none' or one or more of " : "one or more of ") + string.Join(", ", vocabulary));
            words = words.With(index);
            word = line.NextWord();
        }
        while (word.Length > 0);
        return null;
    }

    private static ModelsError Twice(ref LineReader line, Word word) => line.Error(word, "each fact once");
}
