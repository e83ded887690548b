using System.Text;

namespace PromptGen.Generator.Schemas;

/// <summary>One schema in the making: what a value that is not null has to be.</summary>
/// <param name="type">Its <c>type</c>; null where something else says what it is.</param>
internal sealed class SchemaNode(string? type)
{
    private readonly StringBuilder _keywords = new();
    private readonly List<string> _words = [];
    private List<string>? _branches;

    /// <summary>Adds a keyword with its value, as JSON.</summary>
    public SchemaNode Add(string keyword, string json)
    {
        _keywords.Append(',').Append(JsonText.Quote(keyword)).Append(':').Append(json);
        return this;
    }

    /// <summary>Says in words what no keyword says.</summary>
    public SchemaNode Say(string? sentence)
    {
        if (sentence is not null)
            _words.Add(sentence);
        return this;
    }

    /// <summary>Adds a schema that is enough by itself.</summary>
    public SchemaNode AddBranch(string json)
    {
        (_branches ??= []).Add(json);
        return this;
    }

    /// <summary>The schema as JSON.</summary>
    /// <param name="description">What is said of it before its own words.</param>
    /// <param name="isNullable">Whether null is allowed beside it.</param>
    public string ToJson(string? description = null, bool isNullable = false)
    {
        var words = string.Join("\n", new[] { description, _words.Count == 0 ? null : string.Join(" ", _words) }.Where(static part => part is not null));
        var said = words.Length == 0 ? "" : $",\"description\":{JsonText.Quote(words)}";

        // A bare type can say null beside itself; whatever has more to it needs a branch of its own.
        if (type is not null && (!isNullable || _keywords.Length == 0))
            return $"{{\"type\":{(isNullable ? $"[\"{type}\",\"null\"]" : $"\"{type}\"")}{said}{_keywords}}}";

        // Beside a reference servers refuse whatever else there is.
        if (!isNullable && _branches is null && said.Length == 0)
            return $"{{{_keywords.ToString(1, _keywords.Length - 1)}}}";
        var branches = _branches ?? [type is null ? $"{{{_keywords.ToString(1, _keywords.Length - 1)}}}" : $"{{\"type\":\"{type}\"{_keywords}}}"];
        var all = string.Join(",", isNullable ? branches.Append("{\"type\":\"null\"}") : branches);
        return said.Length == 0 ? $"{{\"anyOf\":[{all}]}}" : $"{{{said.Substring(1)},\"anyOf\":[{all}]}}";
    }
}
