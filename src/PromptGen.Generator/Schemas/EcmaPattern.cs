using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Schemas;

/// <summary>A regular expression as ECMA-262 has it, and the same as .NET has it: both take the same texts, whole.</summary>
/// <param name="Schema">For schemas: anchored, without the shorthands that engines stumble over.</param>
/// <param name="Expression">For <c>RegexOptions.NonBacktracking</c>.</param>
internal sealed record EcmaPattern(string Schema, string Expression)
{
    /// <summary>What a text may be repeated: an automaton of more states is none that anybody wants to build.</summary>
    private const int MaxRepeats = 1000;

    /// <summary>
    /// Translates the part of .NET's language that both have and that a finite automaton can tell: literals, classes, groups,
    /// alternatives and quantifiers; or says what else is there.
    /// </summary>
    public static (EcmaPattern? Pattern, string? Problem) Translate(string pattern)
    {
        var parser = new Parser(pattern);
        return parser.Parse();
    }

    /// <summary>Whether every engine that knows patterns gets it right: printable ASCII, and nothing that would match a quote.</summary>
    public static bool IsPortable(string pattern) =>
        pattern.All(static c => c is >= ' ' and <= '~' and not '"') && !pattern.Contains("[^") && !pattern.Contains("\\\\") && !pattern.Contains("\\u");

    private sealed class Parser(string pattern)
    {
        private const string TakenFrom = "has a class that another is taken from";
        private const string Syntax = "^$\\.*+?()[]{}|/";

        private readonly StringBuilder _schema = new();
        private readonly StringBuilder _expression = new();
        private int _at;
        private int _end = pattern.Length;
        private string? _problem;
        private bool _hasAlternatives;

        public (EcmaPattern? Pattern, string? Problem) Parse()
        {
            // Anchors at the ends say what holds anyway.
            if (pattern.StartsWith("^", StringComparison.Ordinal))
                _at++;
            if (pattern.EndsWith("$", StringComparison.Ordinal) && !IsEscaped(pattern.Length - 1) && _end > _at)
                _end--;
            var hasAnchors = _at > 0 || _end < pattern.Length;
            ReadAlternatives(depth: 0);
            if (_problem is null && _at < _end)
                _problem = "has a ')' too many";
            if (_hasAlternatives && hasAnchors)
                _problem ??= "has anchors that hold for one of its alternatives alone: put the alternatives into a group";
            if (_problem is not null)
                return (null, _problem);
            var schema = _hasAlternatives ? $"(?:{_schema})" : _schema.ToString();
            return (new($"^{schema}$", $"\\A(?:{_expression})\\z"), null);
        }

        private void ReadAlternatives(int depth)
        {
            while (_problem is null && _at < _end && pattern[_at] != ')')
            {
                if (pattern[_at] == '|')
                {
                    _at++;
                    _hasAlternatives |= depth == 0;
                    Append("|");
                }
                else
                {
                    ReadAtom(depth);
                    ReadQuantifier();
                }
            }
        }

        private void ReadAtom(int depth)
        {
            var c = pattern[_at++];
            switch (c)
            {
                case '(':
                    ReadGroup(depth);
                    break;
                case '[':
                    ReadClass();
                    break;
                case '\\':
                    ReadEscape();
                    break;
                case '.':
                    AppendClass("\\n", isNegated: true);
                    break;
                case '^' or '$':
                    _problem ??= $"has an anchor '{c}' inside";
                    break;
                case '*' or '+' or '?':
                    _problem ??= $"has a '{c}' with nothing to repeat";
                    break;
                default:
                    AppendLiteral(c);
                    break;
            }
        }

        private void ReadGroup(int depth)
        {
            if (depth > 50)
            {
                _problem ??= "has groups too deep inside one another";
                return;
            }

            if (_at < _end && pattern[_at] == '?')
            {
                var isNamed = _at + 2 < _end && pattern[_at + 1] == '<' && (char.IsLetter(pattern[_at + 2]) || pattern[_at + 2] == '_');
                var close = isNamed ? pattern.IndexOf('>', _at) : _at + 1;
                if (!isNamed && (_at + 1 >= _end || pattern[_at + 1] != ':'))
                    _problem ??= "has a group that is more than a group, such as one that looks around";
                else if (close < 0 || (isNamed && pattern.IndexOf('-', _at, close - _at) >= 0))
                    _problem ??= "has a group whose name is none";
                if (_problem is not null)
                    return;
                _at = close + 1;
            }

            Append("(?:");
            ReadAlternatives(depth + 1);
            if (_at < _end && pattern[_at] == ')')
                _at++;
            else
                _problem ??= "has a '(' that is never closed";
            Append(")");
        }

        private void ReadQuantifier()
        {
            if (_problem is not null || _at >= _end)
                return;
            var quantifier = pattern[_at] switch
            {
                '*' or '+' or '?' => pattern[_at++].ToString(),
                '{' => ReadBraces(),
                _ => null,
            };
            if (quantifier is null || _problem is not null)
                return;
            Append(quantifier);

            // How eager it is makes no difference to what is matched whole.
            if (_at < _end && pattern[_at] == '?')
                _at++;
            if (_at < _end && (pattern[_at] is '*' or '+' or '?' || (pattern[_at] == '{' && ReadBraces() is not null)))
                _problem ??= "has two quantifiers in a row";
        }

