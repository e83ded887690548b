using System.Globalization;
using PromptGen.Generator.Schemas;

namespace PromptGen.Generator.Emitting;

/// <summary>The rules of a contract's texts: fields that its reader and its writer share.</summary>
internal sealed class RulesFields
{
    private const string Type = Emitted.CompilerServices + ".TextRules";

    private readonly List<TextRules> _rules = [];

    /// <summary>The field that holds the rules of a text; empty where it has none.</summary>
    public string Of(TextShape text)
    {
        if (text.Rules.IsOpen)
            return "";
        var index = _rules.IndexOf(text.Rules);
        if (index < 0)
        {
            index = _rules.Count;
            _rules.Add(text.Rules);
        }

        return Name(index);
    }

    public void Emit(CodeWriter writer)
    {
        for (var i = 0; i < _rules.Count; i++)
            writer.Line().Line($"private static readonly {Type} {Name(i)} = new {Type} {{ {string.Join(", ", Settings(_rules[i]))} }};");
    }

    private static IEnumerable<string> Settings(TextRules rules)
    {
        if (rules.Length.Minimum is { } least)
            yield return $"MinLength = {least.ToString(CultureInfo.InvariantCulture)}";
        if (rules.Length.Maximum is { } most)
            yield return $"MaxLength = {most.ToString(CultureInfo.InvariantCulture)}";
        if (rules.Pattern is { } pattern)
            yield return $"Pattern = {Emitted.Literal(pattern)}, Expression = {Emitted.Literal(rules.Expression!)}";
        if (rules.Format != TextFormat.None)
            yield return $"Format = {Emitted.CompilerServices}.TextFormat.{rules.Format}";
        if (rules.Allowed.Count > 0)
            yield return $"Allowed = new[] {{ {string.Join(", ", rules.Allowed.Select(Emitted.Literal))} }}";
        if (rules.Denied.Count > 0)
            yield return $"Denied = new[] {{ {string.Join(", ", rules.Denied.Select(Emitted.Literal))} }}";
    }

    private static string Name(int index) => "Rules" + (index + 1).ToString(CultureInfo.InvariantCulture);
}
