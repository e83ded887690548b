using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using PromptGen.Generator.Analyzers;
using PromptGen.Models;

namespace PromptGen.Generator.Tests;

/// <summary>
/// Every bound of some models, straight from the catalog: the value at it, just inside and just outside, in every form that C# has
/// for it. What is expected comes from decimal arithmetic on the text as it is written.
/// </summary>
public sealed class ParameterBoundaryTests
{
    private static readonly (string Property, string Name)[] Parameters =
    [
        ("Temperature", "temperature"), ("TopP", "top_p"), ("TopK", "top_k"), ("MinP", "min_p"), ("TopA", "top_a"),
        ("FrequencyPenalty", "frequency_penalty"), ("PresencePenalty", "presence_penalty"), ("RepetitionPenalty", "repetition_penalty"),
        ("Seed", "seed"), ("MaxTokens", "max_tokens"), ("MaxCompletionTokens", "max_completion_tokens"), ("Stop", "stop"),
    ];

    [Theory]
    [InlineData("google/gemma-3-27b-it")]
    [InlineData("google/gemma-4-31b-it")]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("openai/gpt-5-2025-08-07")]
    [InlineData("MiniMax-Text-01")]
    [InlineData("nobody/knows")]
    [InlineData(null)]
    public async Task A_value_is_reported_if_and_only_if_it_is_not_taken(string? model)
    {
        var source = new Source(model);
        foreach (var (property, name) in Parameters)
        {
            foreach (var bound in Bounds(model, name))
            {
                foreach (var (text, value) in Forms(property, name, bound).Distinct())
                    source.Add(property, text, Expected(model, name, value));
            }
        }

        Assert.InRange(source.Count, 100, 5000);
        Assert.Equal(source.Expected(), await source.FindAsync());
    }

    private static IEnumerable<decimal> Bounds(string? model, string name)
    {
        var known = model is null ? null : ModelCatalog.Default.Find(model);
        var all = known is null ? [ModelCatalog.Default.Possible!.Bounds(name), ModelCatalog.Default.Portable!.Bounds(name)] : new[] { known.Bounds(name) };
        return all.SelectMany(static bounds => new[] { bounds?.Minimum, bounds?.Maximum }).OfType<decimal>().Append(1m).Distinct();
    }

    private static string Expected(string? model, string name, decimal value)
    {
        if (model is null || ModelCatalog.Default.Find(model) is not { } facts)
            return !IsWithin(ModelCatalog.Default.Possible!, name, value) ? "PG3002" : !IsWithin(ModelCatalog.Default.Portable!, name, value) ? "PG3003" : "";
        if (facts.Has(name))
            return IsWithin(facts, name, value) ? "" : "PG3002";
        var other = name switch { "max_tokens" => "max_completion_tokens", "max_completion_tokens" => "max_tokens", _ => name };
        return !facts.Has(other) ? "PG3004" : IsWithin(facts, other, value) ? "PG3011" : "PG3002 PG3011";
    }

    private static bool IsWithin(ModelFacts facts, string name, decimal value)
    {
        var bounds = facts.Bounds(name)!.Value;
        return (bounds.Minimum is not { } low || (bounds.ExcludesMinimum ? value > low : value >= low))
            && (bounds.Maximum is not { } high || (bounds.ExcludesMaximum ? value < high : value <= high));
    }

    private static IEnumerable<(string Text, decimal Value)> Forms(string property, string name, decimal bound) => ModelVocabulary.KindOf(name) switch
    {
        PromptGen.Models.ParameterKind.Number => Numbers(bound),
        PromptGen.Models.ParameterKind.Integer => new[] { bound - 1, bound, bound + 1 }.Where(value => property == "Seed" || value is >= int.MinValue and <= int.MaxValue).SelectMany(value => Integers(property, value)),
        _ => new[] { bound - 1, bound, bound + 1 }.Where(static count => count > 0).SelectMany(Lists),
    };

    private static IEnumerable<(string Text, decimal Value)> Numbers(decimal bound)
    {
        // Next to 0 there are numbers that no decimal holds.
        double[] doubles = bound == 0 ? [-1e-9, 0, 1e-9] : [Math.BitDecrement((double)bound), (double)bound, Math.BitIncrement((double)bound)];
        float[] floats = bound == 0 ? [-1e-9f, 0, 1e-9f] : [MathF.BitDecrement((float)bound), (float)bound, MathF.BitIncrement((float)bound)];
        return doubles.SelectMany(static value => Written(value.ToString("R", CultureInfo.InvariantCulture), "D", "double"))
            .Concat(floats.SelectMany(static value => Written(value.ToString("R", CultureInfo.InvariantCulture), "F", "float")))
            .Concat(new[] { bound - 0.000000001m, bound, bound + 0.000000001m }.SelectMany(static value => Decimals(value)))
            .Concat(bound == decimal.Truncate(bound) ? new[] { bound - 1, bound, bound + 1 }.SelectMany(static value => Integers("double", value)) : []);
    }

    private static IEnumerable<(string Text, decimal Value)> Written(string digits, string suffix, string type)
    {
        var value = decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return new[] { digits + suffix, Negated(digits + suffix), $"const {type} {digits}{suffix}", $"static {type} {digits}{suffix}", $"static {type}? {digits}{suffix}", $"local {type} {digits}{suffix}" }
            .Concat(type == "double" ? [value == decimal.Truncate(value) ? digits + ".0" : digits, $"{digits}{suffix} + 0"] : [$"(double){digits}{suffix}"])
            .Select(text => (text, value));
    }

    private static IEnumerable<(string Text, decimal Value)> Decimals(decimal value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture) + "M";
        return new[] { $"(double)({digits})", $"(double?)({digits})", $"static double (double)({digits})", $"const double (double)({digits})" }.Select(text => (text, value));
    }

    private static IEnumerable<(string Text, decimal Value)> Integers(string property, decimal value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        var type = property switch { "Seed" => "long", "double" => "double", _ => "int" };
        var forms = new List<string> { digits, $"({digits})", Negated(property == "Seed" ? digits + "L" : digits), $"const {type} {digits}", $"static {type} {digits}", $"static {type}? {digits}", $"local {type} {digits}", $"({type}){digits}", $"({type}?){digits}", $"{digits} + 0" };
        if (value >= 0)
            forms.AddRange([$"0x{(long)value:X}", $"0b{(long)value:B}", "0" + digits]);
        if (value is >= 0 and <= byte.MaxValue)
            forms.AddRange([$"static byte? {digits}", $"'\\u{(int)value:X4}'"]);
        if (property == "Seed")
            forms.Add(digits + "L");

        // A cast to an integer drops what is behind the point.
        forms.AddRange(type == "double" ? [digits + "L", $"(float){digits}", $"const int {digits}"] : [value < 0 ? $"({type})({digits}.9)" : $"({type}){digits}.9"]);
        return forms.Select(text => (text, value));
    }

    private static IEnumerable<(string Text, decimal Value)> Lists(decimal count)
    {
        var items = string.Join(", ", Enumerable.Range(0, (int)count).Select(static i => $"\"{i}\""));
        return new[] { $"new[] {{ {items} }}", $"new string[] {{ {items} }}", $"[{items}]", $"static string[] new[] {{ {items} }}", $"static IReadOnlyList<string> [{items}]" }.Select(text => (text, count));
    }

    private static string Negated(string literal) => literal.StartsWith('-') ? $"-({literal[1..]})" : $"-(-{literal})";

    /// <summary>A program of many parameters, each value in its place.</summary>
    private sealed class Source(string? model)
    {
        private readonly StringBuilder _fields = new();
        private readonly List<(string Property, string Value, string Text, string Ids)> _values = [];

        public int Count => _values.Count;

        /// <summary>Adds a value: an expression, or <c>const</c>, <c>static</c> or <c>local</c> with type and expression.</summary>
        public void Add(string property, string text, string ids)
        {
            var words = text.Split(' ', 3);
            var name = $"N{_values.Count.ToString(CultureInfo.InvariantCulture)}";
            var keyword = words[0] switch { "const" => "private const", "static" => "private static readonly", "local" => "const", _ => null };
            if (keyword is not null)
                _fields.Append(CultureInfo.InvariantCulture, $"    {(words[0] == "local" ? "" : $"{keyword} {words[1]} {name} = {words[2]};")}\n");
            _values.Add((property, words[0] == "local" ? $"const {words[1]} {name} = {words[2]};" : keyword is null ? text : name, text, ids));
        }

        public IEnumerable<string> Expected() => _values.Select(static value => $"{value.Property} = {value.Text}: {value.Ids}");

        public async Task<IEnumerable<string>> FindAsync()
        {
            var source = new StringBuilder("using System.Collections.Generic;\nusing PromptGen;\n\npublic static class Values\n{\n").Append(_fields);
            var spans = new List<int>();
            for (var i = 0; i < _values.Count; i++)
            {
                var (property, value, _, _) = _values[i];
                var isLocal = value.StartsWith("const ", StringComparison.Ordinal);
                source.Append(CultureInfo.InvariantCulture, $"    public static ChatParameters Make{i}() {{ {(isLocal ? value : "")} return new() {{ {(model is null ? "" : $"Model = \"{model}\", ")}{property} = ");
                spans.Add(source.Length);
                source.Append(isLocal ? $"N{i.ToString(CultureInfo.InvariantCulture)}" : value).Append(" }; }\n");
            }

            var compilation = GeneratorRun.Compile([GeneratorRun.Parse(source.Append("}\n").ToString(), "Values.cs")], OutputKind.DynamicallyLinkedLibrary);
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            var found = (await GeneratorRun.Start(compilation).AnalyzeAsync([new ChatParametersAnalyzer()])).ToLookup(static diagnostic => diagnostic.Location.SourceSpan.Start);
            Assert.Equal([], found.Select(static at => at.Key).Except(spans));
            return _values.Select((value, i) => $"{value.Property} = {value.Text}: {string.Join(' ', found[spans[i]].Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal))}").ToList();
        }
    }
}
