using System.Globalization;
using System.Text;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>
/// Whether bytes are one text of RFC 8259 in valid UTF-8, not too deep, without names that occur twice and without half a surrogate
/// pair, written or escaped. It shares nothing with what it is compared to.
/// </summary>
internal sealed class StrictJson
{
    private const int MaxDepth = 64;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;
    private int _at;

    private StrictJson(string text) => _text = text;

    /// <summary>The document; null where the bytes are none.</summary>
    public static JsonTree? Parse(byte[] utf8)
    {
        try
        {
            var parser = new StrictJson(Encoding.GetString(utf8));
            parser.SkipBlanks();
            var tree = parser.ReadValue(depth: 0);
            parser.SkipBlanks();
            return parser._at == parser._text.Length ? tree : null;
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private JsonTree ReadValue(int depth)
    {
        switch (Peek())
        {
            case '{':
                return ReadObject(depth + 1);
            case '[':
                return ReadList(depth + 1);
            case '"':
                return JsonTree.Text(ReadText());
            case '-' or (>= '0' and <= '9'):
                return JsonTree.Number(ReadNumber());
            default:
                foreach (var word in new[] { "true", "false", "null" })
                {
                    if (string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0)
                    {
                        _at += word.Length;
                        return new JsonLiteral(word);
                    }
                }

                throw new FormatException();
        }
    }

    private JsonTree ReadObject(int depth)
    {
        Require(depth <= MaxDepth);
        var members = new List<(string, JsonTree)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        _at++;
        SkipBlanks();
        if (Take('}'))
            return JsonTree.Object(members);
        do
        {
            SkipBlanks();
            Require(Peek() == '"');
            var name = ReadText();
            Require(names.Add(name));
            SkipBlanks();
            Require(Take(':'));
            SkipBlanks();
            members.Add((name, ReadValue(depth)));
            SkipBlanks();
        }
        while (Take(','));
        Require(Take('}'));
        return JsonTree.Object(members);
    }

    private JsonTree ReadList(int depth)
    {
        Require(depth <= MaxDepth);
        var items = new List<JsonTree>();
        _at++;
        SkipBlanks();
        if (Take(']'))
            return JsonTree.List(items);
        do
        {
            SkipBlanks();
            items.Add(ReadValue(depth));
            SkipBlanks();
        }
        while (Take(','));
        Require(Take(']'));
        return JsonTree.List(items);
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        _at++;
        while (!Take('"'))
        {
            var c = Peek();
            Require(c >= ' ');
            _at++;
            if (c != '\\')
            {
                text.Append(c);
                continue;
            }

            var escape = Peek();
            _at++;
            switch (escape)
            {
                case '"' or '\\' or '/':
                    text.Append(escape);
                    break;
                case 'b' or 'f' or 'n' or 'r' or 't':
                    text.Append("\b\f\n\r\t"["bfnrt".IndexOf(escape, StringComparison.Ordinal)]);
                    break;
                case 'u':
                    Require(_at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _));
                    text.Append((char)ushort.Parse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    _at += 4;
                    break;
                default:
                    throw new FormatException();
            }
        }

        var value = text.ToString();
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else
                Require(!char.IsSurrogate(value[i]));
        }

        return value;
    }

    private string ReadNumber()
    {
        var start = _at;
        Take('-');
        if (!Take('0'))
            Digits();
        if (Take('.'))
            Digits();
        if (Take('e') || Take('E'))
        {
            if (!Take('+'))
                Take('-');
            Digits();
        }

        return _text[start.._at];

        void Digits()
        {
            Require(char.IsAsciiDigit(Peek()));
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
                _at++;
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw new FormatException();

    private bool Take(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new FormatException();
    }
}
