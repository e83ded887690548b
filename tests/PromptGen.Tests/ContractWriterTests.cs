using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using PromptGen.CompilerServices;

namespace PromptGen.Tests;

/// <summary>What emitted writers are written in: values as JSON, or everything that is wrong with them.</summary>
public sealed class ContractWriterTests
{
    private static readonly Gen<string> Scalars = Gen.OneOf(Gen.Int[0, 0x7F], Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0x10FFFF])
        .Array[0, 20].Select(static scalars => string.Concat(scalars.Select(char.ConvertFromUtf32)));

    private enum Size : ulong
    {
        Small,
        Huge = ulong.MaxValue - 1,
    }

    [Fact]
    public void A_text_stays_as_readable_as_it_was()
    {
        const string Text = "é 漢字\u3000「😀」\u00A0<b>&'\u2028\uE000\u007F";
        Assert.Equal($"\"{Text}\"", Json(Text, static (json, value) => json.WriteString(value)));
        Assert.Equal("\"\\\"\\\\\\n\\r\\t\\u0000\\u0008\\u001f\"", Json("\"\\\n\r\t\0\b\u001f", static (json, value) => json.WriteString(value)));
    }

    [Fact]
    public void A_name_stays_as_readable_as_it_was() => Assert.Equal("{\"größe\":\"漢字\"}", Json(0, static (json, value) =>
    {
        json.BeginObject(value);
        json.Name("größe"u8).WriteEnum("漢字"u8);
        json.EndObject();
    }));

    [Fact]
    public void Any_text_is_read_as_it_was_written() => Scalars.Sample(static text =>
    {
        var json = Json(text, static (json, value) => json.WriteString(value));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(json));
        Assert.Equal(text.Count(static c => c is < ' ' or '"' or '\\'), json.Count(static c => c == '\\') - text.Count(static c => c == '\\'));
    });

    [Fact]
    public void A_long_text_is_written_whole()
    {
        var text = string.Concat(Enumerable.Repeat("a \"long\" story, \n漢字 😀 ", 10_000));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(Json(text, static (json, value) => json.WriteString(value))));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_a_violation()
    {
        // No attribute can hold these.
        foreach (var text in (string[])["\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\n\ude00"])
        {
            Assert.Equal(
                [new("/1", "json", "a text", "a text that is not valid Unicode")],
                ItemViolations(["fine", text, "fine"], static (json, value) => json.WriteString(value)));
        }
    }

    [Fact]
    public void Nothing_is_a_violation_where_something_must_be()
    {
        Assert.Equal([new("", "type", "a text", "null")], Violations(null, static (ContractWriter json, string? value) => json.WriteString(value)));
        Assert.Equal([new("", "type", "a list", "null")], Violations(null, static (ContractWriter json, int[]? value) => json.WriteList(value, static (json, value) => json.WriteInt32(value))));
        Assert.Equal([new("", "type", "an object", "null")], Violations(null, static (ContractWriter json, Uri? value) => Assert.False(json.BeginObject(value))));
    }

    [Fact]
    public void Nothing_is_null_where_null_may_stand()
    {
        Assert.Equal("null", Json((int?)null, static (json, value) => json.WriteNullable(value, static (json, value) => json.WriteInt32(value))));
        Assert.Equal("7", Json((int?)7, static (json, value) => json.WriteNullable(value, static (json, value) => json.WriteInt32(value))));
        Assert.Equal("null", Json((string?)null, static (json, value) => json.WriteNullable(value, static (json, value) => json.WriteString(value))));
        Assert.Equal("\"\"", Json((string?)"", static (json, value) => json.WriteNullable(value, static (json, value) => json.WriteString(value))));
    }

    [Theory]
    [InlineData(-1, "minimum", "at least 0")]
    [InlineData(0, null, null)]
    [InlineData(5, null, null)]
    [InlineData(6, "maximum", "at most 5")]
    public void An_integer_keeps_within_its_bounds(int number, string? keyword, string? expected)
    {
        var found = number.ToString(CultureInfo.InvariantCulture);
        SchemaViolation[] violations = keyword is null ? [] : [new("", keyword, expected!, found)];
        Assert.Equal(violations, Violations(number, static (json, value) => json.WriteInt32(value, minimum: 0, maximum: 5)));
        Assert.Equal(violations, Violations((long)number, static (json, value) => json.WriteInt64(value, minimum: 0, maximum: 5)));
    }

    [Theory]
    [InlineData(0.0, "minimum", "more than 0", "0")]
    [InlineData(double.Epsilon, null, null, null)]
    [InlineData(0.5, null, null, null)]
    [InlineData(1.0, "maximum", "less than 1", "1")]
    [InlineData(1e300, "maximum", "less than 1", "1E+300")]
    [InlineData(double.NaN, "type", "a number", "NaN")]
    [InlineData(double.PositiveInfinity, "type", "a number", "Infinity")]
    [InlineData(double.NegativeInfinity, "type", "a number", "-Infinity")]
    public void A_double_keeps_within_its_bounds_and_is_finite(double number, string? keyword, string? expected, string? found) => Assert.Equal(
        keyword is null ? [] : [new("", keyword, expected!, found!)],
        Violations(number, static (json, value) => json.WriteDouble(value, minimum: 0, maximum: 1, exclusiveMinimum: true, exclusiveMaximum: true)));

    [Fact]
    public void A_decimal_keeps_within_its_bounds_and_its_zeros()
    {
        Assert.Equal("1.50", Json(1.50m, static (json, value) => json.WriteDecimal(value, minimum: 0m, maximum: 1.5m)));
        Assert.Equal([new("", "maximum", "at most 1.5", "1.51")], Violations(1.51m, static (json, value) => json.WriteDecimal(value, maximum: 1.5m)));
        Assert.Equal([new("", "minimum", "more than -1", "-1.0")], Violations(-1.0m, static (json, value) => json.WriteDecimal(value, minimum: -1m, exclusiveMinimum: true)));
    }

    [Fact]
    public void A_value_beyond_an_enum_is_shown_as_its_number() => Assert.Equal(
        [new("", "enum", "one of \"Small\", \"Huge\"", "18446744073709551615")],
        Violations((Size)ulong.MaxValue, static (json, value) => json.NotInEnum(value, ["Small", "Huge"])));

    [Fact]
    public void Any_sequence_is_a_list()
    {
        Assert.Equal("[]", List<int>([]));
        Assert.Equal("[1,2]", List((int[])[1, 2]));
        Assert.Equal("[1,2]", List(new List<int> { 1, 2 }));
        Assert.Equal("[1,2]", List(Enumerable.Range(1, 2)));
        Assert.Equal("[\"a\"]", Json<IEnumerable<object>>((string[])["a"], static (json, value) => json.WriteList(value, static (json, value) => json.WriteString((string)value))));

        static string List<T>(IEnumerable<T> items) => Json(items, static (json, value) => json.WriteList(value, static (json, value) => json.WriteInt32((int)(object)value!)));
    }

    [Fact]
    public void All_that_is_wrong_is_found_each_with_its_pointer()
    {
        var exception = Assert.Throws<SchemaViolationException>(static () => Json(7, static (json, value) =>
        {
            Assert.True(json.BeginObject(value));
            json.Name("a/b"u8).WriteInt32(value, maximum: 5);
            json.Name("list"u8).WriteList((List<string?>)["x", null, "y", "\ud83d"], static (json, value) => json.WriteString(value));
            Assert.True(json.Name("~"u8).BeginObject(value));
            json.Name("deep"u8).WriteDouble(double.NaN);
            json.Name("fine"u8).WriteBoolean(true);
            json.EndObject();
            json.Name("last"u8).WriteInt64(value, minimum: 8);
            json.EndObject();
        }));
        Assert.Equal(["/a~1b", "/list/1", "/list/3", "/~0/deep", "/last"], exception.Violations.Select(static violation => violation.Pointer));
        Assert.Equal(
            "The value is not what its schema says. /a~1b: expected at most 5, found 7. /list/1: expected a text, found null. "
            + "/list/3: expected a text, found a text that is not valid Unicode. /~0/deep: expected a number, found NaN. /last: expected at least 8, found 7.",
            exception.Message);
    }

    [Fact]
    public void A_pointer_is_right_however_much_was_written_before() => Assert.Equal(
        [new("/9999", "maximum", "at most 9998", "9999")],
        ItemViolations(Enumerable.Range(0, 10_000), static (json, value) => json.WriteInt32(value, maximum: 9998)));

    [Fact]
    public void Writing_ends_where_enough_is_wrong()
    {
        var asked = 0;
        var violations = ItemViolations(Items(), static (json, value) => json.WriteString(value));
        Assert.Equal(Enumerable.Range(0, 32).Select(static i => $"/{i}"), violations.Select(static violation => violation.Pointer));
        Assert.Equal(33, asked);
        Assert.EndsWith(" And 27 more.", new SchemaViolationException(violations).Message, StringComparison.Ordinal);

        IEnumerable<string?> Items()
        {
            for (asked = 1; ; asked++)
                yield return null;
        }
    }

    [Fact]
    public void What_contains_itself_ends_where_a_reader_would()
    {
        var violation = Assert.Single(Violations(0, static (json, value) => Endless(json, value)));
        Assert.Equal(new(string.Concat(Enumerable.Repeat("/x/0", 32)), "json", "at most 64 objects and lists inside one another", "one more"), violation);

        static void Endless(ContractWriter json, int value)
        {
            Assert.True(json.BeginObject(value));
            json.Name("x"u8).WriteList((int[])[value, value], Endless);
            json.EndObject();
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_value_may_be_as_deep_as_a_reader_takes_it(int depth, bool isWritten)
    {
        Assert.Equal(isWritten, Violations(depth, Nested).Count == 0);

        static void Nested(ContractWriter json, int depth) => json.WriteList(depth == 1 ? [] : (int[])[depth - 1], Nested);
    }

    [Fact]
    public void What_a_getter_throws_is_passed_on_and_nothing_is_written()
    {
        var thrown = new InvalidOperationException("Not today.");
        var destination = new ArrayBufferWriter<byte>();
        destination.Write("before "u8);
        var contract = new Contract<string>((json, value) => json.WriteList((string[])[value, ""], (json, value) => json.WriteString(value.Length > 0 ? value : throw thrown)));
        Assert.Same(thrown, Assert.Throws<InvalidOperationException>(() => contract.Write(destination, new string('x', 100_000))));
        Assert.Equal("before ", Encoding.UTF8.GetString(destination.WrittenSpan));
    }

    [Fact]
    public void A_document_is_written_whole_or_not_at_all()
    {
        var destination = new ArrayBufferWriter<byte>();
        var contract = new Contract<string?[]>(static (json, value) => json.WriteList(value, static (json, value) => json.WriteString(value)));
        Assert.Throws<SchemaViolationException>(() => contract.Write(destination, [new string('x', 100_000), null]));
        Assert.Equal(0, destination.WrittenCount);
        contract.Write(destination, ["a", "b"]);
        Assert.Equal("[\"a\",\"b\"]", Encoding.UTF8.GetString(destination.WrittenSpan));
        Assert.Throws<ArgumentNullException>(() => contract.Write(null!, []));
    }

    [Fact]
    public void An_argument_becomes_part_of_a_message_or_no_part_of_it()
    {
        var messages = PromptWriter.ToMessages(static writer =>
        {
            writer.BeginMessage(PromptRole.System);
            writer.AppendJson("Be \"terse\".", static (json, value) => json.WriteString(value));
            writer.BeginMessage(PromptRole.User);
            writer.Append("Numbers: "u8);
            writer.AppendJson((int[])[1, 2], static (json, value) => json.WriteList(value, static (json, value) => json.WriteInt32(value)));
            var exception = Assert.Throws<SchemaViolationException>(() => writer.AppendJson(
                (string?[])[new('x', 100_000), null], static (json, value) => json.WriteList(value, static (json, value) => json.WriteString(value))));
            Assert.Equal("/1: expected a text, found null.", Assert.Single(exception.Violations).ToString());
            writer.Append(", no more."u8);
        });
        Assert.Equal(["\"Be \\\"terse\\\".\"", "Numbers: [1,2], no more."], messages.Select(static message => message.Content));
    }

    private static string Json<T>(T value, Action<ContractWriter, T> write) => new Contract<T>(write).ToJson(value);

    private static IReadOnlyList<SchemaViolation> ItemViolations<T>(IEnumerable<T> items, Action<ContractWriter, T> write) =>
        Violations(items, (json, value) => json.WriteList(value, write));

    private static IReadOnlyList<SchemaViolation> Violations<T>(T value, Action<ContractWriter, T> write)
    {
        try
        {
            using var document = JsonDocument.Parse(Json(value, write));
            return [];
        }
        catch (SchemaViolationException exception)
        {
            Assert.NotEmpty(exception.Violations);
            return exception.Violations;
        }
    }

    private sealed class Contract<T>(Action<ContractWriter, T> write) : JsonContract<T>("Test")
    {
        public override ReadOnlySpan<byte> Schema => "{}"u8;

        protected override T ReadValue(ref ContractReader reader) => throw new NotSupportedException();

        protected override void WriteValue(ContractWriter writer, T value) => write(writer, value);
    }
}
