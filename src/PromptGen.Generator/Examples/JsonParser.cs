using System.Globalization;
using System.Text;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Examples;

/// <summary>What is wrong at a place in a text.</summary>
internal readonly record struct TextProblem(TextRange Range, string Reason);

/// <summary>Takes a JSON text apart, by RFC 8259 to the letter. (No JSON library may lie in the compiler's folder.)</summary>
internal sealed class JsonParser
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonParser(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The text's value; or what is wrong with it, at the first place that is.</summary>
    public static (JsonNode? Value, TextProblem? Problem) Parse(string text)
    {
        var parser = new JsonParser(text);
        try
        {
            var value = parser.ReadValue();
            parser.SkipBlanks();
            return parser._at == text.Length ? (value, null) : throw Unexpected("the end");
        }
        catch (FormatException exception)
        {
            return (null, new(new(Math.Min(parser._at, Math.Max(text.Length - 1, 0)), Math.Min(1, text.Length)), exception.Message));
        }
    }

    private JsonNode ReadValue()
    {
        SkipBlanks();
        switch (Current)
        {
            case '{':
                return Nested(ReadObject);
            case '[':
                return Nested(ReadList);
            case '"':
                var start = _at;
                var text = ReadString();
                return new JsonString(From(start), text);
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                return TryReadWord("true") is { } yes ? new JsonBoolean(yes)
                    : TryReadWord("false") is { } no ? new JsonBoolean(no)
                    : TryReadWord("null") is { } nothing ? new JsonNull(nothing)
                    : throw Unexpected("a value");
        }
    }

    private JsonNode Nested(Func<JsonNode> read)
    {
        if (++_depth > MaxDepth)
            throw new FormatException("it is too deep: 64 levels are the most");
        var value = read();
        _depth--;
        return value;
    }

    private JsonNode ReadObject()
    {
        var start = _at++;
        var members = new List<JsonMember>();
        SkipBlanks();
        while (Current != '}')
        {
            if (members.Count > 0)
                Expect(',', "',' or '}'");
            SkipBlanks();
            if (Current != '"')
                throw Unexpected("a member's name in double quotes");
            var nameStart = _at;
            var name = ReadString();
            var range = From(nameStart);
            SkipBlanks();
            Expect(':', "':'");
            members.Add(new(name, range, ReadValue()));
            SkipBlanks();
        }

        _at++;
        return new JsonObject(From(start), members);
    }

    private JsonNode ReadList()
    {
        var start = _at++;
        var items = new List<JsonNode>();
        SkipBlanks();
        while (Current != ']')
        {
            if (items.Count > 0)
                Expect(',', "',' or ']'");
            items.Add(ReadValue());
            SkipBlanks();
        }

        _at++;
        return new JsonList(From(start), items);
    }

    private JsonNumber ReadNumber()
    {
        var start = _at;
        if (Current == '-')
            _at++;
        if (Current == '0')
            _at++;
        else
            ReadDigits();
        if (Current == '.')
        {
            _at++;
            ReadDigits();
        }

        if (Current is 'e' or 'E')
        {
            _at++;
            if (Current is '+' or '-')
                _at++;
            ReadDigits();
        }

        return new(From(start), _text.Substring(start, _at - start));
    }

    private void ReadDigits()
    {
        if (Current is not (>= '0' and <= '9'))
            throw Unexpected("a digit");
        while (Current is >= '0' and <= '9')
            _at++;
    }

    private string ReadString()
    {
        var value = new StringBuilder();
        var start = _at++;
        while (true)
        {
            var c = _at < _text.Length ? _text[_at] : throw Unexpected("'\"', which ends the text");
            if (c < ' ')
                throw new FormatException("a control character stands in a text; escape it, a line end as \\n");
            _at++;
            if (c == '"')
            {
                var whole = value.ToString();
                if (!TextNormalizer.HasHalfCharacter(whole))
                    return whole;
                _at = start;
                throw new FormatException("half of a surrogate pair is no character");
            }

            value.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        var c = Current;
        switch (c)
        {
            case '"' or '\\' or '/':
                break;
            case 'b':
                c = '\b';
                break;
            case 'f':
                c = '\f';
                break;
            case 'n':
                c = '\n';
                break;
            case 'r':
                c = '\r';
                break;
            case 't':
                c = '\t';
                break;
            case 'u' when _at + 5 <= _text.Length && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                c = (char)unit;
                break;
            default:
                throw Unexpected("one of the escapes that JSON has");
        }

        _at++;
        return c;
    }

    private TextRange? TryReadWord(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return null;
        _at += word.Length;
        return From(_at - word.Length);
    }

    private void Expect(char c, string expected)
    {
        if (Current != c)
            throw Unexpected(expected);
        _at++;
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private TextRange From(int start) => new(start, _at - start);

    private static FormatException Unexpected(string expected) => new($"it is no JSON: {expected} should stand here");
}
