using System.Text.Json;

namespace PromptGen;

/// <summary>
/// Where the discriminators of a union's objects are, and of all objects inside of it: found in one pass, so that a document is gone
/// through twice at most for each name, however deep unions lie in one another.
/// </summary>
internal sealed class DiscriminatorScan(string name)
{
    private readonly Dictionary<int, int> _values = [];
    private int _end;

    public string Name => name;

    /// <summary>The offset of the discriminator's value of an object; null where it has none.</summary>
    /// <param name="json">A reader on the object's first token.</param>
    public int? Find(Utf8JsonReader json)
    {
        var start = checked((int)json.TokenStartIndex);
        if (start >= _end)
            Scan(json);
        return _values.TryGetValue(start, out var value) ? value : null;
    }

    private void Scan(Utf8JsonReader json)
    {
        _values.Clear();
        var open = new Stack<int>();
        var isDiscriminator = false;
        do
        {
            if (isDiscriminator)
                _values.TryAdd(open.Peek(), checked((int)json.TokenStartIndex));
            isDiscriminator = false;
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(checked((int)json.TokenStartIndex));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    isDiscriminator = json.ValueTextEquals(name);
                    break;
            }
        }
        while (open.Count > 0 && json.Read());
        _end = checked((int)json.BytesConsumed);
    }
}
