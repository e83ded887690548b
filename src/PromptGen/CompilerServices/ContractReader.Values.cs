using System.Numerics;
using System.Text.Json;

namespace PromptGen.CompilerServices;

/// <content>Single values: texts, numbers, and what is written as a text.</content>
public ref partial struct ContractReader
{
    private const int MaxOnStack = 64;
    private const string Format = "format";
    private const string Pattern = "pattern";

    /// <summary>Reads a text that has to be more than a text.</summary>
    /// <param name="rules">What it has to be.</param>
    public string ReadString(TextRules rules)
    {
        var text = ReadString();
        if (_json.TokenType == JsonTokenType.String && rules.Check(text) is var (keyword, expected))
            Log(keyword, expected);
        return text;
    }

    /// <summary>Reads a text.</summary>
    public string ReadString()
    {
        if (_json.TokenType == JsonTokenType.String)
            return _json.GetString()!;
        Mismatch(ExpectedWords.Text);
        return "";
    }

    /// <summary>Reads true or false.</summary>
    public bool ReadBoolean()
    {
        if (_json.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _json.TokenType == JsonTokenType.True;
        return Mismatch("true or false");
    }

    /// <summary>Reads an integer: any number whose exact value is integral, such as 5, 5.0 or 5e0.</summary>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    public int ReadInt32(int minimum = int.MinValue, int maximum = int.MaxValue) => (int)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public sbyte ReadSByte(sbyte minimum = sbyte.MinValue, sbyte maximum = sbyte.MaxValue) => (sbyte)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public byte ReadByte(byte minimum = byte.MinValue, byte maximum = byte.MaxValue) => (byte)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public short ReadInt16(short minimum = short.MinValue, short maximum = short.MaxValue) => (short)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public ushort ReadUInt16(ushort minimum = ushort.MinValue, ushort maximum = ushort.MaxValue) => (ushort)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public uint ReadUInt32(uint minimum = uint.MinValue, uint maximum = uint.MaxValue) => (uint)Integer(minimum, maximum);

    /// <inheritdoc cref="ReadInt32"/>
    public ulong ReadUInt64(ulong minimum = ulong.MinValue, ulong maximum = ulong.MaxValue)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mismatch(ExpectedWords.Integer);
            return 0;
        }

        if (!_json.TryGetUInt64(out var value) && !JsonNumber.TryGetUInt64(_json.ValueSpan, out value))
            Log("type", IsFull ? "" : FormattableString.Invariant($"an integer from {minimum} to {maximum}"));
        else
            Check(value, new(minimum, maximum));
        return value;
    }

    /// <inheritdoc cref="ReadInt32"/>
    public long ReadInt64(long minimum = long.MinValue, long maximum = long.MaxValue) => Integer(minimum, maximum);

    /// <summary>Reads a number that a double can hold, rounded to the nearest one; never infinite.</summary>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public double ReadDouble(
        double minimum = double.MinValue, double maximum = double.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mismatch(ExpectedWords.Number);
            return 0;
        }

        if (!_json.TryGetDouble(out var value) || !double.IsFinite(value))
            Log("type", "a number that a double can hold");
        else
            Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        return value;
    }

    /// <summary>Reads a number that a float can hold, rounded to the nearest one; never infinite.</summary>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public float ReadSingle(
        float minimum = float.MinValue, float maximum = float.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mismatch(ExpectedWords.Number);
            return 0;
        }

        if (!_json.TryGetSingle(out var value) || !float.IsFinite(value))
            Log("type", "a number that a float can hold");
        else
            Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        return value;
    }

    /// <summary>Reads a number that a decimal can hold exactly.</summary>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public decimal ReadDecimal(
        decimal minimum = decimal.MinValue, decimal maximum = decimal.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (TryReadDecimal(out var value))
            Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        return value;
    }

    /// <summary>Reads a number that a decimal holds exactly.</summary>
    public decimal ReadDecimal()
    {
        TryReadDecimal(out var value);
        return value;
    }

    /// <summary>Reads a text of one character.</summary>
    public char ReadChar() => ReadForm<char>(TextForms.TryCharacter, ExpectedWords.Character, "maxLength");

    /// <summary>Reads a moment; it comes as UTC.</summary>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public DateTime ReadDateTime(DateTime? minimum = null, DateTime? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        ReadDateTimeOffset(minimum, maximum, exclusiveMinimum, exclusiveMaximum).UtcDateTime;

    /// <summary>Reads a moment, with its offset.</summary>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public DateTimeOffset ReadDateTimeOffset(DateTimeOffset? minimum = null, DateTimeOffset? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        ReadTime<DateTimeOffset>(TextForms.TryMoment, ExpectedWords.Moment, Format, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));

    /// <summary>Reads a date.</summary>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public DateOnly ReadDateOnly(DateOnly? minimum = null, DateOnly? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        ReadTime<DateOnly>(TextForms.TryDate, ExpectedWords.Date, Format, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));

    /// <summary>Reads a time of day.</summary>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public TimeOnly ReadTimeOnly(TimeOnly? minimum = null, TimeOnly? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        ReadTime<TimeOnly>(TextForms.TryTime, ExpectedWords.Time, Pattern, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));

    /// <summary>Reads a duration: days, if any, then hours, minutes and seconds.</summary>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public TimeSpan ReadTimeSpan(TimeSpan? minimum = null, TimeSpan? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false) =>
        ReadTime<TimeSpan>(TextForms.TryDuration, ExpectedWords.Duration, Pattern, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));

    /// <summary>Reads a UUID.</summary>
    public Guid ReadGuid() => ReadForm<Guid>(TextForms.TryGuid, ExpectedWords.Guid);

    /// <summary>Reads an integer that is written as a text, since it is too large for many engines.</summary>
    public Int128 ReadInt128() => ReadForm<Int128>(TextForms.TryInteger, ExpectedWords.IntegerText, Pattern);

    /// <inheritdoc cref="ReadInt128"/>
    public UInt128 ReadUInt128() => ReadForm<UInt128>(TextForms.TryInteger, ExpectedWords.IntegerText, Pattern);

    /// <inheritdoc cref="ReadInt128"/>
    public BigInteger ReadBigInteger() => ReadForm<BigInteger>(TextForms.TryInteger, ExpectedWords.IntegerText, Pattern);

    /// <summary>Reads an absolute URI.</summary>
    public Uri ReadUri()
    {
        if (_json.TokenType != JsonTokenType.String)
            Mismatch(ExpectedWords.Uri);
        else if (TextForms.TryUri(_json.GetString()!, out var value))
            return value!;
        else
            Log(Format, ExpectedWords.Uri);
        return null!;
    }

    /// <summary>Reads bytes in base64.</summary>
    public byte[] ReadBytes()
    {
        if (_json.TokenType != JsonTokenType.String)
            Mismatch(ExpectedWords.Bytes);
        else if (TextForms.TryBytes(_json.GetString()!, out var value))
            return value;
        else
            Log(Format, ExpectedWords.Bytes);
        return [];
    }

    private delegate bool Parse<T>(ReadOnlySpan<char> text, out T value);

    /// <summary>Reads a text that stands for a value.</summary>
    private T ReadForm<T>(Parse<T> parse, string expected, string keyword = Format) => TryReadForm(parse, expected, keyword, out var value) ? value : default!;

    private T ReadTime<T>(Parse<T> parse, string expected, string keyword, TimeBounds<T> bounds)
        where T : struct, IComparable<T>
    {
        if (TryReadForm(parse, expected, keyword, out var value) && !bounds.Admit(value) && !IsFull)
        {
            var (violated, wanted) = bounds.Violation(value);
            Log(violated, wanted);
        }

        return value;
    }

    private bool TryReadForm<T>(Parse<T> parse, string expected, string keyword, out T value)
    {
        value = default!;
        if (_json.TokenType != JsonTokenType.String)
            return Mismatch(expected);

        // What a text stands for is never longer than its bytes.
        Span<char> buffer = stackalloc char[MaxOnStack];
        ReadOnlySpan<char> text = _json.ValueSpan.Length <= MaxOnStack ? buffer[.._json.CopyString(buffer)] : _json.GetString();
        if (parse(text, out value))
            return true;
        Log(keyword, expected);
        return false;
    }

    private long Integer(long minimum, long maximum)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            Mismatch(ExpectedWords.Integer);
            return 0;
        }

        if (!_json.TryGetInt64(out var value) && !JsonNumber.TryGetInt64(_json.ValueSpan, out value))
            Log("type", IsFull ? "" : FormattableString.Invariant($"an integer from {minimum} to {maximum}"));
        else
            Check(value, new(minimum, maximum));
        return value;
    }

    private void Check<T>(T value, NumberBounds<T> bounds)
        where T : struct, INumber<T>
    {
        if (bounds.Admit(value) || IsFull)
            return;
        var (keyword, expected) = bounds.Violation(value);
        Log(keyword, expected);
    }

    private bool TryReadDecimal(out decimal value)
    {
        value = 0;
        if (_json.TokenType != JsonTokenType.Number)
            return Mismatch(ExpectedWords.Number);
        if (JsonNumber.TryGetDecimal(_json.ValueSpan, out value))
            return true;
        Log("type", "a number that a decimal can hold exactly (28 digits)");
        return false;
    }
}
