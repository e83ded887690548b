using System.Globalization;
using System.Numerics;

namespace PromptGen.CompilerServices;

/// <content>Single values: texts, numbers, and what is written as a text.</content>
public sealed partial class ContractWriter
{
    /// <summary>Writes a text.</summary>
    /// <param name="value">The text; null is not admitted, nor is half of a surrogate pair.</param>
    public void WriteString(string? value)
    {
        _text.Rewind(0);
        if (value is null)
            Refuse("type", ExpectedWords.Text);
        else if (JsonString.IsAsTheFrameworksOwn(value))
            _json.WriteStringValue(value);
        else if (JsonString.TryAppend(value, _text))
            _json.WriteRawValue(_text.WrittenSpan, skipInputValidation: true);
        else
            Refuse(SchemaViolation.NotUnicode.Keyword, ExpectedWords.Text, SchemaViolation.NotUnicode.Found);
    }

    /// <summary>Writes a text that has to be more than a text.</summary>
    /// <param name="value">The text; null is not admitted.</param>
    /// <param name="rules">What it has to be.</param>
    public void WriteString(string? value, TextRules rules)
    {
        if (value is not null && rules.Check(value) is var (keyword, expected))
            Note(keyword, expected);
        WriteString(value);
    }

    /// <summary>Writes true or false.</summary>
    /// <param name="value">The value.</param>
    public void WriteBoolean(bool value) => _json.WriteBooleanValue(value);

    /// <summary>Writes an integer.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    public void WriteInt32(int value, int minimum = int.MinValue, int maximum = int.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteSByte(sbyte value, sbyte minimum = sbyte.MinValue, sbyte maximum = sbyte.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteByte(byte value, byte minimum = byte.MinValue, byte maximum = byte.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteInt16(short value, short minimum = short.MinValue, short maximum = short.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteUInt16(ushort value, ushort minimum = ushort.MinValue, ushort maximum = ushort.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteUInt32(uint value, uint minimum = uint.MinValue, uint maximum = uint.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteUInt64(ulong value, ulong minimum = ulong.MinValue, ulong maximum = ulong.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteInt32"/>
    public void WriteInt64(long value, long minimum = long.MinValue, long maximum = long.MaxValue)
    {
        Check(value, new(minimum, maximum));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a double: its shortest form that reads as the same.</summary>
    /// <param name="value">The value; neither NaN nor an infinite one is admitted.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteDouble(
        double value, double minimum = double.MinValue, double maximum = double.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (!double.IsFinite(value))
        {
            Refuse("type", ExpectedWords.Number, value.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a float: its shortest form that reads as the same.</summary>
    /// <param name="value">The value; neither NaN nor an infinite one is admitted.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteSingle(
        float value, float minimum = float.MinValue, float maximum = float.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        if (!float.IsFinite(value))
        {
            Refuse("type", ExpectedWords.Number, value.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a decimal: its exact value, zeros at the end included.</summary>
    /// <param name="value">The value.</param>
    /// <param name="minimum">The least that is allowed.</param>
    /// <param name="maximum">The most that is allowed.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteDecimal(
        decimal value, decimal minimum = decimal.MinValue, decimal maximum = decimal.MaxValue, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        Check(value, new(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a text of one character.</summary>
    /// <param name="value">The character; half of a surrogate pair is not admitted.</param>
    public void WriteChar(char value) => WriteString(value.ToString());

    /// <summary>Writes a moment as UTC. One that does not say of which place it is the time is taken for UTC.</summary>
    /// <param name="value">The moment.</param>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteDateTime(DateTime value, DateTime? minimum = null, DateTime? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        var moment = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);
        CheckTime(moment, new TimeBounds<DateTimeOffset>(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        WriteForm(TextForms.Write(moment));
    }

    /// <summary>Writes a moment, with its offset.</summary>
    /// <param name="value">The moment.</param>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteDateTimeOffset(DateTimeOffset value, DateTimeOffset? minimum = null, DateTimeOffset? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        CheckTime(value, new TimeBounds<DateTimeOffset>(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        WriteForm(TextForms.Write(value));
    }

    /// <summary>Writes a date.</summary>
    /// <param name="value">The date.</param>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteDateOnly(DateOnly value, DateOnly? minimum = null, DateOnly? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        CheckTime(value, new TimeBounds<DateOnly>(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        WriteForm(TextForms.Write(value));
    }

    /// <summary>Writes a time of day.</summary>
    /// <param name="value">The time.</param>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteTimeOnly(TimeOnly value, TimeOnly? minimum = null, TimeOnly? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        CheckTime(value, new TimeBounds<TimeOnly>(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        WriteForm(TextForms.Write(value));
    }

    /// <summary>Writes a duration.</summary>
    /// <param name="value">The duration.</param>
    /// <param name="minimum">The least that is allowed; null for any.</param>
    /// <param name="maximum">The most that is allowed; null for any.</param>
    /// <param name="exclusiveMinimum">Whether the least is itself too small.</param>
    /// <param name="exclusiveMaximum">Whether the most is itself too large.</param>
    public void WriteTimeSpan(TimeSpan value, TimeSpan? minimum = null, TimeSpan? maximum = null, bool exclusiveMinimum = false, bool exclusiveMaximum = false)
    {
        CheckTime(value, new TimeBounds<TimeSpan>(minimum, maximum, exclusiveMinimum, exclusiveMaximum));
        WriteForm(TextForms.Write(value));
    }

    /// <summary>Writes a UUID.</summary>
    /// <param name="value">The UUID.</param>
    public void WriteGuid(Guid value) => _json.WriteStringValue(value);

    /// <summary>Writes an integer as a text.</summary>
    /// <param name="value">The integer.</param>
    public void WriteInt128(Int128 value) => WriteForm(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="WriteInt128"/>
    public void WriteUInt128(UInt128 value) => WriteForm(value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="WriteInt128"/>
    public void WriteBigInteger(BigInteger value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (!TextForms.TryInteger<BigInteger>(text, out _))
            Note("pattern", ExpectedWords.IntegerText);
        WriteForm(text);
    }

    /// <summary>Writes a URI.</summary>
    /// <param name="value">The URI; null is not admitted, nor is one that is relative.</param>
    public void WriteUri(Uri? value)
    {
        if (value is null)
        {
            Refuse("type", ExpectedWords.Uri);
            return;
        }

        if (!TextForms.TryUri(value.OriginalString, out _))
            Note("format", ExpectedWords.Uri);
        WriteString(value.OriginalString);
    }

    /// <summary>Writes bytes in base64.</summary>
    /// <param name="value">The bytes; null is not admitted.</param>
    public void WriteBytes(byte[]? value)
    {
        if (value is null)
            Refuse("type", ExpectedWords.Bytes);
        else
            WriteForm(Convert.ToBase64String(value));
    }

    /// <summary>Writes a text of which every character stands for itself. (An encoder would escape a plus.)</summary>
    private void WriteForm(string text) => _json.WriteRawValue($"\"{text}\"", skipInputValidation: true);

    private void CheckTime<T>(T value, TimeBounds<T> bounds)
        where T : struct, IComparable<T>
    {
        if (bounds.Admit(value))
            return;
        var (keyword, expected) = bounds.Violation(value);
        Note(keyword, expected);
    }

    private void Check<T>(T value, NumberBounds<T> bounds)
        where T : struct, INumber<T>
    {
        if (bounds.Admit(value))
            return;
        var (keyword, expected) = bounds.Violation(value);
        Note(keyword, expected);
    }
}
