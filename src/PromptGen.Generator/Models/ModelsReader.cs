namespace PromptGen.Models;

/// <summary>Reads a models' file: heads, and below each of them its facts. Its grammar is in the head of models.txt.</summary>
internal sealed class ModelsReader(string text)
{
    private const string ExpectedHead = "'model', 'portable' or 'possible'";

    /// <summary>Nobody reads more, and not every text is meant to be a models' file.</summary>
    private const int MaxErrors = 100;

    private readonly List<ModelsError> _errors = [];
    private readonly Dictionary<string, ModelFacts> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<(Word Word, string? Id)> _heads = [];
    private readonly FactsReader _facts = new();
    private ModelFacts? _portable;
    private ModelFacts? _possible;

    public (ModelCatalog Catalog, IReadOnlyList<ModelsError> Errors) Read()
    {
        var line = new LineReader(text);
        while (line.MoveNext())
        {
            var start = line.Position;
            var word = line.NextWord();
            if (word.Length == 0)
                continue;
            var error = word.Start > start ? ReadFact(ref line, word) : ReadHead(ref line, word);
            if (error is not null)
                Report(error);
        }

        EndBlock();
        return (new(_models, _portable, _possible), _errors);
    }

    private ModelsError? ReadHead(ref LineReader line, Word word)
    {
        // Heads in a row share their facts: the block before ends with the first of them.
        if (_facts.Any)
            EndBlock();
        var keyword = line.TextOf(word);
        var isModel = keyword.SequenceEqual("model".AsSpan());
        if (!isModel && !keyword.SequenceEqual("portable".AsSpan()) && !keyword.SequenceEqual("possible".AsSpan()))
        {
            // What follows belongs to whatever this was meant to be.
            _heads.Add((word, null));
            return line.Error(word, ExpectedHead);
        }

        var named = isModel ? line.NextWord() : word;
        _heads.Add((named, null));
        if (named.Length == 0)
            return line.Error(named, "a model's id");
        var name = line.TextOf(named).ToString();

        // A space cannot be in an id, so that no model is taken for one of the other heads.
        if (!_taken.Add(isModel ? name : " " + name))
            return line.Error(named, isModel ? "each model once" : $"'{name}' once");
        _heads[_heads.Count - 1] = (named, isModel ? name : " " + name);
        return line.End();
    }

    private ModelsError? ReadFact(ref LineReader line, Word word) =>
        _heads.Count == 0 ? line.Error(word, ExpectedHead + " at the start of a line") : _facts.Read(ref line, word);

    private void EndBlock()
    {
        if (_heads.Count == 0)
            return;
        var (last, _) = _heads[_heads.Count - 1];
        if (_facts.Missing() is { } missing && _heads.Exists(static head => head.Id is not null))
            Report(new(last.Line, last.Column, last.Start, last.Length, $"expected '{missing}' in this block, found none."));
        var facts = _facts.Take();
        foreach (var (_, id) in _heads)
        {
            if (id == " portable")
                _portable = facts;
            else if (id == " possible")
                _possible = facts;
            else if (id is not null)
                _models.Add(id, facts);
        }

        _heads.Clear();
    }

    private void Report(ModelsError error)
    {
        if (_errors.Count < MaxErrors)
            _errors.Add(error);
    }
}
