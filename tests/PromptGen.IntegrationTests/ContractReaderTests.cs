using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CsCheck;

namespace PromptGen.IntegrationTests;

/// <summary>The emitted reader: it takes what the schema allows, and says everything that is wrong with anything else.</summary>
public sealed class ContractReaderTests
{
    private const string Valid = """
        {"headline":"Fine","sentiment":"Mixed","stars":3,"confidence":0.5,"price":9.99,"serial":9007199254740993,"recommended":true,
         "pros":["a","b \"c\" \ud83d\ude00"],"by":{"name":"Ann","teacher":{"name":"Bo","teacher":null,"moods":null},"moods":["Positive"]},"grid":[[1,null],[]]}
        """;

    private static readonly JsonContract<Review> Contract = IReviewer.PromptRequests.Review("x").Contract!;

    [Theory]
    [InlineData("""{"value":{"$type":"1","seats":2}}""", "/value/$type: expected one of 1, 2, found \"1\".")]
    [InlineData("""{"value":{"$type":3,"seats":2}}""", "/value/$type: expected one of 1, 2, found 3.")]
    public void A_type_that_an_integer_tells_is_asked_for_by_integers(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(Violations(ReadContracts.Vehicle, json)));

    [Fact]
    public void What_is_there_twice_is_told_by_what_it_is()
    {
        Assert.Equal("/value/1: expected each key once, found \"Pear\".", Assert.Single(Violations(ReadContracts.DictionaryOfStringAndInt32, """{"value":[{"key":"Pear","value":1},{"key":"Pear","value":2}]}""")));
        Assert.Equal("/value/1: expected each key once, found 7.", Assert.Single(Violations(ReadContracts.DictionaryOfInt64AndInt32, """{"value":[{"key":7,"value":1},{"key":7,"value":2}]}""")));
        Assert.Equal("/value/2: expected each item once, found 3.", Assert.Single(Violations(ReadContracts.HashSetOfInt32, """{"value":[3,4,3]}""")));
        Assert.Equal("/value/1: expected each item once, found one that is there already.", Assert.Single(Violations(ReadContracts.HashSetOfPlace, """{"value":[{"x":1},{"x":1}]}""")));
    }

    private static IEnumerable<string> Violations<T>(JsonContract<T> contract, string json) =>
        contract.TryRead(Encoding.UTF8.GetBytes(json), out _, out var violations) ? [] : violations.Select(static violation => violation.ToString());

