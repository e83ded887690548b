using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>A JSON document as a tree: numbers as they are written, members in their order.</summary>
internal abstract record JsonTree
{
    public static readonly JsonTree Null = new JsonLiteral("null");

    public static JsonTree Text(string value) => new JsonText(value);

    public static JsonTree Number(string raw) => new JsonNumberText(raw);

    public static JsonTree Boolean(bool value) => new JsonLiteral(value ? "true" : "false");

    public static JsonTree List(IEnumerable<JsonTree> items) => new JsonList([.. items]);

    public static JsonTree Object(IEnumerable<(string Name, JsonTree Value)> members) => new JsonObject([.. members]);

    public bool IsNull => this is JsonLiteral { Word: "null" };

    /// <summary>The document as text. Half of a surrogate pair is escaped, as it can be written no other way.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>The places of a tree, each as what makes the tree with something else there.</summary>
    public IEnumerable<(JsonTree Node, Func<JsonTree, JsonTree> With)> Places()
    {
        yield return (this, static other => other);
        switch (this)
        {
            case JsonList list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var at = i;
                    foreach (var (node, with) in list.Items[i].Places())
                        yield return (node, other => List(list.Items.Select((item, j) => j == at ? with(other) : item)));
                }

                break;
            case JsonObject value:
                for (var i = 0; i < value.Members.Count; i++)
                {
                    var at = i;
                    foreach (var (node, with) in value.Members[i].Value.Places())
                        yield return (node, other => Object(value.Members.Select((member, j) => j == at ? (member.Name, with(other)) : member)));
                }

                break;
        }
    }

    private protected abstract void Write(StringBuilder text);

    private protected static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var isPaired = char.IsHighSurrogate(c) ? i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]) : i > 0 && char.IsHighSurrogate(value[i - 1]);
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || (char.IsSurrogate(c) && !isPaired))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('"');
    }

    protected static void Write(JsonTree tree, StringBuilder text) => tree.Write(text);
}

internal sealed record JsonLiteral(string Word) : JsonTree
{
    private protected override void Write(StringBuilder text) => text.Append(Word);

    public override string ToString() => base.ToString();
}

internal sealed record JsonNumberText(string Raw) : JsonTree
{
    private protected override void Write(StringBuilder text) => text.Append(Raw);

    public override string ToString() => base.ToString();
}

internal sealed record JsonText(string Value) : JsonTree
{
    private protected override void Write(StringBuilder text) => Quote(text, Value);

    public override string ToString() => base.ToString();
}

internal sealed record JsonList(IReadOnlyList<JsonTree> Items) : JsonTree
{
    private protected override void Write(StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < Items.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            Write(Items[i], text);
        }

        text.Append(']');
    }

    public override string ToString() => base.ToString();
}

internal sealed record JsonObject(IReadOnlyList<(string Name, JsonTree Value)> Members) : JsonTree
{
    public JsonTree? this[string name] => Members.FirstOrDefault(member => member.Name == name).Value;

    private protected override void Write(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < Members.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            Quote(text, Members[i].Name);
            text.Append(':');
            Write(Members[i].Value, text);
        }

        text.Append('}');
    }

    public override string ToString() => base.ToString();
}
