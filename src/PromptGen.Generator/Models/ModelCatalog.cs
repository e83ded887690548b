using System.Text;

namespace PromptGen.Models;

/// <summary>Which models there are and what they take. Equal to another with the same models and facts.</summary>
internal sealed class ModelCatalog : IEquatable<ModelCatalog>
{
    private const string Resource = "PromptGen.models.txt";

    private static readonly Lazy<ModelCatalog> LazyDefault = new(static () => Parse(ReadDefaultText()).Catalog);

    private readonly Dictionary<string, ModelFacts> _models;

    public ModelCatalog(Dictionary<string, ModelFacts> models, ModelFacts? portable, ModelFacts? possible)
    {
        _models = models;
        Portable = portable;
        Possible = possible;
    }

    /// <summary>The catalog that PromptGen comes with; read once.</summary>
    public static ModelCatalog Default => LazyDefault.Value;

    /// <summary>No model at all.</summary>
    public static ModelCatalog Empty { get; } = new(new(StringComparer.Ordinal), null, null);

    /// <summary>The ids of all models, in no order that means anything.</summary>
    public IReadOnlyCollection<string> Ids => _models.Keys;

    /// <summary>The values that every provider takes; null where the file says nothing. The default catalog has it.</summary>
    public ModelFacts? Portable { get; }

    /// <summary>The values that some provider takes; null where the file says nothing. The default catalog has it.</summary>
    public ModelFacts? Possible { get; }

    /// <summary>Takes a models' file apart. Any text will do: what is wrong is left out of the catalog and comes back as errors, in order.</summary>
    public static (ModelCatalog Catalog, IReadOnlyList<ModelsError> Errors) Parse(string text) => new ModelsReader(text).Read();

    /// <summary>The text of the catalog that PromptGen comes with.</summary>
    public static string ReadDefaultText()
    {
        using var reader = new StreamReader(typeof(ModelCatalog).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }

    /// <summary>What is known of a model; null where it is not in the catalog. Ids are compared as they are, letter by letter.</summary>
    public ModelFacts? Find(string id) => _models.TryGetValue(id, out var facts) ? facts : null;

    /// <summary>This catalog with the models of another, which win, each as a whole; and likewise what is portable and possible.</summary>
    public ModelCatalog With(ModelCatalog overrides)
    {
        if (overrides.Equals(Empty))
            return this;
        var models = new Dictionary<string, ModelFacts>(_models, StringComparer.Ordinal);
        foreach (var model in overrides._models)
            models[model.Key] = model.Value;
        return new(models, overrides.Portable ?? Portable, overrides.Possible ?? Possible);
    }

    public bool Equals(ModelCatalog? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _models.Count == other._models.Count
            && Equals(Portable, other.Portable)
            && Equals(Possible, other.Possible)
            && _models.All(model => model.Value.Equals(other.Find(model.Key))));

    public override bool Equals(object? obj) => Equals(obj as ModelCatalog);

    public override int GetHashCode()
    {
        // A sum, since equal catalogs may have their models in different orders.
        var hash = _models.Count;
        foreach (var model in _models)
            hash = unchecked(hash + (StringComparer.Ordinal.GetHashCode(model.Key) ^ model.Value.GetHashCode()));
        return hash;
    }

    /// <summary>The catalog as a models' file: sorted, models with the same facts in one block.</summary>
    public override string ToString()
    {
        var blocks = _models
            .OrderBy(static model => model.Key, StringComparer.Ordinal)
            .GroupBy(static model => model.Value, static model => $"model {model.Key}\n")
            .Select(static block => string.Concat(block) + block.Key);
        var text = new StringBuilder();
        if (Portable is not null)
            text.Append("portable\n").Append(Portable).Append('\n');
        if (Possible is not null)
            text.Append("possible\n").Append(Possible).Append('\n');
        return text.Append(string.Join("\n", blocks)).ToString();
    }
}
