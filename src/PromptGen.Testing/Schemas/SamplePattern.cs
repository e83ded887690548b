using System.Globalization;
using System.Text;

namespace PromptGen.Testing;

/// <summary>
/// Texts that match a pattern: of those that schemas have for texts of a form of their own, made of characters, classes, groups with
/// choices, and counts.
/// </summary>
internal sealed class SamplePattern
{
    /// <summary>No count is followed further than that beyond its least.</summary>
    private const int MaxMore = 2;

    /// <summary>What stands for any character but some.</summary>
    private const string Likely = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:;!?'/()+*=<>@#$%&|~^`{}[]\"\\";

    private readonly string _pattern;
    private readonly SampleRandom? _random;
    private int _position;

    private SamplePattern(string pattern, SampleRandom? random)
    {
        _pattern = pattern;
        _random = random;
    }

    /// <summary>A text that matches.</summary>
    public static string Sample(string pattern, SampleRandom random) => new SamplePattern(pattern, random).ReadAll();

    /// <summary>Whether the pattern is one of those that can be answered.</summary>
    public static bool IsKnown(string pattern)
    {
        try
        {
            new SamplePattern(pattern, null).ReadAll();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private string ReadAll()
    {
        if (_pattern is not ['^', .., '$'])
            throw new FormatException("A pattern is anchored at either end.");
        _position = 1;
        var text = ReadChoices();
        return _position == _pattern.Length - 1 ? text : throw new FormatException("A group is not open.");
    }

    private string ReadChoices()
    {
        var choices = new List<string> { ReadSequence() };
        while (Peek() == '|')
        {
            _position++;
            choices.Add(ReadSequence());
        }

        return _random?.Pick(choices) ?? choices[0];
    }

    private string ReadSequence()
    {
        var text = new StringBuilder();
        while (Peek() is not ('|' or ')' or '$'))
        {
            var start = _position;
            var once = ReadAtom();
            var end = _position;
            var (least, most) = ReadCount();
            var count = least + (_random?.Below(Math.Min(most - least, MaxMore) + 1) ?? 0);
            var after = _position;
            for (var i = 0; i < count; i++)
            {
                // Each time anew: the digits of a number are not all the same.
                _position = start;
                text.Append(i == 0 ? once : ReadAtom());
            }

            _position = Math.Max(after, end);
        }

        return text.ToString();
    }

    private string ReadAtom()
    {
        var c = Next();
        switch (c)
        {
            case '(':
                // Groups are not counted: whether one is, makes no difference.
                if (Peek() == '?' && _position + 1 < _pattern.Length && _pattern[_position + 1] == ':')
                    _position += 2;
                var text = ReadChoices();
                return Next() == ')' ? text : throw new FormatException("A group is not closed.");
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape().ToString();
            case '.' or '?' or '*' or '+' or '{' or '}' or ']' or '^':
                throw new FormatException("That is none of what is known.");
            default:
                return c.ToString();
        }
    }

    private string ReadClass()
    {
        var isNegated = Peek() == '^';
        if (isNegated)
            _position++;
        var characters = new List<char>();
        while (Peek() != ']')
        {
            var first = ReadInClass();
            var last = first;
            if (Peek() == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] != ']')
            {
                _position++;
                last = ReadInClass();
            }

            for (int c = first; c <= last; c++)
                characters.Add((char)c);
        }

        _position++;
        if (isNegated)
            characters = [.. Likely.Where(c => !characters.Contains(c))];
        if (characters.Count == 0)
            throw new FormatException("A class is empty.");
        return (_random?.Pick(characters) ?? characters[0]).ToString();
    }

    private char ReadInClass() => Next() switch
    {
        '[' => throw new FormatException("A class is made of characters and ranges."),
        '\\' => ReadEscape(),
        var c => c,
    };

    /// <summary>The character that an escape stands for.</summary>
    private char ReadEscape() => Next() switch
    {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\f',
        'v' => '\v',
        var c when char.IsAsciiLetterOrDigit(c) => throw new FormatException("Classes are written out."),
        var c => c,
    };

    private (int Least, int Most) ReadCount()
    {
        switch (Peek())
        {
            case '?':
                _position++;
                return (0, 1);
            case '*':
                _position++;
                return (0, int.MaxValue);
            case '+':
                _position++;
                return (1, int.MaxValue);
            case '{':
                var end = _pattern.IndexOf('}', _position);
                var parts = end < 0 ? [] : _pattern[(_position + 1)..end].Split(',');
                if (parts.Length is not (1 or 2) || !TryNumber(parts[0], out var least))
                    throw new FormatException("That is no count.");
                var most = least;
                if (parts.Length == 2 && parts[1].Length == 0)
                    most = int.MaxValue;
                else if (parts.Length == 2 && !TryNumber(parts[1], out most))
                    throw new FormatException("That is no count.");
                _position = end + 1;
                return least <= most ? (least, most) : throw new FormatException("That is no count.");
            default:
                return (1, 1);
        }
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 2000;

    private char Peek() => _position < _pattern.Length ? _pattern[_position] : throw new FormatException("It ends too early.");

    private char Next()
    {
        var c = Peek();
        _position++;
        return c;
    }
}