    [Fact]
    public void A_valid_document_becomes_a_value()
    {
        var review = Read(Valid);
        Assert.Equal(("Fine", Sentiment.Mixed, 3, 0.5, 9.99m, 9007199254740993L, true), (review.Headline, review.Sentiment, review.Stars, review.Confidence, review.Price, review.Serial, review.Recommended));
        Assert.Equal(["a", "b \"c\" 😀"], review.Pros);
        Assert.Equal("Bo", review.By!.Teacher!.Name);
        Assert.Null(review.By.Teacher.Moods);
        Assert.Equal([Sentiment.Positive], review.By.Moods!);
        Assert.Equal([[1, null], []], review.Grid);
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var members = JsonNode.Parse(Valid)!.AsObject().Reverse().Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));
        Assert.Equal("Fine", Read(new JsonObject(members).ToJsonString()).Headline);
    }

    [Theory]
    [InlineData("stars", "3.0")]
    [InlineData("stars", "30e-1")]
    [InlineData("serial", "1e3")]
    [InlineData("serial", "-9223372036854775808")]
    [InlineData("price", "null")]
    [InlineData("price", "79228162514264337593543950335")]
    [InlineData("price", "1.50")]
    [InlineData("confidence", "0")]
    [InlineData("confidence", "1e-400")]
    [InlineData("by", "null")]
    [InlineData("pros", "[]")]
    public void A_value_counts_however_it_is_spelt(string member, string json) => Read(With(member, json));

    [Theory]
    [InlineData("headline", "null", "/headline", "type", "/headline: expected a text, found null.")]
    [InlineData("headline", "7", "/headline", "type", "/headline: expected a text, found 7.")]
    [InlineData("sentiment", "\"mixed\"", "/sentiment", "enum", "/sentiment: expected one of \"Negative\", \"Mixed\", \"Positive\", found \"mixed\".")]
    [InlineData("sentiment", "1", "/sentiment", "enum", "/sentiment: expected one of \"Negative\", \"Mixed\", \"Positive\", found 1.")]
    [InlineData("stars", "6", "/stars", "maximum", "/stars: expected at most 5, found 6.")]
    [InlineData("stars", "0", "/stars", "minimum", "/stars: expected at least 1, found 0.")]
    [InlineData("stars", "\"3\"", "/stars", "type", "/stars: expected an integer, found \"3\".")]
    [InlineData("stars", "3.5", "/stars", "type", "/stars: expected an integer from 1 to 5, found 3.5.")]
    [InlineData("serial", "9223372036854775808", "/serial", "type", "/serial: expected an integer from -9223372036854775808 to 9223372036854775807, found 9223372036854775808.")]
    [InlineData("confidence", "1", "/confidence", "maximum", "/confidence: expected less than 1, found 1.")]
    [InlineData("confidence", "1e999", "/confidence", "type", "/confidence: expected a number that a double can hold, found 1e999.")]
    [InlineData("price", "0.12345678901234567890123456789", "/price", "type", "/price: expected a number that a decimal can hold exactly (28 digits), found 0.12345678901234567890123456789.")]
    [InlineData("recommended", "\"true\"", "/recommended", "type", "/recommended: expected true or false, found \"true\".")]
    [InlineData("pros", "{}", "/pros", "type", "/pros: expected a list, found an object.")]
    [InlineData("pros", "null", "/pros", "type", "/pros: expected a list, found null.")]
    [InlineData("pros", "[\"a\",null,\"b\"]", "/pros/1", "type", "/pros/1: expected a text, found null.")]
    [InlineData("by", "[{\"name\":\"Ann\"}]", "/by", "type", "/by: expected an object, found a list.")]
    [InlineData("by", "{\"name\":\"Ann\",\"teacher\":null}", "/by", "required", "/by: expected a member \"moods\", found none.")]
    [InlineData("by", "{\"name\":\"A\",\"teacher\":null,\"moods\":null,\"name\":\"B\"}", "/by/name", "uniqueNames", "/by/name: expected each name once, found \"name\".")]
    [InlineData("by", "{\"name\":\"A\",\"teacher\":null,\"moods\":null,\"a/b~\":[1,{}]}", "/by/a~1b~0", "additionalProperties", "/by/a~1b~0: expected no member but name, teacher, moods, found \"a/b~\".")]
    [InlineData("grid", "[[1],[2,\"x\"]]", "/grid/1/1", "type", "/grid/1/1: expected an integer, found \"x\".")]
    public void A_violation_says_where_what_and_what_instead(string member, string json, string pointer, string keyword, string sentence)
    {
        var violation = Assert.Single(Violations(With(member, json)));
        Assert.Equal((pointer, keyword, sentence), (violation.Pointer, violation.Keyword, violation.ToString()));
    }

    [Fact]
    public void All_that_is_wrong_is_found_in_one_pass()
    {
        var violations = Violations("""{"headline":null,"sentiment":"?","stars":9,"extra":{"a":[1]},"confidence":2,"price":"1","serial":1,"recommended":true,"pros":[1,2],"by":{"name":"A"}}""");
        Assert.Equal(
            ["/headline", "/sentiment", "/stars", "/extra", "/confidence", "/price", "/pros/0", "/pros/1", "/by", "/by", ""],
            violations.Select(static violation => violation.Pointer));
        Assert.Equal("The document: expected a member \"grid\", found none.", violations[^1].ToString());
    }

    [Theory]
    [InlineData("", "json")]
    [InlineData("null", "type")]
    [InlineData("[]", "type")]
    [InlineData("\"text\"", "type")]
    [InlineData("{", "json")]
    [InlineData("{\"headline\":\"cut", "json")]
    [InlineData("{\"headline\":'x'}", "json")]
    [InlineData("// comment\n{}", "json")]
    [InlineData("NaN", "json")]
    public void What_is_no_object_is_invalid(string document, string keyword) => Assert.Contains(Violations(document), violation => violation.Keyword == keyword);

    [Fact]
    public void Text_after_the_document_is_invalid() => Assert.Equal("json", Assert.Single(Violations(Valid + " {}")).Keyword);

    [Theory]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00\\ud83d\"")]
    public void Half_a_surrogate_pair_is_invalid(string json) =>
        Assert.Equal("The document: expected one JSON document in UTF-8, found a text that is not valid Unicode.", Assert.Single(Violations(With("headline", json))).ToString());

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_invalid()
    {
        var document = Encoding.UTF8.GetBytes(Valid);
        document[Encoding.UTF8.GetString(document).IndexOf("Fine", StringComparison.Ordinal)] = 0xFF;
        Assert.False(Contract.TryRead(document, out _, out var violations));
        Assert.Equal("json", Assert.Single(violations).Keyword);
    }

    [Fact]
    public void Depth_and_the_number_of_violations_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"name\":\"A\",\"moods\":null,\"teacher\":", 100)) + "null" + new string('}', 100);
        Assert.Contains(Violations(With("by", deep)), static violation => violation.Keyword == "json");
        Assert.Equal(32, Violations(With("pros", "[" + string.Join(",", Enumerable.Range(0, 1000)) + "]")).Count);
    }

    [Theory]
    [InlineData("exact", "-0.5", null)]
    [InlineData("exact", "-0.51", "minimum")]
    [InlineData("exact", "79.25", null)]
    [InlineData("exact", "79.250001", "maximum")]
    [InlineData("inside", "0", "minimum")]
    [InlineData("inside", "0.0000000000000000000000000001", null)]
    [InlineData("inside", "1.0", "maximum")]
    [InlineData("above", "0.5", "minimum")]
    [InlineData("above", "0.5000001", null)]
    [InlineData("above", "1e300", null)]
    [InlineData("between", "1", "minimum")]
    [InlineData("between", "2", null)]
    [InlineData("between", "10", "maximum")]
    [InlineData("below", "5", null)]
    [InlineData("below", "6", "maximum")]
    public void A_bound_is_held_to_the_last_digit(string member, string json, string? keyword)
    {
        var members = new Dictionary<string, string> { ["exact"] = "0", ["inside"] = "0.5", ["above"] = "1", ["between"] = "5", ["below"] = "0" };
        members[member] = json;
        var document = Encoding.UTF8.GetBytes("{" + string.Join(",", members.Select(static m => $"\"{m.Key}\":{m.Value}")) + "}");
        IEdges.PromptRequests.Bounds().Contract!.TryRead(document, out _, out var violations);
        Assert.Equal(keyword is null ? [] : [("/" + member, keyword)], violations.Select(static violation => (violation.Pointer, violation.Keyword)));
    }

    [Fact]
    public void Members_beyond_the_64th_are_required_too()
    {
        var contract = IEdges.PromptRequests.Wide().Contract!;
        for (var missing = -1; missing < 70; missing++)
        {
            var members = Enumerable.Range(0, 70).Where(i => i != missing).Select(static i => $"\"m{i}\":{i}");
            var read = contract.TryRead(Encoding.UTF8.GetBytes("{" + string.Join(",", members) + "}"), out var value, out var violations);
            Assert.Equal(missing < 0, read);
            if (missing < 0)
                Assert.Equal(69, value!.M69);
            else
                Assert.Equal($"The document: expected a member \"m{missing}\", found none.", Assert.Single(violations).ToString());
        }
    }

    [Fact]
    public void The_end_of_a_cut_document_is_told_even_after_many_violations()
    {
        var violations = Violations(With("pros", "[" + string.Join(",", Enumerable.Range(0, 1000))));
        Assert.Equal(32, violations.Count);
        Assert.Equal("json", violations[^1].Keyword);
    }

    [Fact]
    public void Names_that_are_no_text_or_far_too_long_spoil_nothing()
    {
        var name = new string('n', 1_000_000);
        var document = Encoding.UTF8.GetBytes("{\"?\":1,\"" + name + "\":2,\"headline\":3}");
        document[2] = 0xFF;
        Contract.TryRead(document, out _, out var violations);
        Assert.Equal(["/\uFFFD", "/" + name[..100] + "…", "/headline"], violations.Take(3).Select(static violation => violation.Pointer));
        Assert.All(violations, static violation => Assert.True(violation.ToString().Length < 1000));
    }

    [Fact]
    public void A_document_of_errors_costs_no_more_than_its_size()
    {
        var document = Encoding.UTF8.GetBytes(With("by", "{\"name\":\"A\",\"teacher\":null,\"moods\":[" + string.Join(",", Enumerable.Repeat("1", 1_000_000)) + "]}"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Contract.TryRead(document, out _, out var violations));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * document.Length);
        Assert.Equal(32, violations.Count);
    }

    [Fact]
    public void What_a_constructor_does_not_take_is_a_violation()
    {
        var contract = IEdges.PromptRequests.Picks().Contract!;
        Assert.True(contract.TryRead("""{"items":[{"number":1}],"after":"x"}"""u8, out _, out _));
        Assert.False(contract.TryRead("""{"items":[{"number":1},{"number":-1},{"number":2}],"after":"x"}"""u8, out _, out var violations));
        Assert.Equal(
            "/items/1: expected values that its constructor takes, found There is no pick without a number.",
            Assert.Single(violations).ToString());
    }

    [Fact]
    public void Half_a_pair_in_a_fake_answer_is_invalid_too()
    {
        var result = IReviewer.PromptRequests.Review("x").Parse(With("headline", "\"a\ud83d\""));
        Assert.Equal("The document: expected one JSON document in UTF-8, found a text that is not valid Unicode.", Assert.Single(result.Violations).ToString());
    }

    [Fact]
    public void A_long_text_is_shortened_where_it_is_quoted()
    {
        var violation = Assert.Single(Violations(With("sentiment", "\"" + new string('é', 1000) + "\"")));
        Assert.Equal("\"" + new string('é', 40) + "…\"", violation.Found);
    }

    [Fact]
    public void Any_bytes_are_read_or_reported()
    {
        var seed = Encoding.UTF8.GetBytes(Valid);
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, seed.Length - 1], Gen.Char["{}[]\",:0eE-.\\un"]).Sample(
            (i, a, j, b) =>
            {
                var bytes = (byte[])seed.Clone();
                bytes[i] = a;
                bytes[j] = (byte)b;
                var read = Contract.TryRead(bytes, out var value, out var violations);
                Assert.Equal(read, violations.Count == 0);
                Assert.Equal(read, value is not null);
            },
            iter: 20_000);
    }

    [Fact]
    public void A_document_cut_anywhere_is_invalid()
    {
        var whole = Encoding.UTF8.GetBytes(Valid.TrimEnd());
        for (var length = 0; length < whole.Length; length++)
            Assert.False(Contract.TryRead(whole.AsSpan(0, length), out _, out _));
    }

    private static Review Read(string document)
    {
        var read = Contract.TryRead(Encoding.UTF8.GetBytes(document), out var value, out var violations);
        Assert.Empty(violations);
        Assert.True(read);
        return value!;
    }

    private static IReadOnlyList<SchemaViolation> Violations(string document)
    {
        Assert.False(Contract.TryRead(Encoding.UTF8.GetBytes(document), out var value, out var violations));
        Assert.Null(value);
        return violations;
    }

    /// <summary>The valid document with one member's value replaced, as text: no JSON library has a say in what is tested.</summary>
    private static string With(string member, string json)
    {
        using var document = JsonDocument.Parse(Valid);
        return "{" + string.Join(",", document.RootElement.EnumerateObject().Select(m => $"\"{m.Name}\":{(m.Name == member ? json : m.Value.GetRawText())}")) + "}";
    }
}

[JsonContracts(typeof(Vehicle), typeof(Dictionary<string, int>), typeof(Dictionary<long, int>), typeof(HashSet<int>), typeof(HashSet<Place>))]
internal static partial class ReadContracts;

[JsonDerivedType(typeof(Bus), 1), JsonDerivedType(typeof(Tram), 2)]
internal abstract record Vehicle(int Seats);

internal sealed record Bus(int Seats) : Vehicle(Seats);

internal sealed record Tram(int Seats) : Vehicle(Seats);

internal sealed record Place(int X);
