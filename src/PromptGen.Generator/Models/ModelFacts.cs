using System.Text;

namespace PromptGen.Models;

/// <summary>What a model, or a kind of provider, takes of a request. Equal to another with the same facts.</summary>
internal sealed class ModelFacts : IEquatable<ModelFacts>
{
    // By index in ModelVocabulary.Parameters; null for a parameter that there is not.
    private readonly ParameterBounds?[] _parameters;

    public ModelFacts(ParameterBounds?[] parameters, WordSet efforts, WordSet roles, WordSet formats, WordSet contentParts)
    {
        _parameters = parameters;
        Efforts = efforts;
        Roles = roles;
        Formats = formats;
        ContentParts = contentParts;
    }

    /// <summary>The values of <c>reasoning_effort</c>.</summary>
    public WordSet Efforts { get; }

    /// <summary>The roles that a message may have.</summary>
    public WordSet Roles { get; }

    /// <summary>The types of <c>response_format</c>.</summary>
    public WordSet Formats { get; }

    /// <summary>The parts that a user's message may have. One that is a plain text is always taken.</summary>
    public WordSet ContentParts { get; }

    /// <summary>Whether there is a parameter of that name, as the wire has it.</summary>
    public bool Has(string parameter) => Bounds(parameter) is not null;

    /// <summary>The bounds of a parameter; null where there is none of that name.</summary>
    public ParameterBounds? Bounds(string parameter) =>
        ModelVocabulary.IndexOf(ModelVocabulary.Parameters, parameter.AsSpan()) is >= 0 and var index ? _parameters[index] : null;

    public bool Equals(ModelFacts? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _parameters.SequenceEqual(other._parameters)
            && Efforts.Equals(other.Efforts)
            && Roles.Equals(other.Roles)
            && Formats.Equals(other.Formats)
            && ContentParts.Equals(other.ContentParts));

    public override bool Equals(object? obj) => Equals(obj as ModelFacts);

    public override int GetHashCode()
    {
        var hash = (((Efforts.GetHashCode() * 31) + Roles.GetHashCode()) * 31) + Formats.GetHashCode();
        foreach (var bounds in _parameters)
            hash = unchecked((hash * 31) + bounds.GetHashCode());
        return unchecked((hash * 31) + ContentParts.GetHashCode());
    }

    /// <summary>The facts as the models' file has them, one on each line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i] is not { } bounds)
                continue;
            var name = ModelVocabulary.Parameters[i];
            AppendLine(name, name == ModelVocabulary.ReasoningEffort ? Efforts.ToString() : bounds.ToString());
        }

        AppendLine("roles", OrNone(Roles));
        AppendLine("formats", OrNone(Formats));
        AppendLine("content", OrNone(ContentParts));
        return text.ToString();

        void AppendLine(string name, string value) => text.Append("  ").Append(name).Append(value.Length == 0 ? "" : " ").Append(value).Append('\n');

        static string OrNone(WordSet words) => words.IsEmpty ? "none" : words.ToString();
    }
}