        /// <summary><c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; anything else is a brace, and null.</summary>
        private string? ReadBraces()
        {
            var close = pattern.IndexOf('}', _at);
            if (close < 0 || close >= _end)
                return null;
            var parts = pattern.Substring(_at + 1, close - _at - 1).Split(',');
            if (parts.Length > 2 || !IsNumber(parts[0]) || (parts.Length == 2 && parts[1].Length > 0 && !IsNumber(parts[1])))
                return null;
            var numbers = parts.Where(static part => part.Length > 0).Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue).ToList();
            if (numbers.Exists(static number => number > MaxRepeats))
                _problem ??= $"repeats something more than {MaxRepeats.ToString(CultureInfo.InvariantCulture)} times";
            else if (numbers.Count == 2 && numbers[0] > numbers[1])
                _problem ??= "repeats something at least more often than at most";
            var text = pattern.Substring(_at, close - _at + 1);
            _at = close + 1;
            return text;
        }

        private void ReadEscape()
        {
            if (_at >= _end)
            {
                _problem ??= "ends in a '\\'";
                return;
            }

            var c = pattern[_at++];
            switch (c)
            {
                case 'd' or 'w' or 's':
                    AppendClass(Shorthand(c)!, isNegated: false);
                    break;
                case 'D' or 'W' or 'S':
                    AppendClass(Shorthand(char.ToLowerInvariant(c))!, isNegated: true);
                    break;
                default:
                    if (ReadCharacter(c) is { } literal)
                        AppendLiteral(literal);
                    break;
            }
        }

        private void ReadClass()
        {
            var isNegated = _at < _end && pattern[_at] == '^';
            if (isNegated)
                _at++;
            var items = new StringBuilder();
            var isFirst = true;
            while (_problem is null)
            {
                if (_at >= _end)
                {
                    _problem = "has a '[' that is never closed";
                    return;
                }

                var c = pattern[_at++];
                if (c == ']' && !isFirst)
                    break;
                isFirst = false;
                if (c == '-' && _at < _end && pattern[_at] == '[')
                {
                    _problem = TakenFrom;
                    return;
                }

                if (c == '\\' && _at < _end && Shorthand(pattern[_at]) is { } shorthand)
                {
                    _at++;
                    items.Append(shorthand);
                    continue;
                }

                if (ReadClassCharacter(c) is not { } low)
                    return;
                if (_at + 1 < _end && pattern[_at] == '-' && pattern[_at + 1] != ']')
                {
                    _at++;
                    var next = pattern[_at++];
                    if (next == '[' || (next == '\\' && _at < _end && Shorthand(pattern[_at]) is not null))
                    {
                        _problem = TakenFrom;
                        return;
                    }

                    if (ReadClassCharacter(next) is not { } high)
                        return;
                    if (low > high)
                        _problem = "has a range of characters that ends before it begins";
                    items.Append(InClass(low)).Append('-').Append(InClass(high));
                }
                else
                {
                    items.Append(InClass(low));
                }
            }

            if (_problem is null)
                AppendClass(items.ToString(), isNegated);
        }

        private char? ReadClassCharacter(char c)
        {
            if (c != '\\')
                return IsCharacter(c) ? c : null;
            if (_at < _end)
                return ReadCharacter(pattern[_at++]);
            _problem ??= "ends in a '\\'";
            return null;
        }

        /// <summary>The character that an escape stands for; null, and the problem noted, where it stands for something else.</summary>
        private char? ReadCharacter(char escape)
        {
            switch (escape)
            {
                case 't':
                    return '\t';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 'f':
                    return '\f';
                case 'v':
                    return '\v';
                case 'x' or 'u':
                    var count = escape == 'x' ? 2 : 4;
                    if (_at + count <= _end && ushort.TryParse(pattern.Substring(_at, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && IsCharacter((char)code))
                    {
                        _at += count;
                        return (char)code;
                    }

                    _problem ??= $"has '\\{escape}', and no character that it stands for";
                    return null;
                case var c when char.IsLetterOrDigit(c) || c == '_':
                    _problem ??= $"has '\\{c}', which only .NET understands";
                    return null;
                default:
                    return IsCharacter(escape) ? escape : null;
            }
        }

        private bool IsCharacter(char c)
        {
            if (char.IsSurrogate(c))
                _problem ??= "has a character beyond U+FFFF";
            return !char.IsSurrogate(c);
        }

        private static string? Shorthand(char c) => c switch
        {
            'd' => "0-9",
            'w' => "A-Za-z0-9_",
            's' => " \\t\\n\\r\\f\\v",
            _ => null,
        };

        private void Append(string text)
        {
            _schema.Append(text);
            _expression.Append(text);
        }

        private void AppendLiteral(char c)
        {
            if (!IsCharacter(c))
                return;
            Append(Syntax.IndexOf(c) >= 0 && c != '/' ? "\\" + c : Printable(c));
        }

        /// <summary>
        /// A class. One that is negated takes what is beyond U+FFFF too, which is one character for a schema and two for .NET.
        /// </summary>
        private void AppendClass(string items, bool isNegated)
        {
            _schema.Append(isNegated ? "[^" : "[").Append(items).Append(']');
            _expression.Append(isNegated ? $"(?:[^{items}\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])" : $"[{items}]");
        }

        private static string InClass(char c) => c is '\\' or ']' or '[' or '^' or '-' ? "\\" + c : Printable(c);

        private static string Printable(char c) => c switch
        {
            '\t' => "\\t",
            '\n' => "\\n",
            '\r' => "\\r",
            '\f' => "\\f",
            '\v' => "\\v",
            < ' ' or (>= '\u007F' and < '\u00A0') or '\u2028' or '\u2029' or '\uFEFF' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
            _ => c.ToString(),
        };

        private static bool IsNumber(string text) => text.Length > 0 && text.All(static c => c is >= '0' and <= '9');

        private bool IsEscaped(int index)
        {
            var slashes = 0;
            while (index > slashes && pattern[index - slashes - 1] == '\\')
                slashes++;
            return slashes % 2 == 1;
        }
    }
}
