using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.CodeAnalysis;

namespace PromptGen.Generator.Tests;

/// <summary>
/// Random templates in random literals: what a diagnostic marks in the source is the placeholder, as it is spelled there. The
/// writer of the literals notes where each character goes, and knows nothing of how the generator finds it again.
/// </summary>
public sealed class LiteralSpanTests
{
    private static readonly string[] Pieces =
    [
        "a", " ", "x ", "\t", "\n", "\r\n", "\"", "\\", "é", "😀", "{{", "}}", "'", "0", "\u2028", "\u0001", "%", "//", "\\n", "$", "@",
    ];

    private static readonly Gen<string> Filler = Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]).Array[0, 6].Select(string.Concat);

    private static readonly Gen<string> Name = Gen.Int[0, 99].Select(static i => $"n{i.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>A template's text: an ordinary character at either end, so that every kind of literal can hold it.</summary>
    private static readonly Gen<string> Template =
        Gen.Select(Filler, Name, Filler, Name, Filler).Select(static (a, x, b, y, c) => $"a{a}{{{x}}}{b}{{ {y} }}{c}z");

    [Fact]
    public void A_diagnostic_marks_the_placeholder_as_it_is_spelled() => Gen.Select(Template, Gen.Int[1, 4], Gen.Int[0, int.MaxValue]).Sample(
        static (template, pieces, seed) =>
        {
            var writer = new LiteralWriter(template, pieces, new Random(seed));
            var source = writer.Source;
            var found = FindingsOf(source).Where(static finding => finding.Id == "PG2002").Select(static finding => finding.Location.SourceSpan)
                .Select(span => source.Substring(span.Start, span.Length));
            Assert.Equal(writer.Placeholders, found);
        },
        iter: 400);

    [Theory]
    [InlineData("\"Ask {|PG2002:{x}|}\"")]
    [InlineData("nameof(IAsk) + \" {|PG2002:{x}|}\"")]
    [InlineData("\"Ask {|PG2002:{\\u0078}|}\"")]
    [InlineData("\"Ask {|PG2002:{\\x78}|}\"")]
    [InlineData("\"Ask {|PG2002:\\U0000007Bx}|}\"")]
    [InlineData("@\"\"\"Ask\"\" {|PG2002:{x}|}\"")]
    [InlineData("(\"Ask {|PG2002:{\" + (\"x\") + @\"}|}\")")]
    [InlineData("\"Ask \" + {|PG2002:Constants.Text|}")]
    [InlineData("$\"Ask {|PG2002:{{x}}|} {Constants.Plain}\"")]
    [InlineData("$\"{Constants.Plain} {|PG2002:{{{Constants.Plain}}}|}\"")]
    public Task Every_kind_of_literal(string literal) => Verify.Analyzer($$"""
        public partial interface IAsk { [Prompt({{literal}})] Task<string> AskAsync(); }
        public static class Constants { public const string Text = "{x}"; public const string Plain = "x"; }
        """);

    private static IReadOnlyList<Diagnostic> FindingsOf(string source) =>
        [.. GeneratorRun.Start(source).AnalyzeAsync().GetAwaiter().GetResult().OrderBy(static finding => finding.Location.SourceSpan.Start)];

    /// <summary>Writes a text as a sum of literals of every kind.</summary>
    private sealed class LiteralWriter
    {
        private const string Head = "using System.Threading.Tasks; using PromptGen; public static class C { public const string Nothing = \"\"; }\npublic partial interface IAsk { [Prompt(";

        /// <summary>More than there ever are braces in a row.</summary>
        private const string Dollars = "$$$$$$$$$$$$$$$$$$$$";

        private readonly string _template;
        private readonly Random _random;
        private readonly StringBuilder _source = new(Head);
        private readonly (int Start, int End)[] _places;

        public LiteralWriter(string template, int pieces, Random random)
        {
            _template = template;
            _random = random;
            _places = new (int, int)[template.Length];
            var cuts = Enumerable.Range(0, pieces - 1).Select(_ => random.Next(1, template.Length)).Append(0).Append(template.Length).Distinct().Order().ToList();
            for (var i = 0; i + 1 < cuts.Count; i++)
            {
                if (i > 0)
                    _source.Append(random.Next(2) == 0 ? " + " : "\n        + ");
                Write(cuts[i], cuts[i + 1]);
            }

            _source.Append(")] Task<string> AskAsync(); }");
            Placeholders = [.. PlaceholdersOf(template).Select(range => Source[_places[range.Start].Start.._places[range.End.Value - 1].End])];
        }

        public string Source => _source.ToString();

        /// <summary>The placeholders as they are spelled, in order.</summary>
        public IReadOnlyList<string> Placeholders { get; }

        private static IEnumerable<Range> PlaceholdersOf(string template)
        {
            for (var i = 0; i < template.Length; i++)
            {
                if (template[i] is '{' or '}' && template[i + 1] == template[i])
                    i++;
                else if (template[i] == '{')
                    yield return i..(template.IndexOf('}', i) + 1);
            }
        }

        private void Write(int start, int end)
        {
            var text = _template[start..end];
            var isPlain = !text.Any(static c => c is '"' or '\u2028' or '\r' or '\n' or '\u0001');
            switch (_random.Next(7))
            {
                case 0 when isPlain:
                    Raw(start, end, "\"\"\"");
                    break;
                case 1 when isPlain:
                    Raw(start, end, Dollars + "\"\"\"" + new string('{', Dollars.Length) + "C.Nothing" + new string('}', Dollars.Length));
                    break;
                case 2 when !text.Any(static c => c is '\u2028' or '\r' or '\u0001') && text.Trim() == text:
                    MultiLine(start, end, "");
                    break;
                case 3 when !text.Any(static c => c is '\u2028' or '\r' or '\u0001') && text.Trim() == text:
                    MultiLine(start, end, Dollars);
                    break;
                case 4:
                    Verbatim(start, end);
                    break;
                case 5:
                    Regular(start, end, isInterpolated: true);
                    break;
                default:
                    Regular(start, end, isInterpolated: false);
                    break;
            }
        }

        private void Put(int index, string spelling)
        {
            _places[index] = (_source.Length, _source.Length + spelling.Length);
            _source.Append(spelling);
        }

        private void Raw(int start, int end, string open)
        {
            _source.Append(open);
            for (var i = start; i < end; i++)
                Put(i, _template[i].ToString());
            _source.Append("\"\"\"");
        }

        private void MultiLine(int start, int end, string dollars)
        {
            const string Indent = "          ";
            _source.Append(dollars).Append("\"\"\"\"\"\n").Append(Indent);
            for (var i = start; i < end; i++)
            {
                Put(i, _template[i].ToString());
                if (_template[i] == '\n')
                    _source.Append(Indent);
            }

            _source.Append('\n').Append(Indent).Append("\"\"\"\"\"");
        }

        private void Verbatim(int start, int end)
        {
            _source.Append("@\"");
            for (var i = start; i < end; i++)
                Put(i, _template[i] == '"' ? "\"\"" : _template[i].ToString());
            _source.Append('"');
        }

        private void Regular(int start, int end, bool isInterpolated)
        {
            _source.Append(isInterpolated ? "$\"{C.Nothing}" : "\"");
            for (var i = start; i < end; i++)
            {
                var c = _template[i];
                if (char.IsHighSurrogate(c) && i + 1 < end && _random.Next(2) == 0)
                {
                    var both = $"\\U{char.ConvertToUtf32(c, _template[i + 1]):X8}";
                    Put(i, both);
                    _places[++i] = _places[i - 1];
                    continue;
                }

                Put(i, Spell(c, isInterpolated));
            }

            _source.Append('"');
        }

        private string Spell(char c, bool isInterpolated)
        {
            // Braces of an interpolated literal cannot be escaped in another way.
            if (isInterpolated && c is '{' or '}')
                return new(c, 2);
            var code = (int)c;
            return (_random.Next(8), c) switch
            {
                (0, _) => $"\\u{code:x4}",
                (1, _) => $"\\x{code:X4}",
                (2, _) when !char.IsSurrogate(c) => $"\\U{code:X8}",
                (_, '"') => "\\\"",
                (_, '\\') => "\\\\",
                (_, '\n') => "\\n",
                (_, '\r') => "\\r",
                (_, '\t') => "\\t",
                (_, '\u2028' or '\u0001') => $"\\u{code:X4}",
                _ => c.ToString(),
            };
        }
    }
}
